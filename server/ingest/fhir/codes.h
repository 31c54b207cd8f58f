// CodeableConcepts: which of their codings stand for them.
#ifndef TRIALMATCH_INGEST_FHIR_CODES_H_
#define TRIALMATCH_INGEST_FHIR_CODES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "ingest/fhir/json.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/values.pb.h"

namespace trialmatch::fhir {

inline constexpr absl::string_view kSnomed = "http://snomed.info/sct";
inline constexpr absl::string_view kLoinc = "http://loinc.org";
// FHIR's own names for why something is not there.
inline constexpr absl::string_view kDataAbsentReason =
    "http://terminology.hl7.org/CodeSystem/data-absent-reason";

// The codes that the concept is recorded by, best first. A coding needs system and code.
//
// Of codings that `terminology` knows: one of each meaning; none that is only broader than another of them.
// Where it knows none, one coding: the first that a person chose (userSelected), else the first in the order
// SNOMED CT, LOINC, RxNorm, ICD-10-CM, ICD-10, ICD-O-3, MeSH, ATC, HGNC, anything else. Known ones stand in
// this order too. Object identifiers of these systems ("urn:oid:2.16.840.1.113883.6.96") are their URIs.
std::vector<v1::Code> ReadConcept(const Json& concept_json, const Terminology& terminology);

// What stands for a concept without a usable coding: no terminology knows it, so that nobody takes what is
// recorded for absent. "as-text" where there are words, else "unknown".
v1::Code UncodedConcept(const Json& concept_json);
// The same for what is recorded in a way that the reader does not understand.
v1::Code UnsupportedConcept();

// Whether one of the codings is this code.
bool HasCode(const Json& concept_json, absl::string_view system, absl::string_view code);
// The code of the first coding of the system; empty without one.
absl::string_view CodeIn(const Json& concept_json, absl::string_view system);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_CODES_H_
