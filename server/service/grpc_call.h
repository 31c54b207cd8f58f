// One gRPC call on its way through the handlers.
#ifndef TRIALMATCH_SERVICE_GRPC_CALL_H_
#define TRIALMATCH_SERVICE_GRPC_CALL_H_

#include <atomic>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/call_context.h"
#include "service/call_gate.h"

namespace trialmatch {

// Enters the gate for as long as it lives.
class GrpcCall : public CallContext {
 public:
  // Both outlive the call.
  GrpcCall(grpc::ServerContext& context, CallGate& gate, CallKind kind = CallKind::kUnary);
  ~GrpcCall() override;

  // OK, or why the call may not be served, with RetryInfo: UNAVAILABLE while the server drains,
  // RESOURCE_EXHAUSTED when too many streams are open; or its stop error if it has stopped before it began.
  absl::Status admitted() const;

  absl::Time start_time() const override { return start_time_; }
  // Asks the transport whether the caller has gone once a millisecond at most: each time costs as much as a
  // good part of a match.
  bool stopped() const override;
  bool draining() const override { return gate_.closed(); }
  absl::Status stop_error() const override;

 protected:
  // The next question whether it has stopped is asked of the transport.
  void LookAgain() { next_look_.store(0, std::memory_order_relaxed); }

  grpc::ServerContext& context_;
  CallGate& gate_;

 private:
  const CallKind kind_;
  const absl::Time start_time_;
  // Both in nanoseconds of the steady clock: that of the day may be set.
  const int64_t deadline_;
  mutable std::atomic<int64_t> next_look_ = 0;  // when to ask again
  const Admission admission_;
};

// A call whose messages come one by one. When the server drains, it ends instead of waiting for the next one.
class GrpcStream final : public GrpcCall, private WaitingStream {
 public:
  GrpcStream(grpc::ServerContext& context, CallGate& gate) : GrpcCall(context, gate, CallKind::kStream) {}
  ~GrpcStream() override { gate_.StopWaiting(*this); }

  // The next message; false at the end, or when the stream is stopped.
  template <typename Reader, typename Message>
  bool Read(Reader& reader, Message& message) {
    return WaitFor([&] { return reader.Read(&message); });
  }

  // The same, of a stream that looks ahead: waits for the message, without taking it.
  template <typename Stream>
  bool Wait(Stream& stream) {
    // Where the message is there, nothing waits that a drain would have to end, and what it would end with it
    // are the answers that are held.
    if (!draining() && stream.HasNext()) return true;
    const bool there = WaitFor([&] { return stream.Wait(); });
    broken_off_ = stream.broken_off();
    return there;
  }

  bool stopped() const override { return drained_ || broken_off_ || GrpcCall::stopped(); }

 private:
  void EndWait() override;

  template <typename Receive>
  bool WaitFor(Receive receive) {
    drained_ = !gate_.StartWaiting(*this);
    if (drained_) return false;
    const bool received = receive();
    gate_.StopWaiting(*this);
    if (!received) LookAgain();  // the end, or the caller has gone
    return received;
  }

  bool drained_ = false;
  bool broken_off_ = false;
};

// With the details of call_error.h.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_GRPC_CALL_H_
