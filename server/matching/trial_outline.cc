#include "matching/trial_outline.h"

#include <utility>

#include "matching/availability.h"
#include "matching/evaluator.h"

namespace trialmatch {

TrialResult Outline(const Trial& trial, const PatientView& patient) {
  TrialResult result;
  const Truth trial_wide = EvaluateLists(trial.criteria, trial.id, patient);
  Truth any_cohort = trial.cohorts.empty() ? Truth::kTrue : Truth::kFalse;
  for (const Cohort& cohort : trial.cohorts) {
    CohortResult outlined;
    outlined.cohort_id = cohort.id;
    outlined.title = cohort.title;
    outlined.status = StatusOf(cohort, trial);
    outlined.truth = trial_wide == Truth::kFalse
                         ? Truth::kFalse
                         : And(trial_wide, EvaluateLists(cohort.criteria, trial.id, patient));
    any_cohort = Or(any_cohort, outlined.truth);
    result.cohorts.push_back(std::move(outlined));
  }
  result.truth = And(trial_wide, any_cohort);
  return result;
}

TrialResult Outline(const Trial& trial, Truth qualifies, const PatientView& patient) {
  if (!trial.cohorts.empty()) return Outline(trial, patient);
  TrialResult result;
  result.truth = qualifies;
  return result;
}

}  // namespace trialmatch
