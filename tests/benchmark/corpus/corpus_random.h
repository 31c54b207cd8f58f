// Random choices of the corpus: the same on every platform and in every build.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_RANDOM_H_
#define TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_RANDOM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

namespace trialmatch {

// Mixes 64 bits so that neighbours have nothing in common (the finaliser of splitmix64).
uint64_t MixBits(uint64_t bits);

// What a generator draws for: each has numbers of its own, so that a change in one moves nothing in another.
enum class CorpusStream : uint8_t { kVocabulary, kCatalog, kTrial, kIrrelevantTrial, kPatient };

// xoshiro256**, seeded by splitmix64. Integers only: no distribution or floating point of a library.
class CorpusRandom {
 public:
  // The `n`-th thing of a stream depends on nothing before it.
  CorpusRandom(uint64_t seed, CorpusStream stream, uint64_t n);

  uint64_t Next();
  // 0 to n - 1; n > 0.
  uint32_t Below(uint32_t n) { return static_cast<uint32_t>((Next() >> 32) * n >> 32); }
  // Both ends inclusive.
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<uint32_t>(high - low + 1)));
  }
  bool Chance(int per_mille) { return static_cast<int>(Below(1000)) < per_mille; }
  // The index of one of the weights, chosen in proportion to them; not all are 0.
  size_t Weighted(std::initializer_list<int> weights);

  template <typename T>
  const T& Pick(const std::vector<T>& values) {
    return values[Below(static_cast<uint32_t>(values.size()))];
  }
  template <typename T>
  T Pick(std::initializer_list<T> values) {
    return values.begin()[Below(static_cast<uint32_t>(values.size()))];
  }

 private:
  std::array<uint64_t, 4> state_;
};

// Draws an index with probability in proportion to given weights, in logarithmic time. Immutable.
class WeightedLaw {
 public:
  WeightedLaw() = default;
  explicit WeightedLaw(const std::vector<uint64_t>& weights);
  // The law of Zipf and Mandelbrot: rank r, from 0, in proportion to 1 / (r + shift).
  static WeightedLaw Zipf(size_t size, uint32_t shift);

  size_t size() const { return sums_.size(); }
  // The law is not empty.
  uint32_t Draw(CorpusRandom& random) const;

 private:
  std::vector<uint64_t> sums_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_BENCHMARK_CORPUS_CORPUS_RANDOM_H_
