// The verdicts of one trial and its cohorts for one patient, without what leads to them.
#ifndef TRIALMATCH_MATCHING_BRIEF_RESULT_H_
#define TRIALMATCH_MATCHING_BRIEF_RESULT_H_

#include "domain/trial.h"
#include "domain/verdict.h"
#include "matching/patient_view.h"

namespace trialmatch {

// As Explain, but for criteria, deciding criteria and assumptions, of which there are none: a fraction of the
// work, for answers that tell none of them.
TrialResult BriefResult(const Trial& trial, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BRIEF_RESULT_H_
