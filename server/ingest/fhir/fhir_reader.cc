#include "ingest/fhir/fhir_reader.h"

#include <utility>
#include <vector>

#include "ingest/fhir/coded_records.h"
#include "ingest/fhir/condition_reader.h"
#include "ingest/fhir/consent_reader.h"
#include "ingest/fhir/event_reader.h"
#include "ingest/fhir/family_history_reader.h"
#include "ingest/fhir/medication_reader.h"
#include "ingest/fhir/observation_reader.h"
#include "ingest/fhir/patient_resource.h"

namespace trialmatch {
namespace fhir {
namespace {

// What of a type that is read could not be read may be anything of its kind.
void KeepUnreadable(const Entry& entry, Reading& reading) {
  v1::PatientProfile& profile = reading.builder.profile();
  if (entry.type == "Condition") {
    AddUnreadable(entry.resource, "conditions", *profile.mutable_conditions(), reading);
  } else if (entry.type == "AllergyIntolerance") {
    AddUnreadable(entry.resource, "allergies", *profile.mutable_allergies(), reading);
  } else if (entry.type == "Procedure") {
    AddUnreadable(entry.resource, "procedures", *profile.mutable_procedures(), reading);
  } else if (entry.type == "Observation") {
    // Measured it was, perhaps later than all others of its kind.
    for (const v1::Code& code : ReadConcept(entry.resource["code"], reading.terminology)) {
      AddUnreadable(entry.resource, "observations", *profile.mutable_observations(), reading, code);
    }
  } else {
    AddUnreadable(entry.resource, "medications", *profile.mutable_medications(), reading);
  }
}

using Reader = Reason (*)(const Json&, Reading&);
struct Row {
  absl::string_view type;
  Reader read;
  absl::string_view subject;  // of statements that something is so, and that nobody may take for absent
};

constexpr Row kReaders[] = {
    {"AllergyIntolerance", ReadAllergy, "patient"},
    {"Condition", ReadCondition, "subject"},
    {"Consent", ReadConsent, ""},
    {"Encounter", ReadEncounter, ""},
    {"FamilyMemberHistory", ReadFamilyHistory, ""},
    {"MedicationAdministration", ReadMedicationAdministration, "subject"},
    {"MedicationRequest", ReadMedicationRequest, "subject"},
    {"MedicationStatement", ReadMedicationStatement, "subject"},
    {"Observation", ReadObservation, "subject"},
    {"Procedure", ReadProcedure, "subject"},
};

// Read only where another refers to them.
bool IsHelper(absl::string_view type) {
  return type == "Medication" || type == "RelatedPerson" || type == "ResearchStudy";
}

const Row* FindReader(absl::string_view type) {
  for (const Row& row : kReaders) {
    if (row.type == type) return &row;
  }
  return nullptr;
}

// True when the resource is used.
bool ReadEntry(const Entry& entry, Reading& reading) {
  const Row* const row = FindReader(entry.type);
  if (row == nullptr) {
    reading.findings.List(entry.resource, entry.type, "nothing is read of resources of this type");
    return false;
  }
  const Reason reason = row->read(entry.resource, reading);
  if (reason.empty()) return true;
  reading.findings.List(entry.resource, entry.type, reason);
  const bool states = !row->subject.empty() && reason != kEnteredInError;
  if (states && IsUnreadable(entry.resource, entry.resource[row->subject], reading))
    KeepUnreadable(entry, reading);
  return false;
}

size_t ReadHelpers(const std::vector<const Entry*>& helpers, Reading& reading) {
  size_t used = 0;
  for (const Entry* helper : helpers) {
    if (reading.referred.count(helper->resource.index()) > 0) {
      ++used;
    } else {
      reading.findings.List(helper->resource, helper->type, "nothing that is read refers to it");
    }
  }
  return used;
}

void ReadAll(const Json& root, FhirReading& result, const Terminology& terminology) {
  Findings findings(std::string(TypeOf(root).empty() ? "content" : TypeOf(root)));
  const Bundle bundle(root, findings);
  result.resources = bundle.count();
  if (!bundle.patient()) {
    result.issues = findings.Take();
    return;
  }
  ProfileBuilder builder(findings);
  Reading reading{terminology, bundle, findings, builder, ""};
  ReadPatient(bundle.patient(), builder.profile(), reading.birth_facts, findings);
  reading.birth = builder.profile().birth().date_time();
  std::vector<const Entry*> helpers;
  result.used = 1;
  for (const Entry& entry : bundle.entries()) {
    if (IsHelper(entry.type)) {
      helpers.push_back(&entry);
    } else if (ReadEntry(entry, reading)) {
      ++result.used;
    }
  }
  result.used += ReadHelpers(helpers, reading);
  result.listed = result.resources - result.used;
  builder.MakeLinks();
  reading.birth_facts.Apply(builder.profile(), findings);
  if (builder.is_full()) findings.Warn(root, "has more than a profile may hold: the rest is left out");
  if (reading.orders > 0) {
    findings.Warn(root,
                  "has orders (MedicationRequest), which are read as medication taken from their date on");
  }
  result.places = builder.TakePlaces();
  result.profile = std::move(builder.profile());
  result.issues = findings.Take();
}

}  // namespace
}  // namespace fhir

FhirReading ReadFhirPatient(absl::string_view content, const Terminology& terminology) {
  FhirReading result;
  const auto refuse = [&](absl::string_view why) {
    result.issues.push_back({"content", std::string(why), Severity::kError, ""});
  };
  if (content.size() > fhir::kMaxContentBytes) {
    refuse("is larger than 16 MiB");
    return result;
  }
  const absl::StatusOr<fhir::JsonDocument> document = fhir::JsonDocument::Parse(content);
  if (!document.ok()) {
    refuse(document.status().message());
    return result;
  }
  fhir::ReadAll(document->root(), result, terminology);
  return result;
}

}  // namespace trialmatch
