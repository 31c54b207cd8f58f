#include "matching/brief_result.h"

#include <utility>

#include "matching/availability.h"
#include "matching/evaluator.h"

namespace trialmatch {

TrialResult BriefResult(const Trial& trial, const PatientView& patient) {
  TrialResult result;
  const Truth trial_wide = EvaluateLists(trial.criteria, trial.id, patient);
  Truth any_cohort = trial.cohorts.empty() ? Truth::kTrue : Truth::kFalse;
  for (const Cohort& cohort : trial.cohorts) {
    CohortResult brief{cohort.id, cohort.title, StatusOf(cohort, trial), Truth::kFalse, {}};
    // What the whole trial excludes no cohort lets in.
    if (trial_wide != Truth::kFalse) {
      brief.truth = And(trial_wide, EvaluateLists(cohort.criteria, trial.id, patient));
    }
    any_cohort = Or(any_cohort, brief.truth);
    result.cohorts.push_back(std::move(brief));
  }
  result.truth = And(trial_wide, any_cohort);
  return result;
}

}  // namespace trialmatch
