#include "service/store_compactor.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "service/logger.h"

namespace trialmatch {
namespace {

// In which some hundred writes may leave a few parts.
constexpr absl::Duration kMergeInterval = absl::Milliseconds(200);

void CompactOnce(TrialRegistry& registry) {
  const absl::StatusOr<int64_t> removed = registry.Compact();
  if (!removed.ok()) {
    Log(LogSeverity::kWarning, "compaction_failed", {{"reason", std::string(removed.status().message())}});
  } else if (*removed > 0) {
    Log(LogSeverity::kInfo, "compacted", {{"versions", absl::StrCat(*removed)}});
  }
}

void MergeOnce(TrialRegistry& registry) {
  const absl::Status merged = registry.MergeSmall();
  if (merged.ok()) return;
  Log(LogSeverity::kWarning, "merge_failed", {{"reason", std::string(merged.message())}});
}

}  // namespace

StoreCompactor::StoreCompactor(TrialRegistry& registry, absl::Duration interval)
    : registry_(registry),
      compacting_([this, interval] { Repeat(&CompactOnce, interval); }),
      merging_([this] { Repeat(&MergeOnce, kMergeInterval); }) {}

StoreCompactor::~StoreCompactor() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  compacting_.join();
  merging_.join();
}

void StoreCompactor::Repeat(void (*work)(TrialRegistry&), absl::Duration interval) {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    lock.unlock();
    work(registry_);
    lock.lock();
    stop_.wait_for(lock, absl::ToChronoNanoseconds(interval), [this] { return stopping_; });
  }
}

}  // namespace trialmatch
