#include "matching/deciding.h"

#include <algorithm>
#include <utility>

namespace trialmatch {
namespace {

bool Speaks(const Evidence& evidence, Truth truth) {
  switch (evidence.kind) {
    case EvidenceKind::kMissing:
    case EvidenceKind::kUndecided:
    case EvidenceKind::kConflict:
    case EvidenceKind::kUnresolved:
      return truth == Truth::kUnknown;
    default:
      return (evidence.reason == EvidenceReason::kSatisfies) == (truth == Truth::kTrue);
  }
}

// The one sentence that says most: of the first piece of evidence for the truth, or the criterion's own text.
std::string Sentence(const CriterionResult& result) {
  for (const Evidence& evidence : result.evidence) {
    if (Speaks(evidence, result.truth)) return evidence.text;
  }
  return result.evidence.empty() ? result.text : result.evidence.back().text;
}

// The children that make a node what it is: those of its own truth, else (under `not` and `if`) the definite
// ones.
std::vector<const CriterionResult*> Deciders(const CriterionResult& node) {
  std::vector<const CriterionResult*> same;
  std::vector<const CriterionResult*> definite;
  for (const CriterionResult& child : node.children) {
    if (child.truth == node.truth) same.push_back(&child);
    if (child.truth != Truth::kUnknown) definite.push_back(&child);
  }
  return same.empty() ? definite : same;
}

void AppendLeaves(const CriterionResult& result, const std::string& cohort_id,
                  std::vector<DecidingCriterion>& deciding) {
  if (result.children.empty()) {
    deciding.push_back({result.criterion_id, cohort_id, result.truth, Sentence(result)});
    return;
  }
  for (const CriterionResult* child : Deciders(result)) AppendLeaves(*child, cohort_id, deciding);
}

void AppendDeciding(const std::vector<CriterionResult>& results, const std::string& cohort_id, Truth wanted,
                    std::vector<DecidingCriterion>& deciding) {
  for (const CriterionResult& result : results) {
    if (Contribution(result) != wanted) continue;
    AppendLeaves(result, cohort_id, deciding);
  }
}

bool OwnCriteriaHold(const CohortResult& cohort) {
  return std::all_of(cohort.criteria.begin(), cohort.criteria.end(),
                     [](const CriterionResult& result) { return Contribution(result) == Truth::kTrue; });
}

}  // namespace

Truth Contribution(const CriterionResult& result) {
  return result.role == CriterionRole::kExclusion ? Not(result.truth) : result.truth;
}

std::vector<DecidingCriterion> FindDeciding(const TrialResult& result) {
  std::vector<DecidingCriterion> deciding;
  if (result.truth == Truth::kTrue) return deciding;
  AppendDeciding(result.criteria, "", result.truth, deciding);
  if (result.truth == Truth::kFalse && !deciding.empty()) return deciding;
  // Where one cohort holds, the others leave nothing open.
  if (std::any_of(result.cohorts.begin(), result.cohorts.end(), OwnCriteriaHold)) return deciding;
  for (const CohortResult& cohort : result.cohorts) {
    if (cohort.truth == result.truth)
      AppendDeciding(cohort.criteria, cohort.cohort_id, result.truth, deciding);
  }
  return deciding;
}

}  // namespace trialmatch
