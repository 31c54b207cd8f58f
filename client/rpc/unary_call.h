// One request, one answer, within a time limit.
#ifndef TRIALMATCH_CLIENT_RPC_UNARY_CALL_H_
#define TRIALMATCH_CLIENT_RPC_UNARY_CALL_H_

#include <algorithm>
#include <chrono>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "client/rpc/rpc_error.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/client_context.h"

namespace trialmatch::client {

inline void SetDeadline(grpc::ClientContext& context, absl::Time deadline) {
  if (deadline != absl::InfiniteFuture()) context.set_deadline(absl::ToChronoTime(deadline));
}

// Calls `method` once.
template <typename Stub, typename Base, typename Request, typename Response>
google::rpc::Status CallOnce(Stub& stub,
                             grpc::Status (Base::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Request& request, Response& response, absl::Time deadline) {
  grpc::ClientContext context;
  SetDeadline(context, deadline);
  return ToRpcStatus((stub.*method)(&context, request, &response));
}

// From now; `timeout` zero: no limit.
inline absl::Time DeadlineAfter(absl::Duration timeout) {
  return timeout > absl::ZeroDuration() ? absl::Now() + timeout : absl::InfiniteFuture();
}

// For methods that change something.
template <typename Stub, typename Base, typename Request, typename Response>
google::rpc::Status CallWrite(Stub& stub,
                              grpc::Status (Base::*method)(grpc::ClientContext*, const Request&, Response*),
                              const Request& request, Response& response, absl::Duration timeout) {
  return CallOnce(stub, method, request, response, DeadlineAfter(timeout));
}

// For methods that change nothing: an UNAVAILABLE server is asked once more, after the wait that it names
// (200 ms where it names none, 2 s at most), within the same limit.
template <typename Stub, typename Base, typename Request, typename Response>
google::rpc::Status CallRead(Stub& stub,
                             grpc::Status (Base::*method)(grpc::ClientContext*, const Request&, Response*),
                             const Request& request, Response& response, absl::Duration timeout) {
  const absl::Time deadline = DeadlineAfter(timeout);
  google::rpc::Status error = CallOnce(stub, method, request, response, deadline);
  if (error.code() != grpc::StatusCode::UNAVAILABLE) return error;
  const absl::Duration asked = RetryDelay(error);
  const absl::Duration wait =
      asked > absl::ZeroDuration() ? std::min(asked, absl::Seconds(2)) : absl::Milliseconds(200);
  if (absl::Now() + wait >= deadline) return error;
  absl::SleepFor(wait);
  response.Clear();
  return CallOnce(stub, method, request, response, deadline);
}

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_UNARY_CALL_H_
