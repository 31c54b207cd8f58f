// Trials as the store keeps them: bytes, an etag, and what can be searched.
#ifndef TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_
#define TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_

#include <string>

#include "absl/status/statusor.h"
#include "storage/trial_record.h"
#include "wire/trial_reader.h"

namespace trialmatch {

// The same for the same content: independent of the etag and of the times at which it was stored.
std::string EtagOf(const v1::Trial& trial);

// `trial` is normalized and has its etag and times. The precondition is left to the caller.
TrialPut EncodeTrial(const v1::Trial& trial);

// DataLoss for bytes that are no trial.
absl::StatusOr<v1::Trial> DecodeTrial(const TrialRecord& record);

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_
