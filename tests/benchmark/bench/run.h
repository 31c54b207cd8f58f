// One run of the benchmark: all measurements, round by round.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_RUN_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_RUN_H_

#include <cstddef>
#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "tests/benchmark/bench/figures.h"
#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/bench/setup.h"
#include "tests/benchmark/bench/world.h"

namespace trialmatch::bench {

struct Results {
  Figures figures;
  Samples calibrations;     // nanoseconds
  size_t noisy_rounds = 0;  // kept although something else ran
  size_t repeated_rounds = 0;
  bool noise_known = true;

  // True iff a verdict was found to be wrong.
  bool void_run() const;
  // True iff there is something that the figures can be believed by.
  bool compared() const;
};

using Measurements = std::vector<std::unique_ptr<Measurement>>;

// Those of the engine, which need no server.
Measurements MakeEngineMeasurements(World& world);

// Runs those measurements of which a figure was asked for.
Results RunRounds(World& world, const Measurements& measurements);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_RUN_H_
