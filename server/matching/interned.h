// Each distinct value once, by a dense number.
#ifndef TRIALMATCH_MATCHING_INTERNED_H_
#define TRIALMATCH_MATCHING_INTERNED_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

namespace trialmatch {

// `Add` is not safe for use by several threads.
template <typename T>
class Interned {
 public:
  // The number of the value with this key, the same for all with it; `make` gives the value of a new one.
  template <typename Make>
  uint32_t Add(std::string key, Make make) {
    const auto [entry, is_new] = ids_.try_emplace(std::move(key), static_cast<uint32_t>(values_.size()));
    if (is_new) values_.push_back(make());
    return entry->second;
  }
  // The keys are given back, nothing more can be added.
  void Finish() {
    ids_ = {};
    values_.shrink_to_fit();
  }

  size_t size() const { return values_.size(); }
  const T& operator[](uint32_t id) const { return values_[id]; }
  const std::vector<T>& values() const { return values_; }
  // Without what the values own themselves.
  size_t BytesUsed() const { return values_.capacity() * sizeof(T); }

 private:
  absl::flat_hash_map<std::string, uint32_t> ids_;
  std::vector<T> values_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_INTERNED_H_
