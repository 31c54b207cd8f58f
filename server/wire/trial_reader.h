// Reads a trial.
#ifndef TRIALMATCH_WIRE_TRIAL_READER_H_
#define TRIALMATCH_WIRE_TRIAL_READER_H_

#include "domain/trial.h"
#include "trialmatch/v1/trial.pb.h"
#include "wire/issue_sink.h"

namespace trialmatch {

// The sink stands at the trial ("trial"). Reports every fault as an error; after one the result is incomplete
// and must not be used. Ids are those that NormalizeTrial (trial_normalizer.h) fills in; implied criteria
// (domain/trial.h) are in place. Codes, scales and grades are not looked up: see code_references.h.
Trial ReadTrial(const v1::Trial& trial, IssueSink& sink);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_READER_H_
