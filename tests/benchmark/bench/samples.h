// Measured values and what is said of them.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_SAMPLES_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_SAMPLES_H_

#include <cstddef>
#include <vector>

namespace trialmatch::bench {

class Samples {
 public:
  void Add(double value) { values_.push_back(value); }

  bool empty() const { return values_.empty(); }
  size_t size() const { return values_.size(); }

  // The value that a share (0 to 1) of the values does not exceed; of an even number of values the median is
  // the upper one of the two in the middle. Not empty.
  double At(double share) const;
  double Median() const { return At(0.5); }
  double Least() const { return At(0); }
  double Greatest() const { return At(1); }

 private:
  std::vector<double> values_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_SAMPLES_H_
