#include "matching/baseline_cache.h"

namespace trialmatch {

std::shared_ptr<const VerdictPlanes> BaselineCache::Find(absl::string_view class_truths) {
  const std::lock_guard lock(mutex_);
  const auto place = places_.find(class_truths);
  if (place == places_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, place->second);
  return place->second->second;
}

void BaselineCache::Put(const std::string& class_truths, std::shared_ptr<const VerdictPlanes> baseline) {
  const std::lock_guard lock(mutex_);
  if (places_.contains(class_truths)) return;  // another thread was faster
  entries_.emplace_front(class_truths, std::move(baseline));
  places_.emplace(entries_.front().first, entries_.begin());
  if (entries_.size() <= capacity_) return;
  places_.erase(entries_.back().first);
  entries_.pop_back();
}

}  // namespace trialmatch
