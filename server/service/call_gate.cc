#include "service/call_gate.h"

#include <algorithm>

namespace trialmatch {

bool CallGate::Enter() {
  const std::lock_guard lock(mutex_);
  if (closed_) return false;
  ++calls_;
  return true;
}

void CallGate::Leave() {
  const std::lock_guard lock(mutex_);
  if (--calls_ == 0) idle_.notify_all();
}

void CallGate::Close() {
  const std::lock_guard lock(mutex_);
  closed_ = true;
}

bool CallGate::WaitIdle(absl::Duration timeout) {
  std::unique_lock lock(mutex_);
  // Beyond this the end of the wait would lie behind the end of the clock.
  constexpr absl::Duration kLongest = absl::Hours(24 * 365);
  return idle_.wait_for(lock, absl::ToChronoNanoseconds(std::min(timeout, kLongest)),
                        [this] { return calls_ == 0; });
}

}  // namespace trialmatch
