// From a literal to the trials that it is a part of.
#ifndef TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_
#define TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_

#include <cstddef>
#include <cstdint>

#include "matching/compiled_trial.h"
#include "matching/literal.h"
#include "matching/trial_bits.h"
#include "matching/trial_lists.h"

namespace trialmatch {

// Immutable.
class LiteralPostings {
 public:
  enum Part : uint32_t {
    kUncapped,      // mandatory, in trials that can become TRUE
    kCapped,        // mandatory, in capped ones
    kGuards,        // in the rest of any trial, as a guard
    kUnguarding,    // in it otherwise
    kUncappedRest,  // in the rest of trials that can become TRUE
  };

  // The guards are marked.
  LiteralPostings(const CompiledTrials& trials, size_t predicates);

  bool IsMandatory(Literal literal) const { return Count(literal, kUncapped) + Count(literal, kCapped) > 0; }
  bool IsInRest(Literal literal) const { return Count(literal, kGuards) + Count(literal, kUnguarding) > 0; }
  size_t Count(Literal literal, Part part) const { return lists_.CountOf(Key(literal, part)); }

  // See TrialLists.
  void AddTo(Literal literal, Part part, TrialBits& bits) const { lists_.AddTo(Key(literal, part), bits); }
  void RemoveFrom(Literal literal, Part part, TrialBits& bits) const {
    lists_.RemoveFrom(Key(literal, part), bits);
  }
  void CountUp(Literal literal, Part part, TrialBits& once, TrialBits& more) const {
    lists_.CountUp(Key(literal, part), once, more);
  }

  // Has what the others read fetched: first where it is, a little later what is there.
  void PrefetchPlace(Literal literal) const { lists_.PrefetchPlace(Key(literal, kUncapped)); }
  void Prefetch(Literal literal) const { lists_.Prefetch(Key(literal, kUncapped)); }

  size_t BytesUsed() const { return lists_.BytesUsed(); }

 private:
  static constexpr uint32_t kParts = 5;
  static uint32_t Key(Literal literal, Part part) { return kParts * literal.index() + part; }

  TrialLists lists_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LITERAL_POSTINGS_H_
