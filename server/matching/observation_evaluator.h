// The truth of a criterion about measured values.
#ifndef TRIALMATCH_MATCHING_OBSERVATION_EVALUATOR_H_
#define TRIALMATCH_MATCHING_OBSERVATION_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Whether the selected value is as expected (see selection.h); of several subjects that of any. Where a
// subject has no value that even may count, the criterion's own policy answers: TRUE where present is
// assumed, FALSE where absent is, else UNKNOWN. Completeness and the request's default never do. UNKNOWN
// while a code of the criterion is not loaded. Appends the evidence unless `evidence` is null; the truth does
// not depend on it.
Truth EvaluateObservation(const ObservationCriterion& criterion, AbsencePolicy policy,
                          const PatientView& patient, std::vector<Evidence>* evidence);

// True iff all that the criterion names is loaded.
bool AllResolve(const ObservationCriterion& criterion, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_OBSERVATION_EVALUATOR_H_
