// How all trials stand for patients of whom no recorded fact matters.
#ifndef TRIALMATCH_MATCHING_BASELINE_H_
#define TRIALMATCH_MATCHING_BASELINE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "domain/truth.h"
#include "matching/compiled_trial.h"
#include "matching/predicate_sets.h"
#include "matching/trial_bits.h"

namespace trialmatch {

// The truths of all predicates from those of their bundles, one byte each. What is asked every time is not
// known yet: met where it is a literal, since it can then only lower the verdict, and UNKNOWN in a rest.
class BaselineTruths {
 public:
  BaselineTruths(const PredicateSets& sets, const std::string& bundle_truths);

  Truth Of(PredicateId id) const {
    return truths_[id] == kEveryTime ? Truth::kUnknown : static_cast<Truth>(truths_[id]);
  }
  Truth Met(const Literal& literal) const {
    return truths_[literal.predicate()] == kEveryTime ? Truth::kTrue : literal.Met(Of(literal.predicate()));
  }

 private:
  static constexpr uint8_t kEveryTime = 3;

  std::vector<uint8_t> truths_;
};

// A trial is a conjunction, twice: it is possible unless a part is FALSE, and certain when each is TRUE.
// These planes say by how many parts that is barred, so that of most trials it is known without looking at
// them whether they are barred still once some parts changed. A capped trial is barred from being certain by
// more than one part.
struct Baseline {
  explicit Baseline(size_t size)
      : one_false(size, false),
        more_false(size, false),
        rest_false(size, false),
        unguarded(size, false),
        unbacked(size, false),
        one_open(size, false),
        more_open(size, false),
        rest_open(size, false),
        maybe_false(size, false),
        maybe_open(size, false) {}

  // Finds how the literals, and the rest, of the trial at the position stand.
  void FindLiterals(const CompiledTrials& trials, size_t position, const BaselineTruths& truths);
  void FindRest(const CompiledTrials& trials, size_t position, const BaselineTruths& truths,
                FlatRests::Counts& counts);

  static size_t BytesFor(size_t size) { return 10 * 8 * ((size + 63) / 64); }

  // The truths of the bundles (see PatientTruths) that it holds for.
  std::string bundle_truths;
  // Exactly one literal is FALSE; more are; the rest is.
  TrialBits one_false, more_false, rest_false;
  // A guard of the rest is FALSE; another leaf of it is, or none has to be for it to be FALSE.
  TrialBits unguarded, unbacked;
  // Exactly one literal is not TRUE; more are not; the rest is not.
  TrialBits one_open, more_open, rest_open;
  // Not found yet: the rest may be FALSE, or not TRUE, though the planes above do not say so.
  TrialBits maybe_false, maybe_open;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BASELINE_H_
