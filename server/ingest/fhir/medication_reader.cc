#include "ingest/fhir/medication_reader.h"

#include <algorithm>
#include <utility>

#include "ingest/fhir/coded_records.h"
#include "ingest/fhir/doses.h"

namespace trialmatch::fhir {
namespace {

// The concept of the medication; nothing where it is told in another way, or not at all.
Json MedicationOf(const Json& resource, Reading& reading) {
  if (const Json own = resource["medicationCodeableConcept"]) return own;
  const Json medication = reading.bundle.Resolve(resource["medicationReference"], resource);
  if (TypeOf(medication) != "Medication" || !WhyUnreadable(medication).empty()) return {};
  if (medication["status"].string() == "entered-in-error") return {};
  reading.referred.insert(medication.index());
  return medication["code"];
}

void LinkReasons(const Json& resource, Reading& reading) {
  const Json reasons = resource["reasonReference"];
  for (size_t i = 0; i < std::min<size_t>(reasons.size(), kMaxLinks); ++i) {
    reading.builder.LinkLater(resource, v1::FactLink::KIND_CAUSED_BY,
                              reading.bundle.Resolve(reasons.at(i), resource));
  }
}

Reason AddMedication(const Json& resource, v1::Medication& read, Reading& reading) {
  const Json what = MedicationOf(resource, reading);
  auto& records = *reading.builder.profile().mutable_medications();
  return AddCoded(resource, what, read, "medications", records, reading) ? "" : kNoRoom;
}

Reason AddPlan(const Json& resource, const When& when, const std::string& recorded_at, Reading& reading) {
  v1::Plan plan;
  SetWhen(when, recorded_at, plan);
  auto& records = *reading.builder.profile().mutable_plans();
  return AddCoded(resource, MedicationOf(resource, reading), plan, "plans", records, reading) ? "" : kNoRoom;
}

// The time of taking that the only dosage bounds, if it does.
When BoundsOf(const Json& dosages, Findings& findings) {
  const Json bounds = dosages.at(0)["timing"]["repeat"]["boundsPeriod"];
  return dosages.size() == 1 && bounds ? ReadPeriod(bounds, findings) : When();
}

}  // namespace

Reason ReadMedicationRequest(const Json& request, Reading& reading) {
  const absl::string_view status = request["status"].string();
  const absl::string_view intent = request["intent"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(request, request["subject"], reading);
  if (!reason.empty()) return reason;
  if (request["doNotPerform"].boolean().value_or(false)) return "it asks not to give the medication";
  if (status == "cancelled" || status == "draft")
    return absl::StrCat("its status is ", status, ": nothing was given");
  if (intent == "option") return "its intent is option: one of several that may be ordered";
  const std::string authored = ReadTime(request["authoredOn"], reading.findings);
  When when = BoundsOf(request["dosageInstruction"], reading.findings);
  if (intent == "plan" || intent == "proposal") return AddPlan(request, when, authored, reading);
  if (when.start.empty()) when.start = authored;
  if (IsReversed(when.start, when.end)) when = {};
  v1::Medication read;
  // What an order says of the time to come is not known to come true.
  if (status == "active") {
    read.set_clinical_status(v1::CLINICAL_STATUS_ACTIVE);
    when.end.clear();
  } else if (status == "on-hold") {
    read.set_clinical_status(v1::CLINICAL_STATUS_INACTIVE);
    when.end.clear();
  } else if (status == "completed" || status == "stopped") {
    read.set_clinical_status(v1::CLINICAL_STATUS_RESOLVED);
    if (status == "stopped") when.end.clear();
  } else {
    reading.findings.Warn(request, "has no status that tells whether it was given: kept as provisional");
    read.set_verification(v1::VERIFICATION_PROVISIONAL);
  }
  SetWhen(when, authored, read);
  if (auto dose = ReadDose(request["dosageInstruction"], reading.findings))
    *read.mutable_dose() = *std::move(dose);
  LinkReasons(request, reading);
  reason = AddMedication(request, read, reading);
  if (reason.empty()) ++reading.orders;
  return reason;
}

Reason ReadMedicationStatement(const Json& statement, Reading& reading) {
  const absl::string_view status = statement["status"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(statement, statement["subject"], reading);
  if (!reason.empty()) return reason;
  When when = ReadWhen(statement, "effective", reading.birth, reading.findings);
  const std::string asserted = ReadTime(statement["dateAsserted"], reading.findings);
  if (status == "intended") return AddPlan(statement, when, asserted, reading);
  v1::Medication read;
  if (status == "active") {
    read.set_clinical_status(v1::CLINICAL_STATUS_ACTIVE);
  } else if (status == "completed" || status == "stopped") {
    read.set_clinical_status(v1::CLINICAL_STATUS_RESOLVED);
  } else if (status == "on-hold") {
    read.set_clinical_status(v1::CLINICAL_STATUS_INACTIVE);
  } else if (status == "not-taken") {
    const Json what = MedicationOf(statement, reading);
    if (ReadConcept(what, reading.terminology).empty()) return "it refutes something without a usable code";
    read.set_verification(v1::VERIFICATION_REFUTED);
  } else if (status != "unknown") {
    reading.findings.Warn(statement, "has no status of a MedicationStatement: kept as provisional");
    read.set_verification(v1::VERIFICATION_PROVISIONAL);
  }
  SetWhen(when, asserted, read);
  if (read.verification() != v1::VERIFICATION_REFUTED) {
    if (auto dose = ReadDose(statement["dosage"], reading.findings)) *read.mutable_dose() = *std::move(dose);
    LinkReasons(statement, reading);
  }
  return AddMedication(statement, read, reading);
}

Reason ReadMedicationAdministration(const Json& administration, Reading& reading) {
  const absl::string_view status = administration["status"].string();
  if (status == "entered-in-error") return kEnteredInError;
  Reason reason = WhyNotOfPatient(administration, administration["subject"], reading);
  if (!reason.empty()) return reason;
  if (status == "not-done")
    return "its status is not-done: that nothing was given then says nothing of other times";
  When when = ReadWhen(administration, "effective", reading.birth, reading.findings);
  v1::Medication read;
  if (status == "in-progress") {
    read.set_clinical_status(v1::CLINICAL_STATUS_ACTIVE);
  } else if (status == "completed") {
    read.set_clinical_status(v1::CLINICAL_STATUS_RESOLVED);
    if (when.end.empty() && administration["effectiveDateTime"]) when.end = when.start;
  } else {
    reading.findings.Warn(administration, "has no status that tells how much was given: kept as provisional");
    read.set_verification(v1::VERIFICATION_PROVISIONAL);
  }
  SetWhen(when, "", read);
  LinkReasons(administration, reading);
  return AddMedication(administration, read, reading);
}

}  // namespace trialmatch::fhir
