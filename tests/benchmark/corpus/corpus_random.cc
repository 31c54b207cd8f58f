#include "tests/benchmark/corpus/corpus_random.h"

#include <algorithm>
#include <bit>

namespace trialmatch {
namespace {

constexpr uint64_t kGolden = 0x9e3779b97f4a7c15;

}  // namespace

uint64_t MixBits(uint64_t bits) {
  bits = (bits ^ (bits >> 30)) * 0xbf58476d1ce4e5b9;
  bits = (bits ^ (bits >> 27)) * 0x94d049bb133111eb;
  return bits ^ (bits >> 31);
}

CorpusRandom::CorpusRandom(uint64_t seed, CorpusStream stream, uint64_t n) {
  uint64_t x = MixBits(MixBits(seed + kGolden) + static_cast<uint64_t>(stream)) ^ MixBits(n * kGolden + 1);
  for (uint64_t& word : state_) word = MixBits(x += kGolden);
}

uint64_t CorpusRandom::Next() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

size_t CorpusRandom::Weighted(std::initializer_list<int> weights) {
  int total = 0;
  for (const int weight : weights) total += weight;
  int left = static_cast<int>(Below(static_cast<uint32_t>(total)));
  size_t index = 0;
  for (const int weight : weights) {
    if (left < weight) break;
    left -= weight;
    ++index;
  }
  return index;
}

WeightedLaw::WeightedLaw(const std::vector<uint64_t>& weights) {
  uint64_t sum = 0;
  sums_.reserve(weights.size());
  for (const uint64_t weight : weights) sums_.push_back(sum += weight);
}

WeightedLaw WeightedLaw::Zipf(size_t size, uint32_t shift) {
  std::vector<uint64_t> weights;
  weights.reserve(size);
  for (size_t rank = 0; rank < size; ++rank) weights.push_back((uint64_t{1} << 40) / (rank + shift));
  return WeightedLaw(weights);
}

uint32_t WeightedLaw::Draw(CorpusRandom& random) const {
  // The sums stay far below 2^64: 64 random bits over their total leave no bias worth the name.
  const uint64_t point = random.Next() % sums_.back();
  return static_cast<uint32_t>(std::upper_bound(sums_.begin(), sums_.end(), point) - sums_.begin());
}

}  // namespace trialmatch
