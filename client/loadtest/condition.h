// What is asked of the results: p99<20ms, errors>0.1%, match.max>=1s, achieved<99%.
#ifndef TRIALMATCH_CLIENT_LOADTEST_CONDITION_H_
#define TRIALMATCH_CLIENT_LOADTEST_CONDITION_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "client/loadtest/results.h"

namespace trialmatch::client::loadtest {

class Condition {
 public:
  // [SERIES.]METRIC OPERATOR VALUE, without regard to spaces:
  //   SERIES    all (default), match, check, list, get, stream, screen, control
  //   METRIC    min, mean, p50, p90, p95, p99, p999 (or p99.9), max with a time (20ms, 1.5s, 300us);
  //             errors with a share (0.1% or 0.001); achieved, of all, with calls a second (495) or a share
  //             of the offered (99%)
  //   OPERATOR  < <= > >=
  // InvalidArgument for anything else.
  static absl::StatusOr<Condition> Parse(absl::string_view text);

  // Nothing where there is nothing to ask: no such series, no calls of it, no answers to a percentile, or a
  // share of what was not offered.
  std::optional<bool> Holds(const Results& results) const;

  // As it was written.
  const std::string& text() const { return text_; }
  const std::string& series() const { return series_; }
  // Whether it needs an open loop: a share of the offered.
  bool of_offered() const { return of_offered_; }

  // The metric in `results`, for people ("23.4 ms"); "nothing to measure" where Holds() gives nothing.
  std::string Describe(const Results& results) const;

 private:
  // In nanoseconds, as a share, or calls a second.
  std::optional<double> Measure(const Results& results) const;

  std::string text_;
  std::string series_ = "all";
  std::string metric_;
  std::string comparison_;
  double value_ = 0;
  bool of_offered_ = false;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_CONDITION_H_
