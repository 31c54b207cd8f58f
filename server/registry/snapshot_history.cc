#include "registry/snapshot_history.h"

#include <algorithm>

namespace trialmatch {

void SnapshotHistory::Forget() {
  std::erase_if(snapshots_, [](const auto& snapshot) { return snapshot.expired(); });
}

void SnapshotHistory::Add(const std::shared_ptr<const Snapshot>& snapshot) {
  const std::lock_guard lock(mutex_);
  Forget();
  snapshots_.push_back(snapshot);
}

int64_t SnapshotHistory::OldestRevision() {
  // Outlives the lock: the last owner of a snapshot frees it, and that takes a while.
  std::shared_ptr<const Snapshot> oldest;
  const std::lock_guard lock(mutex_);
  Forget();
  for (const auto& snapshot : snapshots_) {
    oldest = snapshot.lock();
    if (oldest != nullptr) return oldest->revision();
  }
  return 0;
}

}  // namespace trialmatch
