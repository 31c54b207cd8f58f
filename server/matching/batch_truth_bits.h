// A truth as two bits, as columns of a batch have it.
#ifndef TRIALMATCH_MATCHING_BATCH_TRUTH_BITS_H_
#define TRIALMATCH_MATCHING_BATCH_TRUTH_BITS_H_

#include <cstdint>

#include "domain/truth.h"

namespace trialmatch {

// So that AND and OR are bitwise.
constexpr uint8_t kPossibleBit = 1, kCertainBit = 2;
constexpr uint8_t BitsOf(Truth truth) {
  return truth == Truth::kTrue ? kPossibleBit | kCertainBit : truth == Truth::kUnknown ? kPossibleBit : 0;
}

constexpr Truth TruthOfBits(uint8_t bits) {
  if ((bits & kCertainBit) != 0) return Truth::kTrue;
  return (bits & kPossibleBit) != 0 ? Truth::kUnknown : Truth::kFalse;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_TRUTH_BITS_H_
