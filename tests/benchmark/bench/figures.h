// The figures of the benchmark: names, order, targets, and what was found.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_FIGURES_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_FIGURES_H_

#include <map>
#include <optional>
#include <string>

#include "absl/types/span.h"
#include "tests/benchmark/bench/samples.h"

namespace trialmatch::bench {

struct FigureKind {
  enum class Goal { kNone, kAtMost, kAtLeast };
  const char* key;
  const char* meaning;
  Goal goal = Goal::kNone;
  double target = 0;
  double must = 0;
  int decimals = 2;
};

// In the order of the table and of the JSON.
absl::Span<const FigureKind> FigureKinds();
bool IsFigure(const std::string& key);

// One value a round, whose median is the figure.
struct Figure {
  Samples rounds;
  // Why there is no value, or why it does not count.
  std::string reason;
};

// By key. What is not in here was not asked for.
using Figures = std::map<std::string, Figure>;

// "met", "must met", "MISSED", "not credited: ...", "-" where there is nothing to meet.
std::string Judge(const FigureKind& kind, const Figure& figure);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_FIGURES_H_
