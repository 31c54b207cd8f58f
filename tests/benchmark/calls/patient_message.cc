#include "tests/benchmark/calls/patient_message.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/calls/fact_message.h"
#include "wire/options_reader.h"
#include "wire/patient_enums.h"
#include "wire/value_enums.h"

namespace trialmatch::bench {
namespace {

void WriteBirth(const Patient& patient, v1::PatientProfile& profile) {
  if (const auto* time = std::get_if<RecordedTime>(&patient.birth)) {
    profile.mutable_birth()->set_date_time(time->ToString());
  } else if (const auto* age = std::get_if<StatedAge>(&patient.birth)) {
    auto& message = *profile.mutable_birth()->mutable_stated_age();
    message.set_value(age->value);
    message.set_unit(kTimeUnits.ToWire(age->unit));
    message.set_stated_on(age->stated_on.ToString());
  }
  if (!patient.gestational_age_at_birth) return;
  auto& gestation = *profile.mutable_gestational_age_at_birth();
  gestation.set_weeks(patient.gestational_age_at_birth->weeks);
  if (patient.gestational_age_at_birth->days) gestation.set_days(*patient.gestational_age_at_birth->days);
}

// Facts, tested genes and completeness of one person.
template <typename Message>
void WritePerson(const Patient& patient, const Person& person, Message& message) {
  for (const Fact& fact : patient.facts) {
    if (fact.person == person) AddFact(fact, message);
  }
  for (const TestedGene& gene : patient.tested_genes) {
    if (gene.person != person) continue;
    v1::TestedGene& added = *message.add_tested_genes();
    added.set_id(gene.id);
    WriteCode(gene.code, *added.mutable_code());
    added.set_start(TimeText(gene.start));
    added.set_recorded_at(TimeText(gene.recorded_at));
  }
  for (const Completeness& one : patient.completeness) {
    if (one.person != person) continue;
    v1::Completeness& added = *message.add_completeness();
    added.set_category(kFactCategories.ToWire(one.category));
    added.set_from(TimeText(one.from));
    added.set_to(one.to.ToString());
  }
}

void WriteConsents(const Patient& patient, v1::PatientProfile& profile) {
  for (const Consent& consent : patient.consents) {
    v1::Consent& added = *profile.add_consents();
    added.set_id(consent.id);
    added.set_trial(absl::StrCat("trials/", consent.trial));
    added.set_kind(kConsentKinds.ToWire(consent.kind));
    added.set_decision(kConsentDecisions.ToWire(consent.decision));
    // Of the givers that count alike the first is written.
    added.set_given_by(kConsentGivers.ToWire(consent.giver));
    added.set_start(TimeText(consent.start));
    added.set_end(TimeText(consent.end));
    added.set_recorded_at(TimeText(consent.recorded_at));
  }
}

}  // namespace

v1::PatientProfile PatientMessage(const Patient& patient) {
  v1::PatientProfile profile;
  WriteBirth(patient, profile);
  profile.set_sex_at_birth(kPatientSexes.ToWire(patient.sex_at_birth));
  profile.set_administrative_gender(kPatientSexes.ToWire(patient.administrative_gender));
  profile.set_gender_identity(kPatientSexes.ToWire(patient.gender_identity));
  if (patient.location) {
    auto& coordinates = *profile.mutable_location()->mutable_coordinates();
    coordinates.set_latitude(patient.location->latitude);
    coordinates.set_longitude(patient.location->longitude);
  }
  WritePerson(patient, Person{}, profile);
  for (const Person& person : patient.relatives) {
    v1::Relative& relative = *profile.add_relatives();
    relative.set_relationship(kRelationships.ToWire(person.subject));
    WritePerson(patient, person, relative);
  }
  for (const Subject subject : patient.all_listed) {
    profile.add_complete_relationships(kRelationships.ToWire(subject));
  }
  WriteConsents(patient, profile);
  return profile;
}

v1::EvaluationOptions OptionsMessage(const EvaluationOptions& options) {
  v1::EvaluationOptions message;
  *message.mutable_as_of() = WriteAsOf(options.as_of);
  message.set_absence_default(kAbsencePolicies.ToWire(options.absence_default));
  message.set_normal_limit_table(options.normal_limit_table);
  if (options.refutation_freshness) {
    message.mutable_refutation_freshness()->set_count(options.refutation_freshness->count);
    message.mutable_refutation_freshness()->set_unit(kTimeUnits.ToWire(options.refutation_freshness->unit));
  }
  message.set_administrative_gender_as_sex(options.administrative_gender_as_sex);
  return message;
}

}  // namespace trialmatch::bench
