// THE definition: the verdict of one trial for one patient at one instant, by plain recursion over the
// criteria. Everything faster must equal it.
#ifndef TRIALMATCH_MATCHING_EVALUATOR_H_
#define TRIALMATCH_MATCHING_EVALUATOR_H_

#include <string>
#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "domain/verdict.h"
#include "matching/asked_truth.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Whether the patient qualifies: trial-wide AND, if there are cohorts, any of them. Criteria hold when all
// inclusions are TRUE and all exclusions FALSE.
Truth Evaluate(const Trial& trial, const PatientView& patient);

// The same truth with everything that leads to it.
TrialResult Explain(const Trial& trial, const PatientView& patient);

// The truth of one criterion. `trial_id`: whose consents and attestations count. Appends the evidence of a
// leaf unless `evidence` is null; of a combination only its truth is computed. `asked`: how much of the
// truth; all of it where there is evidence.
Truth EvaluateCriterion(const Criterion& criterion, const std::string& trial_id, const PatientView& patient,
                        std::vector<Evidence>* evidence, Asked asked = Asked::kTruth);

// A combination by the truths of its children, one each.
Truth Combine(const Combination& combination, const std::vector<Truth>& children);

// Inclusions all TRUE and exclusions all FALSE.
Truth EvaluateLists(const CriteriaLists& lists, const std::string& trial_id, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_EVALUATOR_H_
