// What three times as many calls as a server can answer do to it.
#ifndef TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OVERLOAD_H_
#define TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OVERLOAD_H_

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>

#include "absl/status/statusor.h"
#include "client/loadtest/clock.h"
#include "tests/benchmark/bench/samples.h"

namespace trialmatch::bench {

struct OverloadSetup {
  size_t trials = 20'000;
  size_t patients = 200;
  size_t rounds = 5;
  // Of a window; a round has four.
  client::loadtest::Nanos window = 5 * client::loadtest::kSecond;
  uint64_t seed = 1;
};

// One value a round, but for the counts.
struct OverloadFigures {
  Samples call_cpu_micros;  // of a call alone on the server, client included
  Samples peak;             // calls a second
  Samples goodput_share;    // at three times the peak ÷ the peak
  Samples refusal_millis;   // median
  Samples refusal_cpu_micros;
  Samples answer_millis;         // 99th percentile
  Samples other_cores;           // what else ran on the machine
  int64_t refused = 0, odd = 0;  // of the calls at three times the peak
  double growth_bytes = 0;       // of the process' memory, from the first window to the largest
};

// Serves one match at a time, offers it once and three times what one caller gets from it, and takes the
// greatest goodput of a round but that of the overload for the peak.
absl::StatusOr<OverloadFigures> RunOverload(const OverloadSetup& setup, std::ostream& progress);

// A table; and whether all that must hold does.
std::string RenderOverload(const OverloadFigures& figures);
bool HoldsUp(const OverloadFigures& figures);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OVERLOAD_H_
