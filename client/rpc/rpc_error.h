// Errors of the server: with their details, for people.
#ifndef TRIALMATCH_CLIENT_RPC_RPC_ERROR_H_
#define TRIALMATCH_CLIENT_RPC_RPC_ERROR_H_

#include <string>

#include "absl/time/time.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace trialmatch::client {

// `status` with the details that it carries as bytes. Details that are not a google.rpc.Status, or one of
// another code, are left out.
google::rpc::Status ToRpcStatus(const grpc::Status& status);

// How long the server asks to wait before the next attempt; zero: it does not say.
absl::Duration RetryDelay(const google::rpc::Status& error);

// Several lines, the first with the code and message, then one a field violation, then reason and wait. Where
// gRPC or Protobuf refused a message without a reason, the likely cause.
std::string DescribeError(const google::rpc::Status& error);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_RPC_ERROR_H_
