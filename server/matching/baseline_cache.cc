#include "matching/baseline_cache.h"

#include <utility>

namespace trialmatch {

std::shared_ptr<const Baseline> BaselineCache::Find(absl::string_view bundle_truths) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(bundle_truths);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return *place->second;
}

std::vector<std::shared_ptr<const Baseline>> BaselineCache::All() const {
  const std::lock_guard lock(mutex_);
  return {entries_.begin(), entries_.end()};
}

void BaselineCache::Put(std::shared_ptr<const Baseline> baseline) {
  std::shared_ptr<const Baseline> dropped;  // freed without the lock
  const std::lock_guard lock(mutex_);
  if (places_.contains(baseline->bundle_truths)) return;  // another thread was faster
  entries_.push_front(std::move(baseline));
  places_.emplace(entries_.front()->bundle_truths, entries_.begin());
  if (entries_.size() <= capacity_) return;
  places_.erase(entries_.back()->bundle_truths);
  dropped = std::move(entries_.back());
  entries_.pop_back();
}

void BaselineCache::Replace(std::shared_ptr<const Baseline> baseline) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(baseline->bundle_truths);
  if (place == places_.end()) return;
  const Entries::iterator entry = place->second;
  places_.erase(place);  // its key belongs to the one that goes
  baseline.swap(*entry);
  places_.emplace((*entry)->bundle_truths, entry);
}

size_t BaselineCache::size() const {
  const std::lock_guard lock(mutex_);
  return entries_.size();
}

}  // namespace trialmatch
