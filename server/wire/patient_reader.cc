#include "wire/patient_reader.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "wire/enum_reader.h"
#include "wire/fact_reader.h"
#include "wire/limits.h"
#include "wire/patient_enums.h"
#include "wire/record_ids.h"
#include "wire/statement_reader.h"
#include "wire/value_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

std::optional<StatedAge> ReadStatedAge(const v1::Birth::StatedAge& age, IssueSink& sink) {
  Field in(sink, "stated_age");
  const bool in_bounds = age.value() >= 0 && age.value() <= kMaxTimeCount;
  if (!in_bounds) sink.ErrorAt("value", absl::StrCat("is not within 0 to ", kMaxTimeCount));
  const std::optional<TimeUnit> unit = ReadEnum(kTimeUnits, age.unit(), "unit", sink);
  const std::optional<RecordedTime> on = ReadRequiredTime(age.stated_on(), "stated_on", sink);
  if (!in_bounds || !unit || !on) return std::nullopt;
  return StatedAge{age.value(), *unit, *on};
}

void ReadBirth(const v1::Birth& birth, Patient& patient, IssueSink& sink) {
  Field in(sink, "birth");
  if (auto time = ReadTime(birth.date_time(), "date_time", sink)) patient.birth = *time;
  if (!birth.has_stated_age()) return;
  if (!birth.date_time().empty()) sink.ErrorAt("stated_age", "stands beside date_time: give one of them");
  if (auto age = ReadStatedAge(birth.stated_age(), sink)) patient.birth = *std::move(age);
}

void ReadLocation(const v1::PatientLocation& location, Patient& patient, IssueSink& sink) {
  Field in(sink, "location");
  if (location.has_coordinates()) {
    Field at(sink, "coordinates");
    patient.location = ReadLatLng(location.coordinates(), sink);
  }
  // Neither is used for an answer yet; what is told is still checked.
  if (!IsCountryCode(location.country_code())) {
    sink.WarningAt("country_code", "is not an ISO 3166-1 alpha-2 code");
  }
  CheckLength(location.locality(), kMaxLineBytes, "locality", sink);
}

// One more of the relationship; the same person again where there is but one.
Person AddRelative(Subject subject, std::vector<Person>& relatives) {
  const auto same = [subject](const Person& other) { return other.subject == subject; };
  const int before = static_cast<int>(std::count_if(relatives.begin(), relatives.end(), same));
  const Person person{subject, MayBeSeveral(subject) ? before + 1 : 0};
  if (before == 0 || MayBeSeveral(subject)) relatives.push_back(person);
  return person;
}

void ReadCompleteRelationships(const v1::PatientProfile& profile, Patient& patient, IssueSink& sink) {
  const int count = profile.complete_relationships_size();
  if (!CheckCount(count, kMaxEnumerated, "complete_relationships", sink)) return;
  for (int i = 0; i < count; ++i) {
    Field in(sink, "complete_relationships", i);
    const auto subject = ReadEnum(kRelationships, profile.complete_relationships(i), "", sink);
    std::vector<Subject>& all = patient.all_listed;
    const bool is_new = subject && std::find(all.begin(), all.end(), *subject) == all.end();
    if (is_new && MayBeSeveral(*subject)) all.push_back(*subject);
  }
}

void ReadRelatives(const v1::PatientProfile& profile, RecordIds& ids, Patient& patient, IssueSink& sink) {
  if (!CheckCount(profile.relatives_size(), kMaxRelatives, "relatives", sink)) return;
  for (int i = 0; i < profile.relatives_size(); ++i) {
    Field in(sink, "relatives", i);
    const v1::Relative& relative = profile.relatives(i);
    const Subject subject = ReadEnum(kRelationships, relative.relationship(), "relationship", sink)
                                .value_or(Subject::kOtherRelative);
    const Person person = AddRelative(subject, patient.relatives);
    FactReader reader(person, absl::StrCat("relatives-", i + 1, "."), ids, sink);
    reader.ReadFacts(relative, patient.facts);
    reader.ReadTestedGenes(relative.tested_genes(), patient.tested_genes);
    ReadCompleteness(relative.completeness(), person, patient.completeness, sink);
  }
}

}  // namespace

Patient ReadPatient(const v1::PatientProfile& profile, IssueSink& sink) {
  Patient patient;
  RecordIds ids(profile);
  if (ids.count() > kMaxFacts) {
    sink.Error(absl::StrCat("has more than ", kMaxFacts, " records"));
    return patient;
  }
  if (profile.has_birth()) ReadBirth(profile.birth(), patient, sink);
  const auto read_sex = [&sink](v1::Sex sex, absl::string_view member) {
    return ReadEnum(kPatientSexes, sex, member, sink).value_or(Sex::kUnrecorded);
  };
  patient.sex_at_birth = read_sex(profile.sex_at_birth(), "sex_at_birth");
  patient.administrative_gender = read_sex(profile.administrative_gender(), "administrative_gender");
  patient.gender_identity = read_sex(profile.gender_identity(), "gender_identity");
  if (profile.has_gestational_age_at_birth()) {
    Field in(sink, "gestational_age_at_birth");
    patient.gestational_age_at_birth = ReadGestationalAge(profile.gestational_age_at_birth(), sink);
  }
  if (profile.has_location()) ReadLocation(profile.location(), patient, sink);
  patient.facts.reserve(static_cast<size_t>(ids.count()));
  FactReader reader(Person{}, "", ids, sink);
  reader.ReadFacts(profile, patient.facts);
  reader.ReadTestedGenes(profile.tested_genes(), patient.tested_genes);
  ReadRelatives(profile, ids, patient, sink);
  ReadCompleteRelationships(profile, patient, sink);
  ReadConsents(profile, ids, patient.consents, sink);
  ReadAttestations(profile, ids, patient.attestations, sink);
  ReadCompleteness(profile.completeness(), Person{}, patient.completeness, sink);
  return patient;
}

Patient ReadPatient(const v1::Patient& patient, IssueSink& sink) {
  switch (patient.format_case()) {
    case v1::Patient::kProfile: {
      Field in(sink, "profile");
      return ReadPatient(patient.profile(), sink);
    }
    case v1::Patient::kFhir:
      // Who can read it makes a profile of it first.
      sink.ErrorAt("fhir", "is not a profile");
      return Patient{};
    case v1::Patient::FORMAT_NOT_SET:
      break;
  }
  sink.Error("has no format set");
  return Patient{};
}

}  // namespace trialmatch
