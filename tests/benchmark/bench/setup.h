// What one run of the benchmark is to do.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_SETUP_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_SETUP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>

namespace trialmatch::bench {

struct Setup {
  size_t trials = 500'000;
  // Where growth is counted from.
  size_t few_trials = 31'000;
  size_t rounds = 7;
  // Distinct ones a round, and drawn anew for each.
  size_t patients = 300;
  // Of whom one trial is asked together.
  size_t batch_patients = 1'000'000;
  // Calls at least in a window with updates, and in one without.
  size_t window_calls = 10'000;
  // To be compared in all rounds together.
  uint64_t verdicts = 100'000'000;
  // How often a round is repeated in which something else ran.
  size_t repeats = 3;
  uint64_t seed = 1;
  // Keys; empty: all figures.
  std::set<std::string> only;
  // Where the JSON goes; "-": standard output, after the table; empty: nowhere.
  std::string json;
  // A trial whose verdict the index is taken to have got wrong: the run must then be void.
  std::optional<size_t> planted_fault;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_SETUP_H_
