// The results for people and for programs.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_REPORT_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_REPORT_H_

#include <string>

#include "tests/benchmark/bench/run.h"
#include "tests/benchmark/bench/setup.h"

namespace trialmatch::bench {

// Where, when and of what the results are.
struct Setting {
  std::string machine, build, vector_path, date;
};
Setting DescribeSetting();

// What they are of, then a figure a line.
std::string RenderTable(const Setting& setting, const Setup& setup, const Results& results);

// One object: the keys of FigureKinds() in their order, each the median of the rounds or null, then
// "details": the setting, ranges, and the reason of each null. Of a void run only what voids it has a value.
std::string ResultsAsJson(const Setting& setting, const Setup& setup, const Results& results);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_REPORT_H_
