// What the tests of the FHIR reader share: contents made of resources, and what became of them.
#ifndef TRIALMATCH_TESTS_INGEST_FHIR_FHIR_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_INGEST_FHIR_FHIR_TEST_SUPPORT_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "ingest/fhir/fhir_reader.h"
#include "terminology/plain_table.h"
#include "wire/patient_reader.h"

namespace trialmatch::fhir {

// A few concepts of SNOMED CT, LOINC and ICD-10-CM, the last two without a way to the first, and an order of
// stages.
inline const Terminology& SmallTerminology() {
  static const auto* const loaded = new std::shared_ptr<const Terminology>(
      LoadPlainTables({{"small.tsv",
                        "system\tsct\thttp://snomed.info/sct\tSNOMED CT\t1\n"
                        "system\tloinc\thttp://loinc.org\tLOINC\t1\n"
                        "system\ticd\thttp://hl7.org/fhir/sid/icd-10-cm\tICD-10-CM\t1\n"
                        "concept\tsct:73211009\tDiabetes\n"
                        "concept\tsct:44054006\tType 2 diabetes\tsct:73211009\n"
                        "concept\tsct:387713003\tSurgery\n"
                        "concept\tsct:109006\tAnxiety\n"
                        "concept\ticd:E11.9\tType 2 diabetes without complications\n"
                        "concept\tloinc:8339-4\tBirth weight\n"
                        "concept\tloinc:29463-7\tBody weight\n"
                        "concept\tloinc:3141-9\tBody weight measured\n"
                        "scale\ttnm-stage\tIII\t30..32\n"
                        "scale\ttnm-stage\tIIIA\t30\n"
                        "scale\ttnm-stage\tII\t20..22\n"}})
          .terminology);
  return **loaded;
}

// JSON with ' for ".
inline std::string Json5(const std::string& text) { return absl::StrReplaceAll(text, {{"'", "\""}}); }

inline std::string Patient1(const std::string& members = "'birthDate':'1980-02-03'") {
  return absl::StrCat("{'resourceType':'Patient','id':'1'", members.empty() ? "" : ",", members, "}");
}

// A collection of Patient/1 and the resources.
inline std::string BundleOf(const std::vector<std::string>& resources,
                            const std::string& patient = Patient1()) {
  std::string entries = absl::StrCat("{'resource':", patient, "}");
  for (const std::string& resource : resources) absl::StrAppend(&entries, ",{'resource':", resource, "}");
  return Json5(absl::StrCat("{'resourceType':'Bundle','type':'collection','entry':[", entries, "]}"));
}

// A resource about Patient/1 with the id "a".
inline std::string Of(const std::string& type, const std::string& members) {
  const bool by_patient = type == "AllergyIntolerance" || type == "Consent" || type == "FamilyMemberHistory";
  return absl::StrCat("{'resourceType':'", type, "','id':'a','", by_patient ? "patient" : "subject",
                      "':{'reference':'Patient/1'}", members.empty() ? "" : ",", members, "}");
}

inline std::string Coded(const std::string& system, const std::string& code) {
  return absl::StrCat("{'coding':[{'system':'", system, "','code':'", code, "'}]}");
}
inline std::string Snomed(const std::string& code) { return Coded("http://snomed.info/sct", code); }
inline std::string Loinc(const std::string& code) { return Coded("http://loinc.org", code); }
inline std::string Hl7(const std::string& system, const std::string& code) {
  return Coded("http://terminology.hl7.org/CodeSystem/" + system, code);
}

// Reads, and holds what every reading promises: each resource is used or listed, and without an error the
// profile is one that wire/ reads without an error.
inline FhirReading Read(const std::string& content) {
  FhirReading reading = ReadFhirPatient(content, SmallTerminology());
  if (!HasErrors(reading.issues)) {
    EXPECT_EQ(reading.resources, reading.used + reading.listed);
    IssueSink sink("profile");
    trialmatch::ReadPatient(reading.profile, sink);
    for (const Issue& issue : sink.issues()) {
      EXPECT_NE(issue.severity, Severity::kError) << issue.field << " " << issue.description;
    }
  }
  return reading;
}

// Of one resource beside the Patient.
inline FhirReading ReadOne(const std::string& resource) { return Read(BundleOf({resource})); }

// "Bundle.entry[1].resource: Condition is not used: …"
inline std::vector<std::string> Lines(const FhirReading& reading) {
  std::vector<std::string> lines;
  for (const Issue& issue : reading.issues)
    lines.push_back(absl::StrCat(issue.field, ": ", issue.description));
  return lines;
}
inline std::string AllLines(const FhirReading& reading) { return absl::StrJoin(Lines(reading), "\n"); }

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_TESTS_INGEST_FHIR_FHIR_TEST_SUPPORT_H_
