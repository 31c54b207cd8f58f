// MedicationRequest, MedicationStatement and MedicationAdministration: what the patient takes.
#ifndef TRIALMATCH_INGEST_FHIR_MEDICATION_READER_H_
#define TRIALMATCH_INGEST_FHIR_MEDICATION_READER_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Each adds what the resource says to the profile, or returns why it does not. The medication is
// medicationCodeableConcept, or the code of the Medication that medicationReference points to.
//
// An order (MedicationRequest that is active, on hold, completed or stopped) is read as medication taken from
// authoredOn on, as lists of medications are kept in practice; Reading::orders counts them, so that one
// warning can say so. A proposal or plan, and a statement of what is intended, is a plan. Not taken is
// refuted for its period. An administration is taken at its time.
Reason ReadMedicationRequest(const Json& request, Reading& reading);
Reason ReadMedicationStatement(const Json& statement, Reading& reading);
Reason ReadMedicationAdministration(const Json& administration, Reading& reading);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_MEDICATION_READER_H_
