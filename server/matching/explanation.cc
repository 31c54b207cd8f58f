// Explain: the definition once more, keeping what it saw on the way.
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/availability.h"
#include "matching/deciding.h"
#include "matching/evaluator.h"

namespace trialmatch {
namespace {

CriterionResult ExplainCriterion(const Criterion& criterion, CriterionRole role, const std::string& trial_id,
                                 const PatientView& patient) {
  CriterionResult result;
  result.criterion_id = criterion.id;
  result.text = criterion.text;
  result.text_hash = criterion.text_hash;
  result.role = role;
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    result.truth = EvaluateCriterion(criterion, trial_id, patient, &result.evidence);
    return result;
  }
  std::vector<Truth> truths;
  for (const Criterion& child : combination->children) {
    result.children.push_back(ExplainCriterion(child, CriterionRole::kNode, trial_id, patient));
    truths.push_back(result.children.back().truth);
  }
  result.truth = Combine(*combination, truths);
  return result;
}

std::vector<CriterionResult> ExplainLists(const CriteriaLists& lists, const std::string& trial_id,
                                          const PatientView& patient) {
  std::vector<CriterionResult> results;
  for (const Criterion& criterion : lists.inclusion) {
    results.push_back(ExplainCriterion(criterion, CriterionRole::kInclusion, trial_id, patient));
  }
  for (const Criterion& criterion : lists.exclusion) {
    results.push_back(ExplainCriterion(criterion, CriterionRole::kExclusion, trial_id, patient));
  }
  return results;
}

Truth Holds(const std::vector<CriterionResult>& results) {
  Truth truth = Truth::kTrue;
  for (const CriterionResult& result : results) truth = And(truth, Contribution(result));
  return truth;
}

// What tells one assumption from another: text, time, fact.
using Assumption = std::tuple<std::string, std::string, std::string>;

std::string IdOf(const Evidence& evidence) { return evidence.fact ? evidence.fact->id : ""; }

void CollectAssumptions(const std::vector<CriterionResult>& results, std::set<Assumption>& seen,
                        std::vector<Evidence>& assumptions) {
  for (const CriterionResult& result : results) {
    for (const Evidence& evidence : result.evidence) {
      const bool assumed = evidence.kind == EvidenceKind::kAssumption || evidence.kind == EvidenceKind::kRule;
      if (assumed && seen.insert({evidence.text, evidence.threshold, IdOf(evidence)}).second)
        assumptions.push_back(evidence);
    }
    CollectAssumptions(result.children, seen, assumptions);
  }
}

}  // namespace

TrialResult Explain(const Trial& trial, const PatientView& patient) {
  TrialResult result;
  result.criteria = ExplainLists(trial.criteria, trial.id, patient);
  const Truth trial_wide = Holds(result.criteria);
  Truth any_cohort = trial.cohorts.empty() ? Truth::kTrue : Truth::kFalse;
  std::set<Assumption> seen;
  CollectAssumptions(result.criteria, seen, result.assumptions);
  for (const Cohort& cohort : trial.cohorts) {
    CohortResult explained;
    explained.cohort_id = cohort.id;
    explained.title = cohort.title;
    explained.status = StatusOf(cohort, trial);
    explained.criteria = ExplainLists(cohort.criteria, trial.id, patient);
    const Truth own = Holds(explained.criteria);
    any_cohort = Or(any_cohort, own);
    explained.truth = And(trial_wide, own);
    CollectAssumptions(explained.criteria, seen, result.assumptions);
    result.cohorts.push_back(std::move(explained));
  }
  result.truth = And(trial_wide, any_cohort);
  result.deciding = FindDeciding(result);
  return result;
}

}  // namespace trialmatch
