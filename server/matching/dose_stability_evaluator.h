// The truth of a criterion about a medication at an unchanged dose.
#ifndef TRIALMATCH_MATCHING_DOSE_STABILITY_EVALUATOR_H_
#define TRIALMATCH_MATCHING_DOSE_STABILITY_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Over the whole of [as_of - duration, as_of], both ends inclusive, by days for units of a day and longer.
//   TRUE: the window is covered by statements of one medication at one dose, and every other statement that
//   may speak
//     of it repeats that, or covers it too with another medication of the set at one dose.
//   FALSE: the dose certainly changed (two statements of one medication with different doses, at least one of
//   which
//     is not of the whole window), or on some day nothing was taken and absence is known or assumed (see
//     absence.h).
//   UNKNOWN: else. Two doses of one medication, both for the whole window, contradict one another or add up.
// A recorded code that cannot be compared with the criterion's changes no dose, but keeps absence open.
// Appends the evidence unless `evidence` is null; the truth does not depend on it.
Truth EvaluateDoseStability(const DoseStabilityCriterion& criterion, AbsencePolicy policy,
                            const PatientView& patient, std::vector<Evidence>* evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_DOSE_STABILITY_EVALUATOR_H_
