// Observations for which a profile has a place of its own, beside that of all observations.
#ifndef TRIALMATCH_INGEST_FHIR_SPECIAL_OBSERVATIONS_H_
#define TRIALMATCH_INGEST_FHIR_SPECIAL_OBSERVATIONS_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// An Observation, or one component of it.
struct Observed {
  const Json& what;
  const Json& resource;
  absl::string_view part;       // of the resource, for ids
  const v1::Observation& read;  // dates, verification and result as they were read
};

// Adds to the profile:
//   ECOG, Karnofsky, Lansky (LOINC 89247-1, 89243-0, NCIt C38144): performance scores within their scale;
//   pregnancy status (LOINC 82810-3): pregnant, refuted or suspected;
//   tobacco smoking status (LOINC 72166-2): its coded result as a habit;
//   yes or no to a question of functional status (category functional-status of US Core): an ability.
// False when there is no room.
bool AddSpecial(const Observed& observed, Reading& reading);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_SPECIAL_OBSERVATIONS_H_
