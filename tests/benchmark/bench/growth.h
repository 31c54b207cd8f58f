// How the cost of a match grows with the number of trials: t ~ n ^ exponent.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_GROWTH_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_GROWTH_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/bench/world.h"

namespace trialmatch::bench {

// From few trials to all, and from few to as many of which the others are irrelevant for everybody.
class Growth final : public Measurement {
 public:
  // The world outlives it.
  explicit Growth(World& world) : world_(world) {}

  std::vector<std::string> keys() const override { return {"growth_same_mix", "growth_irrelevant"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  World& world_;
  Samples few_micros_;  // a median a round
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_GROWTH_H_
