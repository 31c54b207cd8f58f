#include "tests/benchmark/overload/offered_load.h"

#include <condition_variable>
#include <mutex>

#include "absl/time/time.h"
#include "client/rpc/rpc_error.h"

namespace trialmatch::bench {
namespace {

using client::loadtest::kSecond;
using client::loadtest::Line;
using client::loadtest::Nanos;
using client::loadtest::Now;
using client::loadtest::Outcome;
using client::loadtest::Prepared;

constexpr Nanos kTimeout = 30 * kSecond;

// Safe for use by any number of threads.
class Tally {
 public:
  explicit Tally(Nanos end) : end_(end) {}

  void Begin() {
    const std::lock_guard<std::mutex> lock(mutex_);
    ++open_;
  }
  void End(Nanos intended, const Outcome& outcome) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (outcome.status.ok()) {
      ++outcome_.answered;
      in_time_ += outcome.ended <= end_ ? 1 : 0;
      outcome_.answer_times.Add(outcome.ended - intended);
    } else if (IsRefusal(outcome.status)) {
      ++outcome_.refused;
      outcome_.refusal_times.Add(outcome.ended - intended);
    } else {
      ++outcome_.odd;
    }
    if (--open_ == 0) idle_.notify_all();
  }
  void AwaitIdle() {
    std::unique_lock<std::mutex> lock(mutex_);
    idle_.wait(lock, [this] { return open_ == 0; });
  }
  // Of a load that lasted `duration` and has ended.
  LoadOutcome Take(Nanos duration) {
    outcome_.goodput = static_cast<double>(in_time_) * kSecond / static_cast<double>(duration);
    return outcome_;
  }

 private:
  const Nanos end_;
  std::mutex mutex_;
  std::condition_variable idle_;
  LoadOutcome outcome_;
  int64_t in_time_ = 0, open_ = 0;
};

void Send(Line& line, const Prepared& requests, size_t number, Nanos intended, Tally& tally) {
  tally.Begin();
  line.Send(requests, number % requests.requests.size(), intended + kTimeout,
            [intended, &tally](const Outcome& outcome) { tally.End(intended, outcome); });
}

}  // namespace

bool IsRefusal(const grpc::Status& status) {
  return status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED &&
         client::RetryDelay(client::ToRpcStatus(status)) > absl::ZeroDuration();
}

LoadOutcome OfferLoad(Line& line, const Prepared& requests, double rate, Nanos duration) {
  client::loadtest::SleepPrecisely();
  const Nanos start = Now();
  Tally tally(start + duration);
  for (size_t n = 0;; ++n) {
    const Nanos intended = start + static_cast<Nanos>(static_cast<double>(n) * kSecond / rate);
    if (intended >= start + duration) break;
    client::loadtest::SleepUntil(intended);
    Send(line, requests, n, intended, tally);
  }
  tally.AwaitIdle();
  return tally.Take(duration);
}

LoadOutcome AskInTurn(Line& line, const Prepared& requests, Nanos duration) {
  const Nanos start = Now();
  Tally tally(start + duration);
  for (size_t n = 0; Now() < start + duration; ++n) {
    Send(line, requests, n, Now(), tally);
    tally.AwaitIdle();
  }
  return tally.Take(duration);
}

}  // namespace trialmatch::bench
