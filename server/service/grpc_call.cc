#include "service/grpc_call.h"

#include <chrono>

#include "absl/time/clock.h"
#include "service/call_error.h"

namespace trialmatch {

GrpcCall::GrpcCall(const grpc::ServerContext& context, CallGate& gate)
    : context_(context), gate_(gate), start_time_(absl::Now()), entered_(gate.Enter()) {}

GrpcCall::~GrpcCall() {
  if (entered_) gate_.Leave();
}

absl::Status GrpcCall::admitted() const {
  if (entered_) return absl::OkStatus();
  return RetryLater(absl::StatusCode::kUnavailable, v1::ERROR_REASON_NOT_SERVING, "the server is draining",
                    absl::Seconds(1));
}

bool GrpcCall::past_deadline() const { return context_.deadline() <= std::chrono::system_clock::now(); }

bool GrpcCall::stopped() const { return context_.IsCancelled() || past_deadline(); }

absl::Status GrpcCall::stop_error() const {
  if (past_deadline()) {
    return CallError(absl::StatusCode::kDeadlineExceeded, v1::ERROR_REASON_DEADLINE,
                     "the work was stopped at the caller's deadline");
  }
  return CallError(absl::StatusCode::kCancelled, v1::ERROR_REASON_CANCELLED,
                   "the work was stopped because the caller has gone");
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      ToRpcStatus(WithinTrailer(status)).SerializeAsString());
}

}  // namespace trialmatch
