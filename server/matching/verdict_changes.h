// From a baseline and the predicates that have other truths to the verdicts.
#ifndef TRIALMATCH_MATCHING_VERDICT_CHANGES_H_
#define TRIALMATCH_MATCHING_VERDICT_CHANGES_H_

#include <cstddef>

#include "domain/truth.h"
#include "matching/baseline.h"
#include "matching/literal.h"
#include "matching/literal_postings.h"
#include "matching/trial_bits.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

// For one patient. First Change and Touch are told everything, then Open is called, then the verdicts are
// lowered by the literals that are asked every time, then Settle is called. Between, a verdict that is not in
// doubt is what it is as far as was told; one that is in doubt is at most what the planes say.
class VerdictChanges {
 public:
  // Both outlive it. At most so many literals are told.
  VerdictChanges(const LiteralPostings& postings, const Baseline& baseline, size_t trials,
                 size_t most_literals);

  // The literal is met now as `now` says, `before` in the baseline.
  void Change(Literal literal, Truth before, Truth now);
  // A literal that is asked every time, as the leaf of a rest.
  void Touch(Literal literal, Truth now) { TouchRest(literal, Truth::kUnknown, now); }

  void Open(VerdictPlanes& verdicts);

  // Verdicts that are not in doubt are right now.
  void Settle(VerdictPlanes& verdicts);
  const TrialBits& doubtful() const { return doubtful_; }
  // Of a trial in doubt: it is not its rest alone, which would have to lower the verdict.
  bool AreLiteralsDoubtful(size_t position, const VerdictPlanes& verdicts) const {
    return baseline_.more_false.Has(position) ||
           (baseline_.more_open.Has(position) && verdicts.certain().Has(position));
  }

 private:
  void TouchRest(Literal literal, Truth before, Truth now);
  void OpenPossible(TrialBits& possible);
  void OpenCertain(TrialBits& certain);

  using Literals = LiteralPostings::Literals;

  const LiteralPostings& postings_;
  const Baseline& baseline_;
  const size_t trials_;
  // Literals that became FALSE; that are UNKNOWN and were TRUE; that are not FALSE any more; that became
  // TRUE.
  Literals shut_, unmet_, raised_, met_;
  // Leaves that became FALSE; that are not FALSE any more; that became TRUE or ceased to be it.
  Literals leaves_fell_, leaves_raised_, leaves_touched_;
  TrialBits doubtful_, doubtful_certain_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_VERDICT_CHANGES_H_
