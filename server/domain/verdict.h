// What an answer says of one patient and one trial, and why.
#ifndef TRIALMATCH_DOMAIN_VERDICT_H_
#define TRIALMATCH_DOMAIN_VERDICT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "domain/evidence.h"
#include "domain/trial.h"
#include "domain/truth.h"

namespace trialmatch {

// In the order of ranking.
enum class Verdict : uint8_t { kEligible, kUndetermined, kIneligible };

constexpr Verdict VerdictOf(Truth qualifies) {
  if (qualifies == Truth::kTrue) return Verdict::kEligible;
  return qualifies == Truth::kFalse ? Verdict::kIneligible : Verdict::kUndetermined;
}

// kNode: below the top of a list.
enum class CriterionRole : uint8_t { kNode, kInclusion, kExclusion };

struct CriterionResult {
  std::string criterion_id;
  std::string text;
  std::string text_hash;
  CriterionRole role = CriterionRole::kNode;
  Truth truth = Truth::kUnknown;
  std::vector<Evidence> evidence;         // of a leaf
  std::vector<CriterionResult> children;  // of a combination
};

// `truth` is trial-wide AND the cohort's own; `criteria` are the cohort's own only.
struct CohortResult {
  std::string cohort_id;
  std::string title;
  RecruitmentStatus status = RecruitmentStatus::kUnknown;
  Truth truth = Truth::kUnknown;
  std::vector<CriterionResult> criteria;
};

// A criterion that makes the verdict what it is. `cohort_id` is empty for a trial-wide one.
struct DecidingCriterion {
  std::string criterion_id;
  std::string cohort_id;
  Truth truth = Truth::kUnknown;
  std::string text;
};

struct TrialResult {
  Truth truth = Truth::kUnknown;  // whether the patient qualifies
  std::vector<CriterionResult> criteria;
  std::vector<CohortResult> cohorts;
  // Failing criteria of an INELIGIBLE result, unknown ones of an UNDETERMINED one, none of an ELIGIBLE one.
  std::vector<DecidingCriterion> deciding;
  // Each assumption once.
  std::vector<Evidence> assumptions;

  Verdict verdict() const { return VerdictOf(truth); }
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_VERDICT_H_
