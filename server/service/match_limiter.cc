#include "service/match_limiter.h"

#include <chrono>

namespace trialmatch {
namespace {

// How long a caller that has gone, or a drain, may stay unnoticed: neither of them can wake who waits here.
constexpr auto kLookAround = std::chrono::milliseconds(50);

}  // namespace

MatchLimiter::Permit MatchLimiter::AcquireSingle(const CallContext& call) {
  std::unique_lock lock(mutex_);
  if (running_ == limit_) {
    if (waiting_ == limit_) return Permit(nullptr, false);
    ++waiting_;
    while (running_ == limit_ && !call.stopped()) freed_for_single_.wait_for(lock, kLookAround);
    --waiting_;
    if (running_ == limit_) return Permit(nullptr, false);
  }
  ++running_;
  return Permit(this, false);
}

MatchLimiter::Permit MatchLimiter::Acquire(const CallContext& call) {
  std::unique_lock lock(mutex_);
  while (running_ == limit_ || streaming_ == stream_limit_) {
    if (call.stopped() || call.draining()) return Permit(nullptr, true);
    freed_for_stream_.wait_for(lock, kLookAround);
  }
  ++running_;
  ++streaming_;
  return Permit(this, true);
}

void MatchLimiter::Release(bool streaming) {
  const std::lock_guard lock(mutex_);
  --running_;
  if (streaming) --streaming_;
  freed_for_single_.notify_one();
  freed_for_stream_.notify_one();
}

}  // namespace trialmatch
