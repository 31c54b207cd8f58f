#include "tests/benchmark/bench/cpu_clock.h"

#include <ctime>

namespace trialmatch::bench {
namespace {

int64_t Read(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

}  // namespace

int64_t ThreadCpu() { return Read(CLOCK_THREAD_CPUTIME_ID); }
int64_t ProcessCpu() { return Read(CLOCK_PROCESS_CPUTIME_ID); }
int64_t WallClock() { return Read(CLOCK_MONOTONIC); }

}  // namespace trialmatch::bench
