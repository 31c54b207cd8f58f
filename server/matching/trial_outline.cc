#include "matching/trial_outline.h"

#include <utility>

#include "matching/availability.h"
#include "matching/evaluator.h"

namespace trialmatch {

TrialResult Outline(const Trial& trial, const PatientView& patient) {
  return Outline(trial, Evaluate(trial, patient), patient);
}

TrialResult Outline(const Trial& trial, Truth qualifies, const PatientView& patient) {
  TrialResult result;
  result.truth = qualifies;
  for (const Cohort& cohort : trial.cohorts) {
    CohortResult outlined;
    outlined.cohort_id = cohort.id;
    outlined.title = cohort.title;
    outlined.status = StatusOf(cohort, trial);
    // As trial-wide AND own: min(w, o) = min(min(w, max of all o), o), with FALSE < UNKNOWN < TRUE.
    outlined.truth = And(qualifies, EvaluateLists(cohort.criteria, trial.id, patient));
    result.cohorts.push_back(std::move(outlined));
  }
  return result;
}

}  // namespace trialmatch
