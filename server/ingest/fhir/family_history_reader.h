// FamilyMemberHistory: the diagnoses of relatives.
#ifndef TRIALMATCH_INGEST_FHIR_FAMILY_HISTORY_READER_H_
#define TRIALMATCH_INGEST_FHIR_FAMILY_HISTORY_READER_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Adds a relative with a diagnosis for each `condition`, or returns why not. The relationship is one of
// blood, or the partner, by v3-RoleCode; of a relative by adoption or marriage nothing is told here.
Reason ReadFamilyHistory(const Json& history, Reading& reading);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_FAMILY_HISTORY_READER_H_
