#include "matching/verdict_changes.h"

namespace trialmatch {

VerdictChanges::VerdictChanges(const LiteralPostings& postings, const Baseline& baseline, size_t trials,
                               size_t most_literals)
    : postings_(postings),
      baseline_(baseline),
      trials_(trials),
      shut_(most_literals),
      unmet_(most_literals),
      raised_(most_literals),
      met_(most_literals),
      leaves_fell_(most_literals),
      leaves_raised_(most_literals),
      leaves_touched_(most_literals),
      doubtful_(trials, false),
      doubtful_certain_(trials, false) {}

void VerdictChanges::Change(Literal literal, Truth before, Truth now) {
  shut_.AddIf(now == Truth::kFalse && before != Truth::kFalse, literal);
  unmet_.AddIf(now == Truth::kUnknown && before == Truth::kTrue, literal);
  raised_.AddIf(before == Truth::kFalse && now != Truth::kFalse, literal);
  met_.AddIf(now == Truth::kTrue && before != Truth::kTrue, literal);
  TouchRest(literal, before, now);
}

void VerdictChanges::TouchRest(Literal literal, Truth before, Truth now) {
  leaves_fell_.AddIf(now == Truth::kFalse && before != Truth::kFalse, literal);
  leaves_raised_.AddIf(before == Truth::kFalse && now != Truth::kFalse, literal);
  leaves_touched_.AddIf((before == Truth::kTrue) != (now == Truth::kTrue), literal);
}

void VerdictChanges::Open(VerdictPlanes& verdicts) {
  OpenPossible(verdicts.possible());
  OpenCertain(verdicts.certain());
}

// What barred a trial once is gone when a literal of it rose, and what barred it more often can only be gone
// when more than one did. One literal that rose of a trial that one barred is the one, since what is counted
// rose from where it barred. A rest that barred may or may not do so still. A literal that got worse bars all
// its trials, whatever else they are.
void VerdictChanges::OpenPossible(TrialBits& possible) {
  TrialBits once_raised(trials_, false), more_raised(trials_, false), rest_raised(trials_, false);
  postings_.CountUp(raised_, LiteralPostings::kMandatory, once_raised, more_raised);
  postings_.AddTo(leaves_raised_, LiteralPostings::kInRest, rest_raised);
  // A rest is FALSE only where a guard is, and mostly only where another leaf is too.
  TrialBits guard_fell(trials_, false), other_fell(trials_, false);
  postings_.AddTo(leaves_fell_, LiteralPostings::Only(LiteralPostings::kGuards), guard_fell);
  postings_.AddTo(leaves_fell_, LiteralPostings::Only(LiteralPostings::kUnguarding), other_fell);
  TrialBits rest_lowered = baseline_.maybe_false;
  rest_lowered.AddCommon(other_fell, baseline_.unguarded);
  other_fell.AddAll(baseline_.unbacked);
  rest_lowered.AddCommon(other_fell, guard_fell);
  ThePlaneKernels().open({baseline_.one_false.words().data(), baseline_.more_false.words().data(),
                          baseline_.rest_false.words().data(), once_raised.words().data(),
                          more_raised.words().data(), rest_raised.words().data(), rest_lowered.words().data(),
                          possible.words().data(), doubtful_.words().data()},
                         doubtful_.words().size());
  postings_.RemoveFrom(shut_, LiteralPostings::kMandatory, possible);
}

void VerdictChanges::OpenCertain(TrialBits& certain) {
  TrialBits once_met(trials_, false), more_met(trials_, false), rest_touched = baseline_.maybe_open;
  constexpr auto kUncapped = LiteralPostings::Only(LiteralPostings::kUncapped);
  postings_.CountUp(met_, kUncapped, once_met, more_met);
  postings_.AddTo(leaves_touched_, LiteralPostings::Only(LiteralPostings::kUncappedRest), rest_touched);
  ThePlaneKernels().open({baseline_.one_open.words().data(), baseline_.more_open.words().data(),
                          baseline_.rest_open.words().data(), once_met.words().data(),
                          more_met.words().data(), rest_touched.words().data(), rest_touched.words().data(),
                          certain.words().data(), doubtful_certain_.words().data()},
                         doubtful_certain_.words().size());
  postings_.RemoveFrom(unmet_, kUncapped, certain);
}

void VerdictChanges::Settle(VerdictPlanes& verdicts) {
  ThePlaneKernels().settle(verdicts.possible().words().data(), verdicts.certain().words().data(),
                           doubtful_.words().data(), doubtful_certain_.words().data(),
                           doubtful_.words().size());
}

}  // namespace trialmatch
