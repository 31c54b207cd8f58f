// One gRPC call on its way through the handlers.
#ifndef TRIALMATCH_SERVICE_GRPC_CALL_H_
#define TRIALMATCH_SERVICE_GRPC_CALL_H_

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/status.h"
#include "service/call_context.h"
#include "service/call_gate.h"

namespace trialmatch {

// Enters the gate for as long as it lives.
class GrpcCall final : public CallContext {
 public:
  // Both outlive the call.
  GrpcCall(const grpc::ServerContext& context, CallGate& gate);
  ~GrpcCall() override;

  // OK, or why the call may not be served: UNAVAILABLE with RetryInfo while the server drains.
  absl::Status admitted() const;

  absl::Time start_time() const override { return start_time_; }
  bool stopped() const override;
  absl::Status stop_error() const override;

 private:
  bool past_deadline() const;

  const grpc::ServerContext& context_;
  CallGate& gate_;
  const absl::Time start_time_;
  const bool entered_;
};

// With the details of call_error.h.
grpc::Status ToGrpcStatus(const absl::Status& status);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_GRPC_CALL_H_
