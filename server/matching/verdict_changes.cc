#include "matching/verdict_changes.h"

namespace trialmatch {

VerdictChanges::VerdictChanges(const LiteralPostings& postings, const Baseline& baseline, size_t trials)
    : postings_(postings),
      baseline_(baseline),
      once_raised_(trials, false),
      more_raised_(trials, false),
      once_met_(trials, false),
      more_met_(trials, false),
      shut_(trials, false),
      unmet_(trials, false),
      rest_raised_(trials, false),
      guard_fell_(trials, false),
      other_fell_(trials, false),
      rest_touched_(baseline.maybe_open),
      doubtful_(trials, false),
      doubtful_certain_(trials, false) {}

// A literal that got worse bars all its trials, whatever else they are.
void VerdictChanges::Change(Literal literal, Truth before, Truth now) {
  if (now == before) return;
  if (now == Truth::kFalse && before != Truth::kFalse) {
    postings_.AddTo(literal, LiteralPostings::kUncapped, shut_);
    postings_.AddTo(literal, LiteralPostings::kCapped, shut_);
  }
  if (now == Truth::kUnknown && before == Truth::kTrue) {
    postings_.AddTo(literal, LiteralPostings::kUncapped, unmet_);
  }
  if (before == Truth::kFalse) {
    postings_.CountUp(literal, LiteralPostings::kUncapped, once_raised_, more_raised_);
    postings_.CountUp(literal, LiteralPostings::kCapped, once_raised_, more_raised_);
  }
  if (now == Truth::kTrue) postings_.CountUp(literal, LiteralPostings::kUncapped, once_met_, more_met_);
  TouchRest(literal, before, now);
}

void VerdictChanges::TouchRest(Literal literal, Truth before, Truth now) {
  if (before == Truth::kFalse && now != Truth::kFalse) {
    postings_.AddTo(literal, LiteralPostings::kGuards, rest_raised_);
    postings_.AddTo(literal, LiteralPostings::kUnguarding, rest_raised_);
  }
  if (now == Truth::kFalse && before != Truth::kFalse) {
    postings_.AddTo(literal, LiteralPostings::kGuards, guard_fell_);
    postings_.AddTo(literal, LiteralPostings::kUnguarding, other_fell_);
  }
  if ((before == Truth::kTrue) != (now == Truth::kTrue))
    postings_.AddTo(literal, LiteralPostings::kUncappedRest, rest_touched_);
}

// What barred a trial once is gone when a literal of it rose, and what barred it more often can only be gone
// when more than one did. One literal that rose of a trial that one barred is the one, since what is counted
// rose from where it barred. A rest that barred may or may not do so still.
void VerdictChanges::Open(VerdictPlanes& verdicts) {
  // A rest is FALSE only where a guard is, and mostly only where another leaf is too.
  TrialBits rest_lowered = baseline_.maybe_false;
  rest_lowered.AddCommon(other_fell_, baseline_.unguarded);
  other_fell_.AddAll(baseline_.unbacked);
  rest_lowered.AddCommon(other_fell_, guard_fell_);
  const PlaneKernels& kernels = ThePlaneKernels();
  const size_t words = doubtful_.words().size();
  kernels.open({baseline_.one_false.words().data(), baseline_.more_false.words().data(),
                baseline_.rest_false.words().data(), once_raised_.words().data(), more_raised_.words().data(),
                rest_raised_.words().data(), rest_lowered.words().data(), verdicts.possible().words().data(),
                doubtful_.words().data()},
               words);
  kernels.open({baseline_.one_open.words().data(), baseline_.more_open.words().data(),
                baseline_.rest_open.words().data(), once_met_.words().data(), more_met_.words().data(),
                rest_touched_.words().data(), rest_touched_.words().data(), verdicts.certain().words().data(),
                doubtful_certain_.words().data()},
               words);
  verdicts.possible().RemoveAll(shut_);
  verdicts.certain().RemoveAll(unmet_);
}

void VerdictChanges::Lower(Literal literal, Truth now, VerdictPlanes& verdicts) const {
  if (now == Truth::kFalse) {
    postings_.RemoveFrom(literal, LiteralPostings::kUncapped, verdicts.possible());
    postings_.RemoveFrom(literal, LiteralPostings::kCapped, verdicts.possible());
  } else if (now == Truth::kUnknown) {
    postings_.RemoveFrom(literal, LiteralPostings::kUncapped, verdicts.certain());
  }
}

void VerdictChanges::Settle(VerdictPlanes& verdicts) {
  ThePlaneKernels().settle(verdicts.possible().words().data(), verdicts.certain().words().data(),
                           doubtful_.words().data(), doubtful_certain_.words().data(),
                           doubtful_.words().size());
}

}  // namespace trialmatch
