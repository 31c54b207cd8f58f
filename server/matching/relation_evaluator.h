// Whether one fact was caused by, or came after, another.
#ifndef TRIALMATCH_MATCHING_RELATION_EVALUATOR_H_
#define TRIALMATCH_MATCHING_RELATION_EVALUATOR_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// TRUE by a recorded link between two matching facts (for `after` also by a link that says "caused by", or by
// dates that decide), FALSE when either fact is absent, else UNKNOWN. The hierarchy proves neither.
Truth EvaluateRelation(const RelationCriterion& criterion, AbsencePolicy policy, const PatientView& patient,
                       std::vector<Evidence>* evidence);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_RELATION_EVALUATOR_H_
