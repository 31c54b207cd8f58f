#include "matching/bit_count.h"

#include <bit>

namespace trialmatch {
namespace {

// The sum of three bits in each of 64 places: `low` becomes its lower bit; returns the higher.
uint64_t AddTo(uint64_t& low, uint64_t a, uint64_t b) {
  const uint64_t differ = low ^ a;
  const uint64_t carry = (low & a) | (differ & b);
  low = differ ^ b;
  return carry;
}

}  // namespace

size_t CountBits(absl::Span<const uint64_t> words) {
  uint64_t ones = 0, twos = 0, fours = 0;
  size_t eights = 0, i = 0;
  for (; i + 8 <= words.size(); i += 8) {
    const uint64_t* const w = words.data() + i;
    const uint64_t two_a = AddTo(ones, w[0], w[1]);
    const uint64_t two_b = AddTo(ones, w[2], w[3]);
    const uint64_t four_a = AddTo(twos, two_a, two_b);
    const uint64_t two_c = AddTo(ones, w[4], w[5]);
    const uint64_t two_d = AddTo(ones, w[6], w[7]);
    const uint64_t four_b = AddTo(twos, two_c, two_d);
    eights += static_cast<size_t>(std::popcount(AddTo(fours, four_a, four_b)));
  }
  size_t count = 8 * eights + static_cast<size_t>(4 * std::popcount(fours) + 2 * std::popcount(twos) +
                                                  std::popcount(ones));
  for (; i < words.size(); ++i) count += static_cast<size_t>(std::popcount(words[i]));
  return count;
}

}  // namespace trialmatch
