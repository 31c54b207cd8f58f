// All live trials of a store, read once and decoded on every core.
#ifndef TRIALMATCH_REGISTRY_TRIAL_WALK_H_
#define TRIALMATCH_REGISTRY_TRIAL_WALK_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "domain/trial.h"
#include "storage/trial_store.h"
#include "terminology/terminology.h"

namespace trialmatch {

struct WalkedTrial {
  Trial trial;
  int64_t revision = 0;  // that wrote it
  // It names a code that the terminology does not have.
  bool unresolved = false;
};

// Calls `visit` in the calling thread with each live trial, in the order of ids, and returns the revision
// that they belong to. Rows are read in the calling thread too and decoded in others, a few batches ahead, so
// that some thousand trials are in memory at a time. DataLoss, naming the trial, for a record that is none or
// has faults; other errors are those of the store. After an error the walk ends.
absl::StatusOr<int64_t> WalkTrials(const TrialStore& store, const Terminology& terminology,
                                   absl::FunctionRef<void(const WalkedTrial&)> visit);

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_TRIAL_WALK_H_
