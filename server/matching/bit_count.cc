#include "matching/bit_count.h"

#include <bit>
#include <cstring>

namespace trialmatch {
namespace {

// Two words that are worked on together; every processor with 64 bits that we know of has such registers.
using Pair = uint64_t __attribute__((vector_size(16)));

Pair Load(const uint64_t* words) {
  Pair pair;
  std::memcpy(&pair, words, sizeof(pair));
  return pair;
}

size_t Count(Pair pair) { return static_cast<size_t>(std::popcount(pair[0]) + std::popcount(pair[1])); }

// The sum of three bits in each place: `low` becomes its lower bit; returns the higher.
Pair AddTo(Pair& low, Pair a, Pair b) {
  const Pair differ = low ^ a;
  const Pair carry = (low & a) | (differ & b);
  low = differ ^ b;
  return carry;
}

}  // namespace

size_t CountBits(absl::Span<const uint64_t> words) {
  Pair ones{}, twos{}, fours{};
  size_t eights = 0, i = 0;
  for (; i + 16 <= words.size(); i += 16) {
    const uint64_t* const w = words.data() + i;
    const Pair two_a = AddTo(ones, Load(w), Load(w + 2));
    const Pair two_b = AddTo(ones, Load(w + 4), Load(w + 6));
    const Pair four_a = AddTo(twos, two_a, two_b);
    const Pair two_c = AddTo(ones, Load(w + 8), Load(w + 10));
    const Pair two_d = AddTo(ones, Load(w + 12), Load(w + 14));
    const Pair four_b = AddTo(twos, two_c, two_d);
    eights += Count(AddTo(fours, four_a, four_b));
  }
  size_t count = 8 * eights + 4 * Count(fours) + 2 * Count(twos) + Count(ones);
  for (; i < words.size(); ++i) count += static_cast<size_t>(std::popcount(words[i]));
  return count;
}

}  // namespace trialmatch
