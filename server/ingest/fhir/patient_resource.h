// Patient: birth, sex, gender and place.
#ifndef TRIALMATCH_INGEST_FHIR_PATIENT_RESOURCE_H_
#define TRIALMATCH_INGEST_FHIR_PATIENT_RESOURCE_H_

#include "ingest/fhir/birth_facts.h"
#include "ingest/fhir/findings.h"
#include "ingest/fhir/json.h"
#include "trialmatch/v1/patient.pb.h"

namespace trialmatch::fhir {

// Administrative gender is `gender` and never sex; sex at birth is what us-core-birthsex, or a
// recordedSexOrGender of the type "sex assigned at birth", says, and goes to `birth_facts`. What has no place
// in a profile (gender "other", death) is a warning.
void ReadPatient(const Json& patient, v1::PatientProfile& profile, BirthFacts& birth_facts,
                 Findings& findings);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_PATIENT_RESOURCE_H_
