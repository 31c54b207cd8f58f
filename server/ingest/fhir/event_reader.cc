#include "ingest/fhir/event_reader.h"

#include <algorithm>
#include <optional>

#include "ingest/fhir/coded_records.h"

namespace trialmatch::fhir {
namespace {

void MakeLinks(const Json& procedure, Reading& reading) {
  const Json reasons = procedure["reasonReference"];
  for (size_t i = 0; i < std::min<size_t>(reasons.size(), kMaxLinks); ++i) {
    reading.builder.LinkLater(procedure, v1::FactLink::KIND_CAUSED_BY,
                              reading.bundle.Resolve(reasons.at(i), procedure));
  }
  const Json complications = procedure["complicationDetail"];
  for (size_t i = 0; i < std::min<size_t>(complications.size(), kMaxLinks); ++i) {
    reading.builder.LinkLater(reading.bundle.Resolve(complications.at(i), procedure),
                              v1::FactLink::KIND_AFTER, procedure);
  }
}

Reason AddPlan(const Json& procedure, const When& when, Reading& reading) {
  v1::Plan plan;
  SetWhen(when, "", plan);
  auto& records = *reading.builder.profile().mutable_plans();
  return AddCoded(procedure, procedure["code"], plan, "plans", records, reading) ? "" : kNoRoom;
}

std::optional<v1::CareSetting> SettingOf(const Json& encounter_class) {
  constexpr char kActCode[] = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  struct Row {
    absl::string_view code;
    v1::CareSetting setting;
  };
  constexpr Row kRows[] = {
      {"IMP", v1::CARE_SETTING_INPATIENT},   {"ACUTE", v1::CARE_SETTING_INPATIENT},
      {"NONAC", v1::CARE_SETTING_INPATIENT}, {"AMB", v1::CARE_SETTING_OUTPATIENT},
      {"EMER", v1::CARE_SETTING_EMERGENCY},  {"HH", v1::CARE_SETTING_HOME},
  };
  for (const Row& row : kRows) {
    if (encounter_class["system"].string() == kActCode && encounter_class["code"].string() == row.code) {
      return row.setting;
    }
  }
  return std::nullopt;
}

}  // namespace

Reason ReadProcedure(const Json& procedure, Reading& reading) {
  const absl::string_view status = procedure["status"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(procedure, procedure["subject"], reading);
  if (!reason.empty()) return reason;
  if (status == "not-done")
    return "its status is not-done: that it was not done then says nothing of other times";
  const When when = ReadWhen(procedure, "performed", reading.birth, reading.findings);
  if (status == "preparation") return AddPlan(procedure, when, reading);
  v1::Procedure read;
  SetWhen(when, "", read);
  if (status == "on-hold" || status == "stopped" || status == "unknown") {
    read.set_verification(v1::VERIFICATION_PROVISIONAL);
  } else if (status != "completed" && status != "in-progress") {
    reading.findings.Warn(procedure, "has no status of a Procedure: kept as provisional");
    read.set_verification(v1::VERIFICATION_PROVISIONAL);
  }
  SetBodySite(procedure["bodySite"], reading, read);
  MakeLinks(procedure, reading);
  auto& records = *reading.builder.profile().mutable_procedures();
  return AddCoded(procedure, procedure["code"], read, "procedures", records, reading) ? "" : kNoRoom;
}

Reason ReadEncounter(const Json& encounter, Reading& reading) {
  const absl::string_view status = encounter["status"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(encounter, encounter["subject"], reading);
  if (!reason.empty()) return reason;
  const bool goes_on = status == "in-progress" || status == "onleave";
  if (!goes_on && status != "finished") return "its status is neither in-progress nor finished";
  const std::optional<v1::CareSetting> setting = SettingOf(encounter["class"]);
  if (!setting) return "its class names no setting of care that is certain";
  v1::CareSettingFact* const record =
      reading.builder.Add(*reading.builder.profile().mutable_care_settings(), "care_settings", encounter);
  if (record == nullptr) return kNoRoom;
  When when = ReadPeriod(encounter["period"], reading.findings);
  if (goes_on) when.end.clear();
  SetWhen(when, "", *record);
  record->set_setting(*setting);
  record->set_clinical_status(goes_on ? v1::CLINICAL_STATUS_ACTIVE : v1::CLINICAL_STATUS_RESOLVED);
  return "";
}

}  // namespace trialmatch::fhir
