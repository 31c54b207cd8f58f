#include "service/call_gate.h"

#include <algorithm>

namespace trialmatch {

Admission CallGate::Enter(CallKind kind) {
  const std::lock_guard lock(mutex_);
  if (closed_) return Admission::kDraining;
  if (kind == CallKind::kStream) {
    if (streams_ == max_streams_) return Admission::kTooManyStreams;
    ++streams_;
  }
  ++calls_;
  return Admission::kAdmitted;
}

void CallGate::Leave(CallKind kind) {
  const std::lock_guard lock(mutex_);
  if (kind == CallKind::kStream) --streams_;
  if (--calls_ == 0) idle_.notify_all();
}

bool CallGate::StartWaiting(WaitingStream& stream) {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  waiting_.insert(&stream);
  return true;
}

void CallGate::StopWaiting(WaitingStream& stream) {
  const std::lock_guard lock(mutex_);
  waiting_.erase(&stream);
}

void CallGate::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
  // Under the lock: none of them can go away meanwhile.
  for (WaitingStream* stream : waiting_) stream->EndWait();
}

bool CallGate::closed() const {
  const std::lock_guard lock(mutex_);
  return closed_;
}

bool CallGate::WaitIdle(absl::Duration timeout) {
  std::unique_lock lock(mutex_);
  // Beyond this the end of the wait would lie behind the end of the clock.
  constexpr absl::Duration kLongest = absl::Hours(24 * 365);
  return idle_.wait_for(lock, absl::ToChronoNanoseconds(std::min(timeout, kLongest)),
                        [this] { return calls_ == 0; });
}

}  // namespace trialmatch
