// Ids of a trial's criteria, cohorts and sites, made from their positions where the author gave none.
#ifndef TRIALMATCH_WIRE_TRIAL_IDS_H_
#define TRIALMATCH_WIRE_TRIAL_IDS_H_

#include "trialmatch/v1/trial.pb.h"

namespace trialmatch {

// Fills in every empty id: "cohort-2", "site-1", "inclusion-1" and its first child "inclusion-1.1", in a
// cohort "bpd.exclusion-3". A position whose id the author gave to something else gets "-2" behind it (then
// "-3", …); one that would be longer than 64 bytes is replaced by 32 digits of its hash. Depends on nothing
// but the trial, and leaves given ids alone, wrong ones too. Criteria below the deepest level allowed and
// those of relatives, which have no id, are left alone.
void AssignIds(v1::Trial& trial);

// Whether AssignIds would change nothing.
bool HasAllIds(const v1::Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_IDS_H_
