// Condition and AllergyIntolerance: what the patient has.
#ifndef TRIALMATCH_INGEST_FHIR_CONDITION_READER_H_
#define TRIALMATCH_INGEST_FHIR_CONDITION_READER_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Each adds what the resource says to the profile, or returns why it does not.
Reason ReadCondition(const Json& condition, Reading& reading);
Reason ReadAllergy(const Json& allergy, Reading& reading);

// Codes of verificationStatus and clinicalStatus as FHIR has them. An unknown one of the first, which could
// mean anything, is SUSPECTED; of the second, UNSPECIFIED; both with a warning. No verificationStatus is
// UNSPECIFIED, which is confirmed.
v1::Verification VerificationOf(const Json& status, Findings& findings);
v1::ClinicalStatus ClinicalStatusOf(const Json& status, Findings& findings);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_CONDITION_READER_H_
