// A set of trials by position, one bit each.
#ifndef TRIALMATCH_MATCHING_TRIAL_BITS_H_
#define TRIALMATCH_MATCHING_TRIAL_BITS_H_

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "matching/plane_kernels.h"

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

  // The other sets have the same size.
  void KeepAll(const TrialBits& other) {
    for (size_t w = 0; w < words_.size(); ++w) words_[w] &= other.words_[w];
  }
  void AddAll(const TrialBits& other) {
    ThePlaneKernels().add(words_.data(), other.words_.data(), words_.size());
  }
  void RemoveAll(const TrialBits& other) {
    ThePlaneKernels().remove(words_.data(), other.words_.data(), words_.size());
  }
  void AddCommon(const TrialBits& a, const TrialBits& b) {
    ThePlaneKernels().add_common(words_.data(), a.words_.data(), b.words_.data(), words_.size());
  }

  // How many positions below `size`, that of the set, it has.
  size_t Count(size_t size) const {
    const size_t whole = size / 64;
    size_t count = ThePlaneKernels().count(words_.data(), whole);
    if (size % 64 != 0) {
      const uint64_t last = words_[whole] & ((uint64_t{1} << (size % 64)) - 1);
      count += static_cast<size_t>(std::popcount(last));
    }
    return count;
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
