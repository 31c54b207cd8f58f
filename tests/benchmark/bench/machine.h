// What the benchmark runs on.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_MACHINE_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_MACHINE_H_

#include <cstdint>
#include <optional>
#include <string>

namespace trialmatch::bench {

// Processor, cores, system; then compiler and whether it optimised.
std::string DescribeMachine();
std::string DescribeBuild();

// How much of the machine everything but this process uses, other guests of the host ("steal") included.
class OtherWork {
 public:
  void Start();
  // In cores since Start(), to 0.01 of a core in a second; empty where the system does not say.
  std::optional<double> Cores() const;

 private:
  int64_t wall_ = 0;
  int64_t own_ = 0;
  std::optional<int64_t> all_;
};

// A piece of integer work that is always the same and stays in the nearest cache: how fast this core is now,
// in nanoseconds of CPU.
int64_t RunCalibration();

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_MACHINE_H_
