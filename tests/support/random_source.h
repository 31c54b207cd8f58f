// Random choices that a seed repeats, on every platform.
#ifndef TRIALMATCH_TESTS_SUPPORT_RANDOM_SOURCE_H_
#define TRIALMATCH_TESTS_SUPPORT_RANDOM_SOURCE_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <utility>
#include <vector>

namespace trialmatch {

// The distributions of the standard library differ between platforms; its engine does not.
class RandomSource {
 public:
  explicit RandomSource(uint64_t seed) : engine_(seed) {}

  uint64_t Next() { return engine_(); }
  // 0 to n - 1.
  size_t Below(size_t n) { return static_cast<size_t>(engine_() % n); }
  // Both ends inclusive.
  int Between(int low, int high) {
    return low + static_cast<int>(Below(static_cast<size_t>(high - low + 1)));
  }
  bool Chance(int percent) { return Between(0, 99) < percent; }

  template <typename T>
  const T& Pick(const std::vector<T>& values) {
    return values[Below(values.size())];
  }
  template <typename T>
  T Pick(std::initializer_list<T> values) {
    return values.begin()[Below(values.size())];
  }
  // std::shuffle may draw differently elsewhere.
  template <typename T>
  void Shuffle(std::vector<T>& values) {
    for (size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[Below(i)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_RANDOM_SOURCE_H_
