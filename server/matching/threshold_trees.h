// Trees of criteria that leave a choice, flattened to words.
#ifndef TRIALMATCH_MATCHING_THRESHOLD_TREES_H_
#define TRIALMATCH_MATCHING_THRESHOLD_TREES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/criterion.h"
#include "domain/truth.h"
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

  // The least of the trees, TRUE where there is none. `Truths` has Of(PredicateId).
  template <typename Truths>
  Truth FindAll(uint32_t begin, uint32_t end, const Truths& truths) const;

  // Calls visit(literal, is_guard) for each leaf.
  template <typename Visit>
  void ForEachLeaf(uint32_t begin, uint32_t end, Visit visit) const;

  void ShrinkToFit() { words_.shrink_to_fit(); }
  const uint32_t* WordAt(uint32_t place) const { return words_.data() + place; }
  size_t BytesUsed() const { return words_.capacity() * sizeof words_[0]; }

 private:
  // The two highest bits of a tree's first word tell what it is. A leaf: beneath them whether it is a guard,
  // and the literal. What joins: k; then how many may fail (n - k, signed), and the end.
  static constexpr uint32_t kKind = 3u << 30, kLeaf = 0, kUnknown = 1u << 30, kJoin = 2u << 30;
  static constexpr uint32_t kGuard = 1u << 29;
  static constexpr uint32_t kJoinWords = 3;

  void Close(uint32_t opened, int64_t k, size_t count);
  void AddJoin(const Combination& combination, bool negated, PredicateTable& predicates);
  bool IsJoin(uint32_t tree) const { return (words_[tree] & kKind) == kJoin; }
  uint32_t EndOf(uint32_t tree) const { return IsJoin(tree) ? words_[tree + 2] : tree + 1; }
  Literal LiteralAt(uint32_t leaf) const { return Literal::OfIndex(words_[leaf] & ~kGuard); }
  uint64_t CostOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost) const;
  bool IsNeverMet(uint32_t tree) const;
  // The children that cost least, as many as must not be FALSE.
  std::vector<uint32_t> CheapestChildren(uint32_t join, absl::FunctionRef<uint64_t(Literal)> cost) const;
  bool MarkGuardsOf(uint32_t tree, absl::FunctionRef<uint64_t(Literal)> cost);

  template <typename Truths>
  Truth Find(uint32_t tree, const Truths& truths) const;
  template <typename Truths>
  Truth FindLeaf(uint32_t leaf, const Truths& truths) const {
    if ((words_[leaf] & kKind) == kUnknown) return Truth::kUnknown;
    const Literal literal = LiteralAt(leaf);
    return literal.Met(truths.Of(literal.predicate()));
  }

  std::vector<uint32_t> words_;
};

template <typename Truths>
Truth ThresholdTrees::FindAll(uint32_t begin, uint32_t end, const Truths& truths) const {
  Truth all = Truth::kTrue;
  for (uint32_t tree = begin; tree < end && all != Truth::kFalse; tree = EndOf(tree)) {
    all = And(all, Find(tree, truths));
  }
  return all;
}

template <typename Truths>
Truth ThresholdTrees::Find(uint32_t tree, const Truths& truths) const {
  if (!IsJoin(tree)) return FindLeaf(tree, truths);
  const int64_t k = words_[tree] & ~kKind;
  const int64_t may_fail = static_cast<int32_t>(words_[tree + 1]);
  int64_t met = 0, failed = 0;
  const uint32_t end = words_[tree + 2];
  // Of leaves alone, to look at all is faster than to guess which is the last that matters.
  const bool all = end - (tree + kJoinWords) == k + may_fail;
  for (uint32_t child = tree + kJoinWords; child < end && (all || (met < k && failed <= may_fail));
       child = EndOf(child)) {
    const Truth truth = Find(child, truths);
    met += truth == Truth::kTrue;
    failed += truth == Truth::kFalse;
  }
  if (met >= k) return Truth::kTrue;
  return failed > may_fail ? Truth::kFalse : Truth::kUnknown;
}

template <typename Visit>
void ThresholdTrees::ForEachLeaf(uint32_t begin, uint32_t end, Visit visit) const {
  for (uint32_t word = begin; word < end; word += (words_[word] & kKind) == kJoin ? kJoinWords : 1) {
    if ((words_[word] & kKind) == kLeaf) visit(LiteralAt(word), (words_[word] & kGuard) != 0);
  }
}

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_THRESHOLD_TREES_H_
