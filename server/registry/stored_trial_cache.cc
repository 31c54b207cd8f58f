#include "registry/stored_trial_cache.h"

#include "absl/hash/hash.h"

namespace trialmatch {

StoredTrialCache::Shard& StoredTrialCache::ShardOf(const Key& key) {
  return shards_[absl::Hash<Key>()(key) % kShards];
}

std::optional<StoredTrial> StoredTrialCache::Find(absl::string_view trial_id, int64_t revision) {
  const Key key(trial_id, revision);
  Shard& shard = ShardOf(key);
  const std::lock_guard<std::mutex> lock(shard.mutex);
  const auto found = shard.by_key.find(key);
  if (found == shard.by_key.end()) return std::nullopt;
  shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
  return found->second->trial;
}

void StoredTrialCache::Add(int64_t revision, const StoredTrial& trial, size_t bytes) {
  if (bytes > max_shard_bytes_) return;
  const Key key(trial.trial->id, revision);
  Shard& shard = ShardOf(key);
  std::list<Entry> evicted;  // destroyed when others may use the shard again
  const std::lock_guard<std::mutex> lock(shard.mutex);
  if (shard.by_key.contains(key)) return;
  shard.entries.push_front({trial, revision, bytes});
  shard.by_key.emplace(key, shard.entries.begin());
  shard.bytes += bytes;
  while (shard.bytes > max_shard_bytes_) {
    const Entry& last = shard.entries.back();
    shard.bytes -= last.bytes;
    shard.by_key.erase(Key(last.trial.trial->id, last.revision));
    evicted.splice(evicted.end(), shard.entries, std::prev(shard.entries.end()));
  }
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
