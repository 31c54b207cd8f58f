// The current snapshot: built aside, swapped in; readers never wait for a writer.
#ifndef TRIALMATCH_CATALOG_CATALOG_H_
#define TRIALMATCH_CATALOG_CATALOG_H_

#include <memory>
#include <mutex>
#include <utility>

#include "catalog/snapshot.h"

namespace trialmatch {

// Safe for use by any number of threads. A reader keeps its snapshot for the whole of its answer.
class Catalog {
 public:
  explicit Catalog(std::shared_ptr<const Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}

  std::shared_ptr<const Snapshot> Current() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
  }

  void Publish(std::shared_ptr<const Snapshot> snapshot) {
    const std::lock_guard lock(mutex_);
    // The old one goes to the argument and is destroyed after the lock is released.
    snapshot_.swap(snapshot);
  }

 private:
  mutable std::mutex mutex_;  // held for the copy or swap of a pointer only
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_CATALOG_H_
