// The truth of a criterion about recorded facts: presence, absence and number.
#ifndef TRIALMATCH_MATCHING_FACT_EVALUATOR_H_
#define TRIALMATCH_MATCHING_FACT_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/asked_fact.h"
#include "matching/asked_truth.h"
#include "matching/patient_view.h"

namespace trialmatch {

// TRUE when of one person of the criterion's relationships the number of matching facts certainly lies in the
// criterion's range (at least one, unless it counts), FALSE when of all it certainly does not, else UNKNOWN.
// That no more exist than are recorded is known only by absence (see absence.h). UNKNOWN while a code of the
// criterion is not loaded. Appends the evidence unless `evidence` is null; the truth does not depend on it.
// `wanted`: how much of the truth; all of it where there is evidence.
Truth EvaluateFact(const FactCriterion& criterion, AbsencePolicy policy, const PatientView& patient,
                   std::vector<Evidence>* evidence, Asked wanted = Asked::kTruth);

// The same of one person, of a criterion whose codes are all loaded.
Truth EvaluateFactOf(const Person& person, const AskedFact& asked, const PatientView& patient,
                     std::vector<Evidence>* evidence, Asked wanted = Asked::kTruth);

// True iff all that the criterion names is loaded: its concepts, its qualifiers, its scale, its anchor.
bool AllResolve(const FactCriterion& criterion, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_EVALUATOR_H_
