#include "ingest/fhir/birth_facts.h"

#include <algorithm>

#include "absl/strings/numbers.h"
#include "ingest/fhir/codes.h"
#include "ingest/fhir/profile_limits.h"

namespace trialmatch::fhir {
namespace {

constexpr absl::string_view kAtThatDay[] = {"11884-4", "11885-1", "18185-9", "49051-6"};

bool IsGestationalAge(const Json& code) {
  return std::any_of(std::begin(kAtThatDay), std::end(kAtThatDay),
                     [&](absl::string_view loinc) { return HasCode(code, kLoinc, loinc); });
}

bool IsOfDay(const std::string& time, const std::string& day) {
  constexpr size_t kDay = 10;  // "2026-05-16"
  return day.size() >= kDay && time.substr(0, kDay) == day.substr(0, kDay);
}

// Weeks of a whole number of weeks or days.
std::optional<v1::GestationalAge> AgeOf(const v1::Quantity& quantity) {
  int count = 0;
  if (quantity.comparator() != v1::COMPARATOR_UNSPECIFIED || !absl::SimpleAtoi(quantity.value(), &count) ||
      count < 0) {
    return std::nullopt;
  }
  v1::GestationalAge age;
  if (quantity.unit() == "wk") {
    age.set_weeks(count);
  } else if (quantity.unit() == "d") {
    age.set_weeks(count / 7);
    age.set_days(count % 7);
  } else {
    return std::nullopt;
  }
  if (age.weeks() > kMaxGestationWeeks) return std::nullopt;
  return age;
}

bool Agree(const v1::GestationalAge& a, const v1::GestationalAge& b) {
  return a.weeks() == b.weeks() && (!a.has_days() || !b.has_days() || a.days() == b.days());
}

}  // namespace

v1::Sex SexOfConcept(const Json& concept_json) {
  struct Row {
    absl::string_view system;
    absl::string_view code;
    v1::Sex sex;
  };
  constexpr absl::string_view kGender = "http://hl7.org/fhir/administrative-gender";
  constexpr absl::string_view kV3Gender = "http://terminology.hl7.org/CodeSystem/v3-AdministrativeGender";
  constexpr Row kRows[] = {
      {kGender, "female", v1::SEX_FEMALE},    {kGender, "male", v1::SEX_MALE},
      {kSnomed, "248152002", v1::SEX_FEMALE}, {kSnomed, "248153007", v1::SEX_MALE},
      {kLoinc, "LA3-6", v1::SEX_FEMALE},      {kLoinc, "LA2-8", v1::SEX_MALE},
      {kV3Gender, "F", v1::SEX_FEMALE},       {kV3Gender, "M", v1::SEX_MALE},
  };
  v1::Sex found = v1::SEX_UNSPECIFIED;
  for (const Row& row : kRows) {
    if (!HasCode(concept_json, row.system, row.code)) continue;
    if (found != v1::SEX_UNSPECIFIED && found != row.sex) return v1::SEX_UNSPECIFIED;
    found = row.sex;
  }
  return found;
}

void BirthFacts::LearnAge(const Json& observation, const v1::Observation& read, bool at_birth,
                          Findings& findings) {
  std::optional<v1::GestationalAge> age;
  if (read.has_quantity()) age = AgeOf(read.quantity());
  if (!age) {
    findings.Warn(observation,
                  "is no whole number of weeks or days up to 45 weeks: not used as gestational age at birth");
    return;
  }
  if (HasCode(observation["code"], kLoinc, "11885-1")) {
    age->set_method(v1::GestationalAge::METHOD_LAST_MENSTRUAL_PERIOD);
  }
  ages_.push_back({*age, at_birth, observation});
}

void BirthFacts::LearnObservation(const Json& observation, const v1::Observation& read,
                                  const std::string& birth, Findings& findings) {
  if (read.verification() != v1::VERIFICATION_CONFIRMED) return;
  const Json code = observation["code"];
  if (HasCode(code, kLoinc, "76689-9")) {
    const v1::Sex sex = SexOfConcept(observation["valueCodeableConcept"]);
    if (sex != v1::SEX_UNSPECIFIED) LearnSex(sex, observation);
  } else if (HasCode(code, kLoinc, "76516-4")) {
    LearnAge(observation, read, true, findings);
  } else if (IsGestationalAge(code)) {
    if (IsOfDay(read.start(), birth)) {
      LearnAge(observation, read, false, findings);
    } else {
      findings.Warn(observation,
                    "is a gestational age of another day than that of birth: not used as that at birth");
    }
  }
}

std::optional<v1::GestationalAge> BirthFacts::AgreedAge(Findings& findings) const {
  const bool any_at_birth =
      std::any_of(ages_.begin(), ages_.end(), [](const ToldAge& told) { return told.at_birth; });
  std::optional<v1::GestationalAge> agreed;
  for (const ToldAge& told : ages_) {
    if (told.at_birth != any_at_birth) continue;
    if (agreed && !Agree(*agreed, told.age)) {
      findings.Warn(told.place, "differs from another gestational age at birth: neither is used");
      return std::nullopt;
    }
    if (!agreed || (told.age.has_days() && !agreed->has_days())) agreed = told.age;
  }
  return agreed;
}

void BirthFacts::Apply(v1::PatientProfile& profile, Findings& findings) const {
  if (const auto age = AgreedAge(findings)) *profile.mutable_gestational_age_at_birth() = *age;
  for (const ToldSex& told : sexes_) {
    if (told.sex == sexes_.front().sex) continue;
    findings.Warn(told.place, "differs from another sex at birth: neither is used");
    return;
  }
  if (!sexes_.empty()) profile.set_sex_at_birth(sexes_.front().sex);
}

}  // namespace trialmatch::fhir
