#include "matching/biology_rule.h"

#include <algorithm>

#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

constexpr int kLeastFertileAgeYears = 8;

bool IsFertilityState(const Code& code) {
  return code.system == kBuiltinSystem &&
         (code.code == "PREGNANT" || code.code == "LACTATING" || code.code == "CHILDBEARING_POTENTIAL");
}

bool CertainlyBelowFertileAge(const PatientView& patient) {
  if (!patient.birth()) return false;
  const ClockRange below{.max = ClockBound{kLeastFertileAgeYears, TimeUnit::kYear, std::nullopt, true}};
  return EvaluateClock(below, *patient.birth(), patient.as_of()).truth == Truth::kTrue;
}

}  // namespace

Sex SexAtBirthOf(const PatientView& patient) {
  const Patient& profile = patient.patient();
  if (profile.sex_at_birth != Sex::kUnrecorded || !patient.options().administrative_gender_as_sex) {
    return profile.sex_at_birth;
  }
  return profile.administrative_gender;
}

bool RuledOutByBiology(const FactCriterion& criterion, const Person& person, const PatientView& patient) {
  if (criterion.category != FactCategory::kReproductiveState || person != Person{}) return false;
  const auto& asked = criterion.concepts.include;
  if (!std::all_of(asked.begin(), asked.end(),
                   [](const ConceptEntry& entry) { return IsFertilityState(entry.code); })) {
    return false;
  }
  return SexAtBirthOf(patient) == Sex::kMale || CertainlyBelowFertileAge(patient);
}

bool RuleRestsOnGender(const PatientView& patient) {
  return patient.patient().sex_at_birth == Sex::kUnrecorded && !CertainlyBelowFertileAge(patient);
}

}  // namespace trialmatch
