// Field masks of trials.
#ifndef TRIALMATCH_SERVICE_TRIAL_UPDATE_H_
#define TRIALMATCH_SERVICE_TRIAL_UPDATE_H_

#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "registry/write_request.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

// The trial to write: the request's own without a mask, else the stored one with the masked fields taken from
// the request. `stored` is what the registry has (NotFound: nothing). INVALID_FIELDS for a path that is no
// top-level field of Trial or is output only; TRIAL_NOT_FOUND when there is nothing to change and
// `allow_missing` is not set.
absl::StatusOr<v1::Trial> MergeUpdate(const v1::UpdateTrialRequest& request,
                                      const absl::StatusOr<WriteResult>& stored);

// INVALID_FIELDS for a path that is no top-level field of Trial, but for "*".
absl::Status CheckReadMask(const google::protobuf::FieldMask& mask);

// Keeps the masked fields and the name; an empty mask leaves out criteria, cohorts and the eligibility text.
void ApplyReadMask(const google::protobuf::FieldMask& mask, v1::Trial& trial);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_UPDATE_H_
