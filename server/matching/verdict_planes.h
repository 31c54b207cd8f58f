// Verdicts of many trials, two bits each.
#ifndef TRIALMATCH_MATCHING_VERDICT_PLANES_H_
#define TRIALMATCH_MATCHING_VERDICT_PLANES_H_

#include <cstddef>
#include <vector>

#include "domain/truth.h"
#include "matching/trial_bits.h"
#include "matching/trial_list.h"

namespace trialmatch {

// A verdict is possible unless FALSE, and certain when TRUE.
class VerdictPlanes {
 public:
  // All TRUE.
  explicit VerdictPlanes(size_t size) : size_(size), possible_(size, true), certain_(size, true) {}

  size_t size() const { return size_; }

  const TrialBits& possible() const { return possible_; }
  const TrialBits& certain() const { return certain_; }

  Truth operator[](size_t i) const {
    return certain_.Has(i) ? Truth::kTrue : possible_.Has(i) ? Truth::kUnknown : Truth::kFalse;
  }

  void Set(size_t i, Truth truth) {
    possible_.Put(i, truth != Truth::kFalse);
    certain_.Put(i, truth == Truth::kTrue);
  }

  // The verdicts of these trials become the lesser of themselves and `truth`.
  void Lower(const TrialList& trials, Truth truth) {
    if (truth != Truth::kTrue) trials.RemoveFrom(certain_);
    if (truth == Truth::kFalse) trials.RemoveFrom(possible_);
  }

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
