// Makes a snapshot of all that a store holds.
#ifndef TRIALMATCH_REGISTRY_SNAPSHOT_LOADER_H_
#define TRIALMATCH_REGISTRY_SNAPSHOT_LOADER_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "catalog/snapshot.h"
#include "storage/trial_store.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Told now and then how many of the trials are loaded.
using LoadProgress = absl::FunctionRef<void(size_t loaded, size_t total)>;

struct LoadedSnapshot {
  std::shared_ptr<const Snapshot> snapshot;
  // Ids of trials that name codes which the terminology does not have.
  std::vector<std::string> unresolved;
};

// One segment, in the order of ids, at the store's revision. Only a few trials are in memory at a time.
// Errors are those of WalkTrials.
absl::StatusOr<LoadedSnapshot> LoadSnapshot(const TrialStore& store,
                                            std::shared_ptr<const Terminology> terminology,
                                            LoadProgress progress);

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_SNAPSHOT_LOADER_H_
