// What a failed call says, taken apart.
#ifndef TRIALMATCH_TESTS_SERVICE_CALL_FAILURE_H_
#define TRIALMATCH_TESTS_SERVICE_CALL_FAILURE_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace trialmatch {

struct CallFailure {
  int code = 0;                                 // grpc::StatusCode, or absl::StatusCode: the same numbers
  std::string reason;                           // ErrorInfo; empty: there is none
  std::map<std::string, std::string> metadata;  // of ErrorInfo
  std::vector<std::string> fields;              // of BadRequest, in order
  bool may_retry = false;                       // RetryInfo with a delay above 0
  std::string text;                             // everything it says, for searches
};

CallFailure FailureOf(const google::rpc::Status& status);
// The details must say the same code and message as the status; otherwise the test fails.
CallFailure FailureOf(const grpc::Status& status);
CallFailure FailureOf(const absl::Status& status);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SERVICE_CALL_FAILURE_H_
