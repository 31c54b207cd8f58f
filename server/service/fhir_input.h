// A patient that comes as FHIR.
#ifndef TRIALMATCH_SERVICE_FHIR_INPUT_H_
#define TRIALMATCH_SERVICE_FHIR_INPUT_H_

#include "absl/status/statusor.h"
#include "service/match_context.h"
#include "terminology/terminology.h"
#include "trialmatch/v1/explanation.pb.h"

namespace trialmatch {

// INVALID_FIELDS with paths beneath "patient.fhir" for a content that holds no patient, or two, or cannot be
// read at all. The warnings name everything of it that is not used, and every place with a code that no
// loaded terminology knows, as far as there are not too many.
absl::StatusOr<MatchInput> ReadFhirField(const v1::FhirPatient& patient, const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_FHIR_INPUT_H_
