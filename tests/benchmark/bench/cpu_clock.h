// CPU time, which other work on the machine disturbs less than it disturbs wall time.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_CPU_CLOCK_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_CPU_CLOCK_H_

#include <cstdint>

namespace trialmatch::bench {

// All in nanoseconds, of this thread, of this process with all its threads, and on the steady clock.
int64_t ThreadCpu();
int64_t ProcessCpu();
int64_t WallClock();

// How long `work` takes this thread, in nanoseconds of CPU.
template <typename Work>
int64_t CpuOf(Work work) {
  const int64_t began = ThreadCpu();
  work();
  return ThreadCpu() - began;
}

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_CPU_CLOCK_H_
