// Bounds how many matches run at once, so that an overload is refused early instead of slowing everybody
// down.
#ifndef TRIALMATCH_SERVICE_MATCH_LIMITER_H_
#define TRIALMATCH_SERVICE_MATCH_LIMITER_H_

#include <atomic>
#include <utility>

namespace trialmatch {

// Safe for use by any number of threads.
class MatchLimiter {
 public:
  // A permit to match; given back when destroyed. False: none was to be had.
  class Permit {
   public:
    explicit Permit(MatchLimiter* limiter) : limiter_(limiter) {}
    Permit(Permit&& other) noexcept : limiter_(std::exchange(other.limiter_, nullptr)) {}
    Permit& operator=(Permit&&) = delete;
    ~Permit() {
      if (limiter_ != nullptr) limiter_->running_.fetch_sub(1);
    }
    explicit operator bool() const { return limiter_ != nullptr; }

   private:
    MatchLimiter* limiter_;
  };

  // `limit` is at least 1.
  explicit MatchLimiter(int limit) : limit_(limit) {}

  Permit TryAcquire() {
    if (running_.fetch_add(1) < limit_) return Permit(this);
    running_.fetch_sub(1);
    return Permit(nullptr);
  }

 private:
  const int limit_;
  std::atomic<int> running_{0};
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_MATCH_LIMITER_H_
