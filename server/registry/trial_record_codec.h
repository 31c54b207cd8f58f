// Trials as the store keeps them: bytes, an etag, and what can be searched.
#ifndef TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_
#define TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/trial.h"
#include "storage/trial_record.h"
#include "wire/trial_reader.h"

namespace trialmatch {

// The same for the same content: independent of the etag and of the times at which it was stored.
std::string EtagOf(const v1::Trial& trial);

// `trial` is normalized and has its etag and times. The precondition is left to the caller.
TrialPut EncodeTrial(const v1::Trial& trial);

// DataLoss for bytes that are no trial.
absl::Status ParseRecord(const TrialRecord& record, v1::Trial& trial);
absl::StatusOr<v1::Trial> DecodeTrial(const TrialRecord& record);

// A stored trial as matching reads it. It was sound when it was written; only the terminologies may have
// changed since, and then its criteria are UNKNOWN for that reason. DataLoss, naming the trial, for one with
// faults all the same.
absl::StatusOr<Trial> ReadSoundTrial(absl::string_view trial_id, const v1::Trial& stored);

using SiteMessages = google::protobuf::RepeatedPtrField<v1::Site>;

// A stored trial, of its record no more than answers show: what matching reads of it, and its sites. A copy
// is the same trial.
struct StoredTrial {
  std::shared_ptr<const Trial> trial;
  std::shared_ptr<const SiteMessages> sites;  // those of the trial, in their order
};
absl::StatusOr<StoredTrial> DecodeStored(const TrialRecord& record);
// What it takes of memory, about.
size_t StoredBytes(const TrialRecord& record);

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_TRIAL_RECORD_CODEC_H_
