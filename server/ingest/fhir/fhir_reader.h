// A patient as FHIR R4 tells it, as a profile.
#ifndef TRIALMATCH_INGEST_FHIR_FHIR_READER_H_
#define TRIALMATCH_INGEST_FHIR_FHIR_READER_H_

#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "domain/issue.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch {

struct FhirReading {
  // One that wire/ reads without an error; unset after an error among the issues.
  v1::PatientProfile profile;
  // What could not be used, with its place in the content ("Bundle.entry[7].resource.valueQuantity", or
  // "content" for the whole) and the reason, which never holds a value of the patient. Resources that are not
  // used for one reason share a line where they are many. Bounded.
  Issues issues;
  // From the path of a record in the profile ("conditions[2]", "relatives[0].conditions[1]") to the place of
  // the resource that it was made of.
  absl::flat_hash_map<std::string, std::string> places;
  // Resources in the content, contained ones apart, and entries without one; each is used or listed.
  size_t resources = 0;
  size_t used = 0;
  size_t listed = 0;
};

// Reads a Bundle with exactly one Patient, or a Patient alone, from JSON; see README.md beside this file for
// what is read and what is not. The terminology decides between several codes of one concept. The same bytes
// and the same terminology give the same profile. Errors: more than 16 MiB, no JSON, no Patient, two of them.
FhirReading ReadFhirPatient(absl::string_view content, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_INGEST_FHIR_FHIR_READER_H_
