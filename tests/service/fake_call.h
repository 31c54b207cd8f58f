// A call without a transport.
#ifndef TRIALMATCH_TESTS_SERVICE_FAKE_CALL_H_
#define TRIALMATCH_TESTS_SERVICE_FAKE_CALL_H_

#include <atomic>

#include "service/call_context.h"

namespace trialmatch {

class FakeCall : public CallContext {
 public:
  absl::Time start_time() const override { return absl::UnixEpoch(); }
  bool stopped() const override { return stop; }
  bool draining() const override { return drain; }
  absl::Status stop_error() const override { return absl::CancelledError("stopped"); }

  std::atomic<bool> stop{false};
  std::atomic<bool> drain{false};
};

// The request of a unary call, which outlives what is returned.
template <typename Request>
auto Given(const Request& request) {
  return [&request] { return &request; };
}

// Takes what is to be had at once and waits for nothing.
class HastyCall final : public FakeCall {
 public:
  HastyCall() { stop = true; }
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SERVICE_FAKE_CALL_H_
