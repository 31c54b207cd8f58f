// Reads what people stated about the patient as a whole: consents, attestations and completeness.
#ifndef TRIALMATCH_WIRE_STATEMENT_READER_H_
#define TRIALMATCH_WIRE_STATEMENT_READER_H_

#include <vector>

#include "domain/patient.h"
#include "trialmatch/v1/patient.pb.h"
#include "wire/issue_sink.h"
#include "wire/record_ids.h"

namespace trialmatch {

void ReadConsents(const v1::PatientProfile& profile, RecordIds& ids, std::vector<Consent>& consents,
                  IssueSink& sink);

// The truth is TRUE or FALSE; the hash is that of a text (HashText), in capitals or not.
void ReadAttestations(const v1::PatientProfile& profile, RecordIds& ids,
                      std::vector<Attestation>& attestations, IssueSink& sink);

// Observations and variants have no completeness.
void ReadCompleteness(const google::protobuf::RepeatedPtrField<v1::Completeness>& statements,
                      const Person& person, std::vector<Completeness>& completeness, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_STATEMENT_READER_H_
