#include "matching/biology_rule.h"

#include <algorithm>

#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

constexpr int kLeastFertileAgeYears = 8;

bool IsFertilityState(const Code& code) {
  return code.system() == kBuiltinSystem &&
         (code.code() == "PREGNANT" || code.code() == "LACTATING" || code.code() == "CHILDBEARING_POTENTIAL");
}

bool CertainlyBelowFertileAge(const PatientView& patient) {
  if (!patient.birth()) return false;
  const ClockRange below{.max = ClockBound{kLeastFertileAgeYears, TimeUnit::kYear, std::nullopt, true}};
  return ClockTruth(below, *patient.birth(), patient.as_of()) == Truth::kTrue;
}

}  // namespace

Sex SexAtBirthOf(const PatientView& patient) {
  const Patient& profile = patient.patient();
  if (profile.sex_at_birth != Sex::kUnrecorded || !patient.options().administrative_gender_as_sex) {
    return profile.sex_at_birth;
  }
  return profile.administrative_gender;
}

namespace {

bool CannotBeFertile(const PatientView& patient) {
  return SexAtBirthOf(patient) == Sex::kMale || CertainlyBelowFertileAge(patient);
}

}  // namespace

bool RuledOutByBiology(const FactCriterion& criterion, const Person& person, const PatientView& patient) {
  if (criterion.category != FactCategory::kReproductiveState || person != Person{}) return false;
  const auto& asked = criterion.concepts.include;
  return std::all_of(asked.begin(), asked.end(),
                     [](const ConceptEntry& entry) { return IsFertilityState(entry.code); }) &&
         CannotBeFertile(patient);
}

bool RuledOutByBiology(const Fact& fact, const PatientView& patient) {
  return fact.category == FactCategory::kReproductiveState && fact.person == Person{} &&
         IsFertilityState(fact.code) && CannotBeFertile(patient);
}

std::optional<FactCriterion> WithoutRuledOut(const FactCriterion& criterion, const Person& person,
                                             const PatientView& patient) {
  if (criterion.category != FactCategory::kReproductiveState || person != Person{}) return std::nullopt;
  const auto ruled_out = [](const ConceptEntry& entry) { return IsFertilityState(entry.code); };
  const auto& asked = criterion.concepts.include;
  const size_t count = std::count_if(asked.begin(), asked.end(), ruled_out);
  if (count == 0 || count == asked.size() || !CannotBeFertile(patient)) return std::nullopt;
  FactCriterion rest = criterion;
  std::erase_if(rest.concepts.include, ruled_out);
  return rest;
}

bool RuleRestsOnGender(const PatientView& patient) {
  return patient.patient().sex_at_birth == Sex::kUnrecorded && !CertainlyBelowFertileAge(patient);
}

}  // namespace trialmatch
