// All that is measured through a server.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_MEASUREMENTS_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_MEASUREMENTS_H_

#include "tests/benchmark/bench/run.h"
#include "tests/benchmark/calls/call_world.h"

namespace trialmatch::bench {

// `calls` outlives them.
Measurements MakeCallMeasurements(CallWorld& calls);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_MEASUREMENTS_H_
