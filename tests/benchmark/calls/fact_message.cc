#include "tests/benchmark/calls/fact_message.h"

#include <variant>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "wire/patient_enums.h"
#include "wire/value_enums.h"

namespace trialmatch::bench {
namespace {

// The enumerator that a code of the product's own stands for; 0, which no reader takes, where there is none.
template <typename Enum>
Enum BuiltinOf(const Code& code, absl::string_view prefix) {
  const auto* found =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByName(absl::StrCat(prefix, code.code()));
  return found == nullptr ? Enum{} : static_cast<Enum>(found->number());
}

void WriteQuantity(const Quantity& quantity, v1::Quantity& message) {
  message.set_value(quantity.value.ToString());
  message.set_comparator(kComparators.ToWire(quantity.comparator));
  message.set_unit(quantity.unit);
}

// What nearly every kind of fact has, written by the name of the member.
template <typename Message>
void WriteCommon(const Fact& fact, Message& message) {
  message.set_id(fact.id);
  if constexpr (requires { message.mutable_code(); }) WriteCode(fact.code, *message.mutable_code());
  message.set_start(TimeText(fact.start));
  if constexpr (requires { message.set_end(""); }) message.set_end(TimeText(fact.end));
  message.set_recorded_at(TimeText(fact.recorded_at));
  message.set_verification(kVerifications.ToWire(fact.verification));
  if constexpr (requires { message.clinical_status(); }) {
    message.set_clinical_status(kClinicalStatuses.ToWire(fact.status));
  }
  if constexpr (requires { message.add_grades(); }) {
    for (const Grade& grade : fact.grades) {
      auto& added = *message.add_grades();
      added.set_scale(grade.scale);
      added.set_grade(grade.grade);
    }
  }
  if constexpr (requires { message.mutable_body_site(); }) {
    if (fact.body_site) WriteCode(*fact.body_site, *message.mutable_body_site());
    message.set_side(kSides.ToWire(fact.side));
  }
  if constexpr (requires { message.add_links(); }) {
    for (const FactLink& link : fact.links) {
      auto& added = *message.add_links();
      added.set_kind(kLinkKinds.ToWire(link.kind));
      added.set_fact_id(link.fact_id);
    }
  }
}

void WriteResult(const Fact& fact, v1::Observation& message) {
  if (const auto* quantity = std::get_if<Quantity>(&fact.value)) {
    WriteQuantity(*quantity, *message.mutable_quantity());
  } else if (const auto* code = std::get_if<Code>(&fact.value)) {
    WriteCode(*code, *message.mutable_coded());
  }
  if (fact.reference_range) {
    auto& range = *message.mutable_reference_range();
    if (fact.reference_range->low) range.set_low(fact.reference_range->low->ToString());
    if (fact.reference_range->high) range.set_high(fact.reference_range->high->ToString());
    range.set_unit(fact.reference_range->unit);
  }
  if (fact.method) WriteCode(*fact.method, *message.mutable_method());
}

void WriteTreatment(const Fact& fact, v1::Medication& message) {
  if (fact.dose) WriteQuantity(*fact.dose, *message.mutable_dose());
  if (fact.line_of_therapy) message.set_line_of_therapy(*fact.line_of_therapy);
  if (fact.response) WriteCode(*fact.response, *message.mutable_response());
}

void AddPerformance(const Fact& fact, v1::PatientProfile& profile) {
  v1::PerformanceStatus& message = *profile.add_performance_statuses();
  WriteCommon(fact, message);
  message.set_scale(BuiltinOf<v1::PerformanceScale>(fact.code, "PERFORMANCE_SCALE_"));
  if (const auto* score = std::get_if<Quantity>(&fact.value)) {
    message.set_score(std::stoi(score->value.ToString()));
  }
}

void AddReproductive(const Fact& fact, v1::PatientProfile& profile) {
  v1::ReproductiveFact& message = *profile.add_reproductive_facts();
  WriteCommon(fact, message);
  message.set_state(BuiltinOf<v1::ReproductiveState>(fact.code, "REPRODUCTIVE_STATE_"));
  if (!fact.gestation) return;
  message.mutable_gestation()->set_weeks(fact.gestation->weeks);
  if (fact.gestation->days) message.mutable_gestation()->set_days(*fact.gestation->days);
  message.set_gestation_on(TimeText(fact.gestation_on));
}

void AddCareSetting(const Fact& fact, v1::PatientProfile& profile) {
  v1::CareSettingFact& message = *profile.add_care_settings();
  WriteCommon(fact, message);
  message.set_setting(BuiltinOf<v1::CareSetting>(fact.code, "CARE_SETTING_"));
}

void AddParticipation(const Fact& fact, v1::PatientProfile& profile) {
  v1::TrialParticipation& message = *profile.add_trial_participations();
  WriteCommon(fact, message);
  message.set_kind(BuiltinOf<v1::StudyKind>(fact.code, "STUDY_KIND_"));
  if (!fact.trial.empty()) message.set_trial(absl::StrCat("trials/", fact.trial));
}

// The lists that a patient and a relative both have; false for another category.
template <typename Lists>
bool AddToCommonLists(const Fact& fact, Lists& lists) {
  switch (fact.category) {
    case FactCategory::kCondition:
      WriteCommon(fact, *lists.add_conditions());
      return true;
    case FactCategory::kObservation: {
      v1::Observation& message = *lists.add_observations();
      WriteCommon(fact, message);
      WriteResult(fact, message);
      return true;
    }
    case FactCategory::kProcedure:
      WriteCommon(fact, *lists.add_procedures());
      return true;
    case FactCategory::kMedication: {
      v1::Medication& message = *lists.add_medications();
      WriteCommon(fact, message);
      WriteTreatment(fact, message);
      return true;
    }
    case FactCategory::kVariant:
      WriteCommon(fact, *lists.add_variants());
      return true;
    case FactCategory::kLifestyle:
      WriteCommon(fact, *lists.add_lifestyles());
      return true;
    default:
      return false;
  }
}

}  // namespace

void WriteCode(const Code& code, v1::Code& message) {
  message.set_system(code.system());
  message.set_code(code.code());
}

std::string TimeText(const std::optional<RecordedTime>& time) { return time ? time->ToString() : ""; }

void AddFact(const Fact& fact, v1::PatientProfile& profile) {
  const bool is_builtin = fact.code.system() == kBuiltinSystem;
  if (fact.category == FactCategory::kObservation && is_builtin) return AddPerformance(fact, profile);
  if (AddToCommonLists(fact, profile)) return;
  switch (fact.category) {
    case FactCategory::kAllergy:
      return WriteCommon(fact, *profile.add_allergies());
    case FactCategory::kReproductiveState:
      return AddReproductive(fact, profile);
    case FactCategory::kCareSetting:
      return AddCareSetting(fact, profile);
    case FactCategory::kTrialParticipation:
      return AddParticipation(fact, profile);
    case FactCategory::kAbility:
      return WriteCommon(fact, *profile.add_abilities());
    default:
      return WriteCommon(fact, *profile.add_plans());
  }
}

void AddFact(const Fact& fact, v1::Relative& relative) { AddToCommonLists(fact, relative); }

}  // namespace trialmatch::bench
