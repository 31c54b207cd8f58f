// Trials that were read from the store and decoded, for the next answers that show them.
#ifndef TRIALMATCH_REGISTRY_STORED_TRIAL_CACHE_H_
#define TRIALMATCH_REGISTRY_STORED_TRIAL_CACHE_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "registry/trial_record_codec.h"

namespace trialmatch {

// The first trials of the ranked lists are much the same ones from patient to patient: a few thousand answer
// for most pages of a catalog of any size. Keeps those that were used lately, as many as there is room for.
// Safe for use by any number of threads.
class StoredTrialCache {
 public:
  // `max_bytes`: of all that is kept, about. 0: keeps nothing.
  explicit StoredTrialCache(size_t max_bytes) : max_shard_bytes_(max_bytes / kShards) {}

  // The trial as it was at `revision`; absent: is not kept.
  std::optional<StoredTrial> Find(absl::string_view trial_id, int64_t revision);

  // `bytes`: what the trial takes, about. A trial that is kept already stays.
  void Add(int64_t revision, const StoredTrial& trial, size_t bytes);

  size_t BytesUsed() const;

 private:
  static constexpr size_t kShards = 16;  // so that threads rarely meet

  using Key = std::pair<absl::string_view, int64_t>;  // into the entry's trial
  struct Entry {
    StoredTrial trial;
    int64_t revision = 0;
    size_t bytes = 0;
    // Since it came to the front: then it gets there once more before it has to go. Moving it at each use
    // would reach for its neighbours too, which are in no cache.
    bool used = false;
  };
  struct Shard {
    mutable std::mutex mutex;
    std::list<Entry> entries;  // those to go come last
    absl::flat_hash_map<Key, std::list<Entry>::iterator> by_key;
    size_t bytes = 0;
  };

  Shard& ShardOf(const Key& key);

  const size_t max_shard_bytes_;
  std::array<Shard, kShards> shards_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_STORED_TRIAL_CACHE_H_
