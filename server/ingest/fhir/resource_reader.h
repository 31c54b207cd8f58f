// What every reader of a kind of resource has at hand, and what they share.
#ifndef TRIALMATCH_INGEST_FHIR_RESOURCE_READER_H_
#define TRIALMATCH_INGEST_FHIR_RESOURCE_READER_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "ingest/fhir/birth_facts.h"
#include "ingest/fhir/bundle.h"
#include "ingest/fhir/codes.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "ingest/fhir/profile_builder.h"
#include "ingest/fhir/times.h"
#include "terminology/terminology.h"

namespace trialmatch::fhir {

// Lives for one content.
struct Reading {
  const Terminology& terminology;
  const Bundle& bundle;
  Findings& findings;
  ProfileBuilder& builder;
  std::string birth;  // as the profile has it
  BirthFacts birth_facts = {};
  int orders = 0;                               // of medication that were read as taken
  absl::flat_hash_set<uint32_t> referred = {};  // resources that a used one refers to
};

// Why a resource is not used; empty: it is.
using Reason = std::string;

inline constexpr char kNoRoom[] = "the profile has all the records that it may hold";
inline constexpr char kEnteredInError[] = "it was entered in error";

// Of resources that say that something is so: why the whole cannot be understood (WhyUnreadable), whom it is
// about (the Reference `subject`), or neither.
Reason WhyNotOfPatient(const Json& resource, const Json& subject, const Reading& reading);

// Whether the resource may be about the Patient, and nobody may read what it says.
bool IsUnreadable(const Json& resource, const Json& subject, const Reading& reading);

// Dates of a record.
template <typename Record>
void SetWhen(const When& when, const std::string& recorded_at, Record& record) {
  record.set_start(when.start);
  if constexpr (requires { record.set_end(when.end); }) record.set_end(when.end);
  record.set_recorded_at(recorded_at);
}

// "mild", "moderate" or "severe" of a code of SNOMED CT, or of the codes of AllergyIntolerance.reaction; else
// empty.
absl::string_view SeverityOf(const Json& severity);

// The one body site of the resource. False, with a warning, where it has one that is left out.
template <typename Record>
bool SetBodySite(const Json& sites, const Reading& reading, Record& record) {
  if (!sites) return true;
  const Json site = sites.IsArray() ? sites.at(0) : sites;
  const std::vector<v1::Code> codes = ReadConcept(site, reading.terminology);
  if ((sites.IsArray() && sites.size() != 1) || codes.empty()) {
    reading.findings.Warn(sites, "is left out: not one place with a code");
    return false;
  }
  *record.mutable_body_site() = codes.front();
  return true;
}

// Mild, moderate or severe as a grade of the scale "severity". False, with a warning, for anything else.
template <typename Record>
bool SetSeverity(const Json& severity, const Reading& reading, Record& record) {
  if (!severity) return true;
  const absl::string_view grade = SeverityOf(severity);
  if (grade.empty()) {
    reading.findings.Warn(severity, "is left out: not mild, moderate or severe by a known code");
    return false;
  }
  v1::Grade* const added = record.add_grades();
  added->set_scale("severity");
  added->set_grade(std::string(grade));
  return true;
}

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_RESOURCE_READER_H_
