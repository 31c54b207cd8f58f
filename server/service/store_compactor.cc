#include "service/store_compactor.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/logger.h"

namespace trialmatch {
namespace {

void CompactOnce(TrialRegistry& registry) {
  const absl::StatusOr<int64_t> removed = registry.Compact();
  if (!removed.ok()) {
    Log(LogSeverity::kWarning, "compaction_failed", {{"reason", std::string(removed.status().message())}});
  } else if (*removed > 0) {
    Log(LogSeverity::kInfo, "compacted", {{"versions", absl::StrCat(*removed)}});
  }
}

}  // namespace

StoreCompactor::StoreCompactor(TrialRegistry& registry, absl::Duration interval)
    : registry_(registry), thread_([this, interval] { Loop(interval); }) {}

StoreCompactor::~StoreCompactor() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void StoreCompactor::Loop(absl::Duration interval) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    CompactOnce(registry_);
    lock.lock();
    stop_.wait_for(lock, absl::ToChronoNanoseconds(interval), [this] { return stopping_; });
  }
}

}  // namespace trialmatch
