// Procedure and Encounter: what was done, and where care was given.
#ifndef TRIALMATCH_INGEST_FHIR_EVENT_READER_H_
#define TRIALMATCH_INGEST_FHIR_EVENT_READER_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Each adds what the resource says to the profile, or returns why it does not.
//
// A Procedure that was begun and not completed is provisional; one that is prepared is a plan; one that was
// not done refutes nothing, since another may have been. Why it was done (reasonReference) is a link to that,
// and what it led to (complicationDetail) a link from that.
Reason ReadProcedure(const Json& procedure, Reading& reading);

// The setting by the class (v3-ActCode): inpatient, outpatient, emergency, home. Others are not certain.
Reason ReadEncounter(const Json& encounter, Reading& reading);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_EVENT_READER_H_
