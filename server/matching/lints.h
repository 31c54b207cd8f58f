// What an author of a trial probably did not mean.
#ifndef TRIALMATCH_MATCHING_LINTS_H_
#define TRIALMATCH_MATCHING_LINTS_H_

#include "absl/strings/string_view.h"
#include "domain/issue.h"
#include "domain/trial.h"

namespace trialmatch {

// Warnings only, in the order of the trial: criteria that contradict or repeat one another, bounds that leave
// nothing or decide nothing, states that the trial's sex does not have, policies that let a missing fact read
// as eligible, exclusions of those who consent, criteria that always hold, needless nesting, and a trial or
// cohort that cannot be found or entered. The criteria themselves are valid.
//
// `trial` has its implied criteria (AddImpliedCriteria). `root` is the path of its message ("trial"); field
// paths and ids are those of the message.
Issues FindDoubtful(const Trial& trial, absl::string_view root);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LINTS_H_
