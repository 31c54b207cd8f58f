// Trials flattened to arrays over predicate ids.
#ifndef TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
#define TRIALMATCH_MATCHING_COMPILED_TRIAL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/flat_rests.h"
#include "matching/large_vector.h"
#include "matching/literal.h"
#include "matching/predicate_table.h"
#include "matching/threshold_trees.h"

namespace trialmatch {

// All trials, each the conjunction of its literals, of its rest (trees), and of UNKNOWN where it is capped.
// No allocation to evaluate one.
class CompiledTrials {
 public:
  // The next position. A trial is all of its inclusions, the negations of its exclusions and, if it has
  // cohorts, any of those, which are built alike. Its mandatory leaves become literals, each once; one that
  // only a person decides caps the trial, since a trial of which somebody decided is not asked here.
  void Add(const Trial& trial, PredicateTable& predicates);
  // The predicates got other ids, by the old ones; before Finish.
  void Renumber(absl::Span<const PredicateId> new_ids);
  // Once all are there, and before anything below is asked: chooses the guards (see ThresholdTrees) by a cost
  // that may depend on how often the predicate is used, and gives spare memory back.
  void Finish(size_t predicates, absl::FunctionRef<uint64_t(Literal, uint32_t uses)> cost);

  size_t size() const { return trials_.size(); }
  bool IsCapped(size_t position) const { return trials_[position].first_rest & kCapped; }
  // Whether the rest is FALSE only where a leaf of it is that is no guard.
  bool IsBacked(size_t position) const { return trials_[position].first_literal & kBacked; }
  // Whether it is FALSE whatever its leaves are.
  bool IsRestNeverMet(size_t position) const { return trials_[position].first_literal & kNeverMet; }
  absl::Span<const Literal> LiteralsOf(size_t position) const {
    const uint32_t begin = LiteralsBegin(position);
    const size_t end = position + 1 < size() ? LiteralsBegin(position + 1) : literals_.size();
    return absl::MakeConstSpan(literals_).subspan(begin, end - begin);
  }
  // Calls visit(literal, is_guard) for each leaf of the rest, some more than once.
  template <typename Visit>
  void ForEachInRest(size_t position, Visit visit) const {
    rests_.ForEachLeaf(RestBegin(position), RestEnd(position), visit);
  }

  // Whether the patient qualifies. `Truths` has Met(Literal), and Of(PredicateId) for the rest.
  template <typename Truths>
  Truth Evaluate(size_t position, const Truths& truths, FlatRests::Counts& counts) const {
    Truth all = IsCapped(position) ? Truth::kUnknown : Truth::kTrue;
    for (const Literal& literal : LiteralsOf(position)) {
      all = And(all, truths.Met(literal));
      if (all == Truth::kFalse) return all;
    }
    return And(all, FindRest(position, truths, counts));
  }
  template <typename Truths>
  Truth FindRest(size_t position, const Truths& truths, FlatRests::Counts& counts) const {
    return rests_.Find(RestBegin(position), RestEnd(position), truths, counts);
  }
  // What those count with.
  FlatRests::Counts MakeCounts() const { return FlatRests::Counts(rests_); }

  // Has what Evaluate reads fetched: first where it is, a little later what is there, of most trials all.
  void PrefetchPlace(size_t position) const { __builtin_prefetch(&trials_[position]); }
  void PrefetchLiterals(size_t position) const {
    __builtin_prefetch(literals_.data() + LiteralsBegin(position));
  }
  void PrefetchRest(size_t position) const { rests_.Prefetch(RestBegin(position)); }

  size_t BytesUsed() const {
    return trials_.capacity() * sizeof(Part) + literals_.capacity() * sizeof(Literal) + rests_.BytesUsed();
  }

 private:
  // Adds the parts of one trial.
  class Builder;

  static constexpr uint32_t kCapped = uint32_t{1} << 31;
  static constexpr uint32_t kBacked = uint32_t{1} << 31, kNeverMet = uint32_t{1} << 30;
  // Both end where those of the next trial begin.
  struct Part {
    uint32_t first_literal;  // with kBacked, kNeverMet
    uint32_t first_rest;     // with kCapped; a place in the trees until Finish
  };
  uint32_t LiteralsBegin(size_t position) const { return trials_[position].first_literal & (kNeverMet - 1); }
  uint32_t RestBegin(size_t position) const { return trials_[position].first_rest & ~kCapped; }
  uint32_t RestEnd(size_t position) const {
    return position + 1 < size() ? RestBegin(position + 1) : rests_.end();
  }

  LargeVector<Part> trials_;
  LargeVector<Literal> literals_;
  ThresholdTrees trees_;  // until Finish
  FlatRests rests_;       // since
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_COMPILED_TRIAL_H_
