// The truth of a criterion about recorded facts: presence, absence and number.
#ifndef TRIALMATCH_MATCHING_FACT_EVALUATOR_H_
#define TRIALMATCH_MATCHING_FACT_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// TRUE when the number of matching facts certainly lies in the criterion's range (at least one, unless it
// counts), FALSE when it certainly does not, else UNKNOWN. That no more exist than are recorded is known only
// by absence (see absence.h). Appends the evidence unless `evidence` is null; the truth does not depend on
// it.
Truth EvaluateFact(const FactCriterion& criterion, AbsencePolicy policy, const PatientView& patient,
                   std::vector<Evidence>* evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_EVALUATOR_H_
