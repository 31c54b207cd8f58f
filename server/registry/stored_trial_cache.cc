#include "registry/stored_trial_cache.h"

#include <iterator>
#include <utility>

#include "absl/hash/hash.h"

namespace trialmatch {

StoredTrialCache::Shard& StoredTrialCache::ShardOf(const Key& key) {
  // Not by the lowest bits: by those a shard's map tells its keys apart.
  return shards_[uint64_t{absl::Hash<Key>()(key)} >> 32 & (kShards - 1)];
}

std::optional<StoredTrial> StoredTrialCache::Find(absl::string_view trial_id, int64_t revision) {
  const Key key(trial_id, revision);
  Shard& shard = ShardOf(key);
  const std::lock_guard<std::mutex> lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) return std::nullopt;
  found->second->used = true;
  return found->second->trial;
}

void StoredTrialCache::Add(int64_t revision, const StoredTrial& trial, size_t bytes) {
  if (bytes > max_shard_bytes_) return;
  const Key key(trial.trial->id, revision);
  Shard& shard = ShardOf(key);
  std::list<Entry> evicted;  // destroyed when others may use the shard again
  const std::lock_guard<std::mutex> lock(shard.mutex);
  if (shard.by_key.contains(key)) return;
  while (shard.bytes + bytes > max_shard_bytes_) {
    Entry& last = shard.entries.back();
    if (std::exchange(last.used, false)) {
      shard.entries.splice(shard.entries.begin(), shard.entries, std::prev(shard.entries.end()));
      continue;
    }
    shard.bytes -= last.bytes;
    shard.by_key.erase(Key(last.trial.trial->id, last.revision));
    evicted.splice(evicted.end(), shard.entries, std::prev(shard.entries.end()));
  }
  shard.entries.push_front({trial, revision, bytes});
  shard.by_key.emplace(key, shard.entries.begin());
  shard.bytes += bytes;
}

size_t StoredTrialCache::BytesUsed() const {
  size_t bytes = 0;
  for (const Shard& shard : shards_) {
    const std::lock_guard<std::mutex> lock(shard.mutex);
    bytes += shard.bytes;
  }
  return bytes;
}

}  // namespace trialmatch
