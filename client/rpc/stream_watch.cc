#include "client/rpc/stream_watch.h"

#include "absl/time/clock.h"

namespace trialmatch::client {

StreamWatch::StreamWatch(grpc::ClientContext& context, absl::Duration timeout)
    : context_(context), timeout_(timeout) {
  if (timeout_ > absl::ZeroDuration()) thread_ = std::thread([this] { Run(); });
}

StreamWatch::~StreamWatch() {
  {
    const absl::MutexLock lock(&mutex_);
    stopped_ = true;
    changed_.SignalAll();
  }
  if (thread_.joinable()) thread_.join();
}

void StreamWatch::Owe() {
  const absl::MutexLock lock(&mutex_);
  if (owed_++ == 0) since_ = absl::Now();
  changed_.SignalAll();
}

void StreamWatch::Settle() {
  const absl::MutexLock lock(&mutex_);
  --owed_;
  since_ = owed_ > 0 ? absl::Now() : absl::InfiniteFuture();
}

bool StreamWatch::expired() const {
  const absl::MutexLock lock(&mutex_);
  return expired_;
}

void StreamWatch::Run() {
  const absl::MutexLock lock(&mutex_);
  while (!stopped_ && !expired_) {
    const absl::Time end = since_ + timeout_;
    if (absl::Now() >= end) {
      expired_ = true;
      context_.TryCancel();
    } else {
      changed_.WaitWithDeadline(&mutex_, end);
    }
  }
}

}  // namespace trialmatch::client
