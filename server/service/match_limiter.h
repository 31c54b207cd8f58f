// Bounds how many matches run at once and how many calls wait for that, so that an overload is refused early
// instead of slowing everybody down.
#ifndef TRIALMATCH_SERVICE_MATCH_LIMITER_H_
#define TRIALMATCH_SERVICE_MATCH_LIMITER_H_

#include <condition_variable>
#include <mutex>
#include <utility>

#include "service/call_context.h"

namespace trialmatch {

// As many single calls as may run wait for room, so that there is always a next one when a match ends; the
// others are refused at once, and their callers can go elsewhere. A stream waits, for its caller would only
// send the patient again. Streams together may take all but a quarter of the room, so
// that long screenings do not shut single calls out. Safe for use by any number of threads.
class MatchLimiter {
 public:
  // A permit to match; given back when destroyed. False: none was to be had.
  class Permit {
   public:
    Permit(MatchLimiter* limiter, bool streaming) : limiter_(limiter), streaming_(streaming) {}
    Permit(Permit&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), streaming_(other.streaming_) {}
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (limiter_ != nullptr) limiter_->Release(streaming_);
    }
    explicit operator bool() const { return limiter_ != nullptr; }

   private:
    MatchLimiter* limiter_;
    const bool streaming_;
  };

  // `limit` is at least 1.
  explicit MatchLimiter(int limit) : limit_(limit), stream_limit_(limit - limit / 4) {}

  // For a single call: none where enough others wait already, or when the call is stopped while it waits.
  Permit AcquireSingle(const CallContext& call);

  // For one patient of a stream: waits until there is room, or the call is stopped or the server drains, and
  // then there is none.
  Permit Acquire(const CallContext& call);

 private:
  void Release(bool streaming);

  const int limit_;
  const int stream_limit_;
  std::mutex mutex_;
  // Apart, so that none is woken in the other's place.
  std::condition_variable freed_for_single_, freed_for_stream_;
  int running_ = 0;  // of streams too
  int streaming_ = 0;
  int waiting_ = 0;  // single calls
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_MATCH_LIMITER_H_
