// What a run measured.
#ifndef TRIALMATCH_CLIENT_LOADTEST_RESULTS_H_
#define TRIALMATCH_CLIENT_LOADTEST_RESULTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/loadtest/clock.h"
#include "client/loadtest/histogram.h"
#include "grpcpp/support/status_code_enum.h"

namespace trialmatch::client::loadtest {

// The calls of one kind whose intended start lies in the measured window.
struct Series {
  std::string name = {};
  // From the intended start to the last byte of the answer. Of the calls that were answered OK, and of those
  // that ran out of time, with the time they waited: to leave those out would flatter. Other failures are
  // left out, since a refusal is faster than any answer.
  Histogram latency = {};
  std::map<grpc::StatusCode, int64_t> codes = {};
  // Of the answers that were OK.
  int64_t answer_bytes = 0;

  void Add(grpc::StatusCode code, Nanos took, int64_t bytes);
  void Merge(const Series& other);
  int64_t calls() const;
  int64_t errors() const { return calls() - ok(); }
  int64_t ok() const;
  // Errors among the calls; 0: no calls.
  double error_share() const;
};

struct Results {
  // Length of the measured window.
  Nanos window = 0;
  // Calls that were meant to start in the window, a second; none in a closed loop, which offers what it gets.
  std::optional<double> offered;
  // Calls that were answered OK within the window, whenever they started, a second.
  double achieved = 0;
  Series all{.name = "all"};
  // In the order of the mix.
  std::vector<Series> methods;
  // The echo in the same schedule; none: there was none.
  std::optional<Series> control;
  // How much later than meant the generator issued calls; empty in a closed loop.
  Histogram lateness;
  // Calls that waited because too many were in flight.
  int64_t held = 0;
  // CPU that the process (generator and echo) used, in cores.
  double cores = 0;
};

// The series of that name ("all", a method, "control"); null: there is none.
const Series* FindSeries(const Results& results, const std::string& name);

// Percentiles that are reported, by name.
struct Quantile {
  const char* name;  // as in conditions and JSON
  const char* title;
  double share;
};
inline constexpr Quantile kQuantiles[] = {{"p50", "p50", 0.5},
                                          {"p90", "p90", 0.9},
                                          {"p95", "p95", 0.95},
                                          {"p99", "p99", 0.99},
                                          {"p999", "p99.9", 0.999}};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_RESULTS_H_
