// What the process ends with; documented in `trialmatch --help`.
#ifndef TRIALMATCH_CLIENT_EXIT_CODE_H_
#define TRIALMATCH_CLIENT_EXIT_CODE_H_

#include "absl/status/status.h"
#include "google/rpc/status.pb.h"

namespace trialmatch::client {

enum ExitCode : int {
  kExitOk = 0,
  kExitUsage = 2,
  kExitBadInput = 3,
  kExitNotFound = 4,
  kExitConflict = 5,
  kExitUnavailable = 6,
  kExitFailed = 7,
  // Of `check --exit-code` only.
  kExitSomeUndetermined = 10,
  kExitSomeIneligible = 11,
};

// For a fault of the server, a canonical code.
ExitCode ExitCodeOf(const google::rpc::Status& error);

// For a fault of the files given: NotFound and InvalidArgument are bad input too, since the caller named the
// file.
ExitCode ExitCodeOfInput(const absl::Status& status);

// Of several faults the one to report: the gravest for an operator, which is the server's before the input's.
ExitCode Worse(ExitCode a, ExitCode b);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_EXIT_CODE_H_
