// Trials that have something in common, a label or a place: few as positions, many as bits.
#ifndef TRIALMATCH_MATCHING_TRIAL_LIST_H_
#define TRIALMATCH_MATCHING_TRIAL_LIST_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "matching/trial_bits.h"

namespace trialmatch {

// Filled once, in ascending order, then packed.
class TrialList {
 public:
  void Append(uint32_t position) {
    if (positions_.empty() || positions_.back() != position) positions_.push_back(position);
  }

  // Turns to bits where those are at most `times` as large. Bits are added and removed some four times as
  // fast as positions of the same size. `size`: of all trials.
  void Pack(size_t size, size_t times = 1) {
    positions_.shrink_to_fit();
    if (positions_.size() * 32 * times < size || positions_.empty()) return;
    bits_.emplace(size, false);
    for (const uint32_t position : positions_) bits_->Add(position);
    positions_ = {};
  }

  void AddTo(TrialBits& bits) const {
    if (bits_) return bits.AddAll(*bits_);
    for (const uint32_t position : positions_) bits.Add(position);
  }
  void RemoveFrom(TrialBits& bits) const {
    if (bits_) return bits.RemoveAll(*bits_);
    for (const uint32_t position : positions_) bits.Remove(position);
  }

  size_t BytesUsed() const {
    return sizeof(*this) + positions_.capacity() * sizeof(uint32_t) +
           (bits_ ? bits_->words().size() * sizeof(uint64_t) : 0);
  }

 private:
  std::vector<uint32_t> positions_;
  std::optional<TrialBits> bits_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_LIST_H_
