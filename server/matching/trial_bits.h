// A set of trials by position, one bit each.
#ifndef TRIALMATCH_MATCHING_TRIAL_BITS_H_
#define TRIALMATCH_MATCHING_TRIAL_BITS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace trialmatch {

// Positions are below the size; the bits beyond it in the last word mean nothing.
class TrialBits {
 public:
  TrialBits() : TrialBits(0, false) {}
  TrialBits(size_t size, bool value) : words_((size + 63) / 64, value ? ~uint64_t{0} : 0) {}

  bool Has(size_t i) const { return words_[i / 64] >> (i % 64) & 1; }
  void Add(size_t i) { words_[i / 64] |= uint64_t{1} << (i % 64); }
  void Remove(size_t i) { words_[i / 64] &= ~(uint64_t{1} << (i % 64)); }
  void Put(size_t i, bool value) { value ? Add(i) : Remove(i); }

  // New positions are not in the set.
  void Grow(size_t size) { words_.resize((size + 63) / 64); }
  // 64 positions each, the lowest bit first.
  absl::Span<const uint64_t> words() const { return words_; }
  absl::Span<uint64_t> words() { return absl::MakeSpan(words_); }

  // The other set has the same size.
  void KeepAll(const TrialBits& other) {
    for (size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
  }
  void AddAll(const TrialBits& other) {
    for (size_t w = 0; w < words_.size(); ++w) words_[w] |= other.words_[w];
  }
  void RemoveAll(const TrialBits& other) {
    for (size_t w = 0; w < words_.size(); ++w) words_[w] &= ~other.words_[w];
  }

  // Ascending.
  template <typename Visit>
  void ForEach(Visit visit) const {
    for (size_t w = 0; w < words_.size(); ++w) {
      for (uint64_t word = words_[w]; word != 0; word &= word - 1) {
        visit(64 * w + static_cast<size_t>(std::countr_zero(word)));
      }
    }
  }

 private:
  std::vector<uint64_t> words_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_BITS_H_
