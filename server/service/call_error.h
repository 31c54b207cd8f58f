// Errors of calls: an absl::Status that carries google.rpc details.
#ifndef TRIALMATCH_SERVICE_CALL_ERROR_H_
#define TRIALMATCH_SERVICE_CALL_ERROR_H_

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "domain/issue.h"
#include "google/rpc/status.pb.h"
#include "trialmatch/v1/error_reason.pb.h"

namespace trialmatch {

using ErrorMetadata = std::vector<std::pair<std::string, std::string>>;

// The message is for developers; the reason, documented at ErrorReason, is for machines.
absl::Status CallError(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                       const ErrorMetadata& metadata = {});

// INVALID_ARGUMENT with every issue that is an error as a field violation.
absl::Status InvalidFields(const Issues& issues);

// INVALID_ARGUMENT about one field.
absl::Status InvalidField(absl::string_view field, absl::string_view description);

// OK iff all are. Otherwise, if there is an InvalidFields among them, one with the fields of all, in order;
// else the first error.
absl::Status JoinErrors(std::initializer_list<absl::Status> statuses);

// With a RetryInfo.
absl::Status RetryLater(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                        absl::Duration delay);

// An error of a store: ABORTED, ALREADY_EXISTS and NOT_FOUND become the reasons of the API for `trial`, every
// other becomes STORAGE, with RetryInfo where trying again may help. OK stays OK.
absl::Status FromStorage(const absl::Status& status, absl::string_view trial);

// The same error, with so few field violations that its details fit into the trailers that peers accept (8
// KiB by default); ErrorInfo says how many were left out ("violations_left_out").
absl::Status WithinTrailer(const absl::Status& status);

// The details as google.rpc.Status, for `grpc-status-details-bin` and for items of streams.
google::rpc::Status ToRpcStatus(const absl::Status& status);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_CALL_ERROR_H_
