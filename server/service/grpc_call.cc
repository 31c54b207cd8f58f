#include "service/grpc_call.h"

#include <algorithm>
#include <chrono>

#include "absl/time/clock.h"
#include "grpc/grpc.h"
#include "service/call_error.h"

namespace trialmatch {
namespace {

constexpr int64_t kLookInterval = 1'000'000;  // nanoseconds
// Longer times would lie behind the end of the clock.
constexpr absl::Duration kLongestDeadline = absl::Hours(24 * 365 * 100);
constexpr char kDrainingText[] = "the server is draining";

int64_t SteadyNanos() {
  return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

absl::Status Draining() {
  return RetryLater(absl::StatusCode::kUnavailable, v1::ERROR_REASON_NOT_SERVING, kDrainingText,
                    absl::Seconds(1));
}

}  // namespace

GrpcCall::GrpcCall(grpc::ServerContext& context, CallGate& gate, CallKind kind)
    : context_(context),
      gate_(gate),
      kind_(kind),
      start_time_(absl::Now()),
      deadline_(SteadyNanos() + absl::ToInt64Nanoseconds(std::min(
                                    absl::FromChrono(context.deadline()) - start_time_, kLongestDeadline))),
      admission_(gate.Enter(kind)) {}

GrpcCall::~GrpcCall() {
  if (admission_ == Admission::kAdmitted) gate_.Leave(kind_);
}

absl::Status GrpcCall::admitted() const {
  switch (admission_) {
    case Admission::kDraining:
      return Draining();
    case Admission::kTooManyStreams:
      return RetryLater(absl::StatusCode::kResourceExhausted, v1::ERROR_REASON_OVERLOADED,
                        "more streams are open than the server takes at once", absl::Seconds(1));
    case Admission::kAdmitted:
      break;
  }
  return stopped() ? stop_error() : absl::OkStatus();
}

bool GrpcCall::stopped() const {
  const int64_t now = SteadyNanos();
  if (now >= deadline_) return true;
  if (now < next_look_.load(std::memory_order_relaxed)) return false;
  // Once true it stays so: only a look that finds the caller there moves the next one.
  if (context_.IsCancelled()) return true;
  next_look_.store(now + kLookInterval, std::memory_order_relaxed);
  return false;
}

absl::Status GrpcCall::stop_error() const {
  if (SteadyNanos() >= deadline_) {
    return CallError(absl::StatusCode::kDeadlineExceeded, v1::ERROR_REASON_DEADLINE,
                     "the work was stopped at the caller's deadline");
  }
  if (draining()) return Draining();
  return CallError(absl::StatusCode::kCancelled, v1::ERROR_REASON_CANCELLED,
                   "the work was stopped because the caller has gone");
}

void GrpcStream::EndWait() {
  // A read that waits cannot be taken back; only the end of its call wakes it. TryCancel would tell the
  // caller CANCELLED, which is nothing to try again elsewhere; this way it gets a status of ours, though
  // without details.
  grpc_call_cancel_with_status(context_.c_call(), GRPC_STATUS_UNAVAILABLE, kDrainingText, nullptr);
}

grpc::Status ToGrpcStatus(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      ToRpcStatus(WithinTrailer(status)).SerializeAsString());
}

}  // namespace trialmatch
