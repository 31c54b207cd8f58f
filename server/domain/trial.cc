#include "domain/trial.h"

#include <utility>

namespace trialmatch {
namespace {

using HashText = std::string (*)(const std::string&);

Criterion Implied(std::string id, std::string text, HashText hash_text, decltype(Criterion::kind) kind) {
  Criterion criterion;
  criterion.id = std::move(id);
  criterion.text = std::move(text);
  criterion.text_hash = hash_text(criterion.text);
  criterion.kind = std::move(kind);
  return criterion;
}

Criterion NotStructured(std::string id, HashText hash_text) {
  return Implied(std::move(id), "The eligibility text, of which nothing was turned into structure.",
                 hash_text, UnstructuredCriterion{false, "nothing of the eligibility text was structured"});
}

std::vector<Criterion> AgeAndSex(const Trial& trial, HashText hash_text) {
  std::vector<Criterion> implied;
  if (trial.sex != Sex::kUnrecorded) {
    const SexAttribute attribute =
        trial.gender_based ? SexAttribute::kGenderIdentity : SexAttribute::kSexAtBirth;
    implied.push_back(Implied(kSexCriterionId, trial.sex == Sex::kFemale ? "Female." : "Male.", hash_text,
                              SexCriterion{trial.sex, attribute}));
  }
  if (trial.age.min) {
    implied.push_back(Implied(kMinimumAgeCriterionId, "Minimum age.", hash_text,
                              ClockCriterion{Clock::kAge, ClockRange{trial.age.min, std::nullopt}}));
  }
  if (trial.age.max) {
    implied.push_back(Implied(kMaximumAgeCriterionId, "Maximum age.", hash_text,
                              ClockCriterion{Clock::kAge, ClockRange{std::nullopt, trial.age.max}}));
  }
  return implied;
}

}  // namespace

void AddImpliedCriteria(Trial& trial, HashText hash_text) {
  if (trial.criteria.empty()) {
    if (trial.cohorts.empty()) {
      trial.criteria.inclusion.push_back(NotStructured(kEligibilityTextCriterionId, hash_text));
    }
    for (Cohort& cohort : trial.cohorts) {
      if (cohort.criteria.empty()) {
        cohort.criteria.inclusion.push_back(
            NotStructured(std::string(kEligibilityTextCriterionId) + "." + cohort.id, hash_text));
      }
    }
  }
  std::vector<Criterion> implied = AgeAndSex(trial, hash_text);
  trial.criteria.inclusion.insert(trial.criteria.inclusion.begin(), implied.begin(), implied.end());
}

}  // namespace trialmatch
