// Observation: what was measured or assessed.
#ifndef TRIALMATCH_INGEST_FHIR_OBSERVATION_READER_H_
#define TRIALMATCH_INGEST_FHIR_OBSERVATION_READER_H_

#include <optional>

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Adds an observation for the resource, if it has a result or should have one, and one for each component;
// and what else the profile has a place for (special_observations.h). A result that cannot be used leaves an
// observation without one: measured it was, and an earlier one is not the latest.
Reason ReadObservation(const Json& observation, Reading& reading);

// What stands before the result: PROVISIONAL of a status that is not final, or that FHIR does not have.
// Nothing of one that is no statement: registered, cancelled, entered-in-error, whose reason is set.
std::optional<v1::Verification> VerificationOfStatus(const Json& status, Findings& findings, Reason& reason);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_OBSERVATION_READER_H_
