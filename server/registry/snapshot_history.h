// Which snapshots are still read: the store keeps what they can reach.
#ifndef TRIALMATCH_REGISTRY_SNAPSHOT_HISTORY_H_
#define TRIALMATCH_REGISTRY_SNAPSHOT_HISTORY_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "catalog/snapshot.h"

namespace trialmatch {

// Holds no snapshot alive. Safe for use by any number of threads.
class SnapshotHistory {
 public:
  // Before the snapshot can be read, and in the order of revisions.
  void Add(const std::shared_ptr<const Snapshot>& snapshot);

  // The lowest revision of the snapshots that live. The latest one must live: then no reader can come to an
  // earlier revision any more.
  int64_t OldestRevision();

 private:
  void Forget();  // the dead ones

  std::mutex mutex_;
  std::vector<std::weak_ptr<const Snapshot>> snapshots_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_SNAPSHOT_HISTORY_H_
