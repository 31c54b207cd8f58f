// Verdicts of many trials, two bits each.
#ifndef TRIALMATCH_MATCHING_VERDICT_PLANES_H_
#define TRIALMATCH_MATCHING_VERDICT_PLANES_H_

#include <cstddef>
#include <vector>

#include "domain/truth.h"
#include "matching/trial_bits.h"

namespace trialmatch {

struct VerdictTotals {
  size_t true_count = 0;
  size_t unknown_count = 0;
  size_t false_count = 0;

  friend bool operator==(const VerdictTotals& a, const VerdictTotals& b) = default;
};

// A verdict is possible unless FALSE, and certain when TRUE.
class VerdictPlanes {
 public:
  // All TRUE.
  explicit VerdictPlanes(size_t size) : size_(size), possible_(size, true), certain_(size, true) {}

  size_t size() const { return size_; }

  Truth operator[](size_t i) const {
    return certain_.Has(i) ? Truth::kTrue : possible_.Has(i) ? Truth::kUnknown : Truth::kFalse;
  }

  void Set(size_t i, Truth truth) {
    possible_.Put(i, truth != Truth::kFalse);
    certain_.Put(i, truth == Truth::kTrue);
  }

  // To the lesser of itself and `truth`, which is not guessed.
  void Lower(size_t i, Truth truth) {
    certain_.words()[i / 64] &= ~(uint64_t{truth != Truth::kTrue} << (i % 64));
    possible_.words()[i / 64] &= ~(uint64_t{truth == Truth::kFalse} << (i % 64));
  }

  VerdictTotals Count() const {
    const size_t possible = possible_.Count(size_), certain = certain_.Count(size_);
    return {certain, possible - certain, size_ - possible};
  }

  // What is certain is possible; bits beyond the size mean nothing.
  const TrialBits& possible() const { return possible_; }
  const TrialBits& certain() const { return certain_; }
  TrialBits& possible() { return possible_; }
  TrialBits& certain() { return certain_; }

  std::vector<Truth> ToTruths() const {
    std::vector<Truth> truths(size_);
    for (size_t i = 0; i < size_; ++i) truths[i] = (*this)[i];
    return truths;
  }

 private:
  size_t size_;
  TrialBits possible_;
  TrialBits certain_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_VERDICT_PLANES_H_
