#include "client/exit_code.h"

#include <algorithm>

namespace trialmatch::client {

ExitCode ExitCodeOf(const google::rpc::Status& error) {
  switch (static_cast<absl::StatusCode>(error.code())) {
    case absl::StatusCode::kOk:
      return kExitOk;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return kExitBadInput;
    case absl::StatusCode::kNotFound:
      return kExitNotFound;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kAborted:
    case absl::StatusCode::kFailedPrecondition:
      return kExitConflict;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
      return kExitUnavailable;
    default:
      return kExitFailed;
  }
}

ExitCode ExitCodeOfInput(const absl::Status& status) { return status.ok() ? kExitOk : kExitBadInput; }

ExitCode Worse(ExitCode a, ExitCode b) { return std::max(a, b); }

}  // namespace trialmatch::client
