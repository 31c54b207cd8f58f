// Trees of criteria that leave a choice, as they are built.
#ifndef TRIALMATCH_MATCHING_THRESHOLD_TREES_H_
#define TRIALMATCH_MATCHING_THRESHOLD_TREES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/criterion.h"
#include "matching/literal.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// Negations are pushed down to the leaves and everything above is "at least k of n" (if-then is any of the
// negated condition and the consequence), so truths only rise with those of literals.
class ThresholdTrees {
 public:
  // One past the last word: where the next tree begins.
  uint32_t end() const { return static_cast<uint32_t>(words_.size()); }

  // Appends the tree of the criterion, or that of its negation.
  void Add(const Criterion& criterion, bool negated, PredicateTable& predicates);
  // What is appended between is joined: all, or any, of it. The result of Open goes to Close.
  uint32_t Open();
  void CloseAll(uint32_t opened, size_t count) { Close(opened, static_cast<int64_t>(count), count); }
  void CloseAny(uint32_t opened, size_t count) { Close(opened, 1, count); }

  // The predicates got other ids, by the old ones; before guards are chosen.
  void Renumber(absl::Span<const PredicateId> new_ids);
  // Chooses guards among the leaves of the trees: while no guard is FALSE, no tree is that ever is anything
  // else. Those whose `cost` (less than 2^32 each) in all is least. True iff one of the other leaves must be
  // FALSE as well for a tree to be.
  bool MarkGuards(uint32_t begin, uint32_t end, absl::FunctionRef<uint64_t(Literal)> cost);
  // Whether a tree is FALSE whatever its leaves are: more is asked of it than it has.
  bool AreNeverMet(uint32_t begin, uint32_t end) const;
  // Adds how often each predicate is a leaf.
  void CountUses(std::vector<uint32_t>& uses) const;

  // At least so many of the trees between, of which so many may fail; negative where more is asked than there
  // is.
  struct Join {
    uint32_t needed;
    int32_t may_fail;
    uint32_t begin, end;
  };
  // What is at a place: it joins others; or it is a leaf, or else what is never known. Where the next begins.
  bool IsJoin(uint32_t tree) const { return (words_[tree] & kKind) == kJoin; }
  bool IsLeaf(uint32_t tree) const { return (words_[tree] & kKind) == kLeaf; }
  uint32_t EndOf(uint32_t tree) const { return IsJoin(tree) ? words_[tree + 2] : tree + 1; }
  uint32_t CountTrees(uint32_t begin, uint32_t end) const;
  Join JoinAt(uint32_t tree) const {
    return {words_[tree] & ~kKind, static_cast<int32_t>(words_[tree + 1]), tree + kJoinWords, EndOf(tree)};
  }
  Literal LiteralAt(uint32_t leaf) const { return Literal::OfIndex(words_[leaf] & ~kGuard); }
  bool IsGuard(uint32_t leaf) const { return (words_[leaf] & kGuard) != 0; }

 private:
  // The two highest bits of a tree's first word tell what it is. A leaf: beneath them whether it is a guard,
  // and the literal. What joins: k; then how many may fail (n - k, signed), and the end.
  static constexpr uint32_t kKind = 3u << 30, kLeaf = 0, kUnknown = 1u << 30, kJoin = 2u << 30;
  static constexpr uint32_t kGuard = 1u << 29;
  static constexpr uint32_t kJoinWords = 3;

  void Close(uint32_t opened, int64_t k, size_t count);
  void AddJoin(const Combination& combination, bool negated, PredicateTable& predicates);
  uint64_t CostOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost) const;
  bool IsNeverMet(uint32_t tree) const;
  // The children that cost least, as many as must not be FALSE.
  std::vector<uint32_t> CheapestChildren(uint32_t join, absl::FunctionRef<uint64_t(Literal)> cost) const;
  bool MarkGuardsOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost);

  std::vector<uint32_t> words_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_THRESHOLD_TREES_H_
