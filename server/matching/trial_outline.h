// The verdicts of a trial and of its cohorts, without what leads to them.
#ifndef TRIALMATCH_MATCHING_TRIAL_OUTLINE_H_
#define TRIALMATCH_MATCHING_TRIAL_OUTLINE_H_

#include "domain/trial.h"
#include "domain/truth.h"
#include "domain/verdict.h"
#include "matching/patient_view.h"

namespace trialmatch {

// What Explain says of the trial and its cohorts; no criteria, nothing that decides and no assumptions.
TrialResult Outline(const Trial& trial, const PatientView& patient);

// The same where it is known already whether the patient qualifies: only what cohorts ask for is evaluated.
TrialResult Outline(const Trial& trial, Truth qualifies, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_OUTLINE_H_
