// The criterion that a record implies by what it is for.
#ifndef TRIALMATCH_INGEST_CRITERIA_TRIAL_CONDITION_H_
#define TRIALMATCH_INGEST_CRITERIA_TRIAL_CONDITION_H_

#include "ingest/criteria/concepts.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::criteria {

inline constexpr char kTrialConditionId[] = "trial-condition";

// Where no inclusion that was read requires a condition of the trial, and the record does not say that
// healthy volunteers are accepted, adds the trial-wide inclusion "trial-condition": TRUE when the patient has
// one of the record's conditions, else UNKNOWN, since the record's words need not be exact. A record that
// says only "blood pressure below 140/90" for a heart defect must not take every healthy adult. Adds nothing
// to a trial without criteria, which is unstructured as a whole.
void RequireTrialCondition(const Concepts& concepts, v1::Trial& trial);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_TRIAL_CONDITION_H_
