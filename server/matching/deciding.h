// Which criteria make a verdict what it is.
#ifndef TRIALMATCH_MATCHING_DECIDING_H_
#define TRIALMATCH_MATCHING_DECIDING_H_

#include <vector>

#include "domain/truth.h"
#include "domain/verdict.h"

namespace trialmatch {

// What a criterion adds to its list: an inclusion its truth, an exclusion the opposite.
Truth Contribution(const CriterionResult& result);

// The criteria with the verdict's own truth: for INELIGIBLE the failing ones trial-wide, or (if none fails
// there) those that fail each cohort; for UNDETERMINED the unknown ones trial-wide and of the cohorts that
// are not INELIGIBLE; none for ELIGIBLE. A combination is followed down to the leaves that make it what it
// is.
std::vector<DecidingCriterion> FindDeciding(const TrialResult& result);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_DECIDING_H_
