// Consent to take part in a trial.
#ifndef TRIALMATCH_INGEST_FHIR_CONSENT_READER_H_
#define TRIALMATCH_INGEST_FHIR_CONSENT_READER_H_

#include "ingest/fhir/resource_reader.h"

namespace trialmatch::fhir {

// Adds the consent to the profile, or returns why not. It must be of the scope research and of one trial:
// named by an identifier (NCT and eight digits) of the Consent, of its source, or of a ResearchStudy that
// sourceReference or provision.data refers to. Active and permit is given; active and deny, or rejected, is
// refused. What was terminated may have been replaced, and exceptions (provision within provision) may be
// about anything: neither is used. Given by its performers: the patient, or a RelatedPerson by its
// relationship (v3-RoleCode); others do not count.
Reason ReadConsent(const Json& consent, Reading& reading);

}  // namespace trialmatch::fhir

#endif  // TRIALMATCH_INGEST_FHIR_CONSENT_READER_H_
