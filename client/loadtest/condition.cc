#include "client/loadtest/condition.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "client/loadtest/mix.h"
#include "client/loadtest/words.h"

namespace trialmatch::client::loadtest {
namespace {

absl::Status Fault(absl::string_view text, absl::string_view reason) {
  return absl::InvalidArgumentError(
      absl::StrCat("\"", text, "\" is no condition such as p99<20ms: ", reason));
}

bool IsSeries(absl::string_view name) {
  return name == "all" || name == "control" ||
         std::any_of(std::begin(kMethods), std::end(kMethods), [&](Method m) { return name == NameOf(m); });
}

const Quantile* FindQuantile(absl::string_view name) {
  const auto* found = std::find_if(std::begin(kQuantiles), std::end(kQuantiles),
                                   [&](const Quantile& q) { return name == q.name; });
  return found == std::end(kQuantiles) ? nullptr : found;
}

bool IsTime(absl::string_view metric) {
  return metric == "min" || metric == "mean" || metric == "max" || FindQuantile(metric) != nullptr;
}

std::optional<double> ParseTime(absl::string_view text) {
  absl::Duration duration;
  if (!absl::ParseDuration(text, &duration) || duration < absl::ZeroDuration()) return std::nullopt;
  return absl::ToDoubleNanoseconds(duration);
}

// "0.1%" is 0.001.
std::optional<double> ParseNumber(absl::string_view text, bool percent) {
  double value = 0;
  if (percent) text.remove_suffix(1);
  if (!absl::SimpleAtod(text, &value) || !std::isfinite(value) || value < 0) return std::nullopt;
  return percent ? value / 100 : value;
}

double TimeOf(const Histogram& latency, const std::string& metric) {
  if (metric == "min") return static_cast<double>(latency.least());
  if (metric == "max") return static_cast<double>(latency.greatest());
  if (metric == "mean") return latency.mean();
  return static_cast<double>(latency.Percentile(FindQuantile(metric)->share));
}

}  // namespace

absl::StatusOr<Condition> Condition::Parse(absl::string_view text) {
  const std::string dense = absl::StrReplaceAll(text, {{" ", ""}, {"p99.9", "p999"}});
  const size_t at = dense.find_first_of("<>");
  if (at == std::string::npos) return Fault(text, "want one of < <= > >=");
  Condition condition;
  condition.text_ = std::string(absl::StripAsciiWhitespace(text));
  condition.comparison_ = dense.substr(at, dense.size() > at + 1 && dense[at + 1] == '=' ? 2 : 1);
  condition.metric_ = dense.substr(0, at);
  const size_t dot = condition.metric_.find('.');
  if (dot != std::string::npos) {
    condition.series_ = condition.metric_.substr(0, dot);
    condition.metric_.erase(0, dot + 1);
  }
  if (!IsSeries(condition.series_))
    return Fault(text, absl::StrCat("there is no series ", condition.series_));
  const std::string value = dense.substr(at + condition.comparison_.size());
  const bool percent = absl::EndsWith(value, "%");
  std::optional<double> parsed;
  if (IsTime(condition.metric_)) {
    parsed = ParseTime(value);
    if (!parsed) return Fault(text, "want a time such as 20ms, 1.5s or 300us");
  } else if (condition.metric_ == "errors") {
    parsed = ParseNumber(value, percent);
    if (!parsed || *parsed > 1) return Fault(text, "want a share such as 0.1% or 0.001");
  } else if (condition.metric_ == "achieved" && condition.series_ == "all") {
    parsed = ParseNumber(value, percent);
    condition.of_offered_ = percent;
    if (!parsed) return Fault(text, "want calls a second, or a share of the offered such as 99%");
  } else {
    return Fault(text,
                 "the metrics are min, mean, p50, p90, p95, p99, p999, max, errors, and of all achieved");
  }
  condition.value_ = *parsed;
  return condition;
}

std::optional<double> Condition::Measure(const Results& results) const {
  const Series* series = FindSeries(results, series_);
  if (series == nullptr || series->calls() == 0) return std::nullopt;
  if (metric_ == "errors") return series->error_share();
  if (metric_ == "achieved") {
    if (!of_offered_) return results.achieved;
    if (!results.offered || *results.offered == 0) return std::nullopt;
    return results.achieved / *results.offered;
  }
  if (series->latency.empty()) return std::nullopt;
  return TimeOf(series->latency, metric_);
}

std::optional<bool> Condition::Holds(const Results& results) const {
  const std::optional<double> measured = Measure(results);
  if (!measured) return std::nullopt;
  if (comparison_ == "<") return *measured < value_;
  if (comparison_ == "<=") return *measured <= value_;
  if (comparison_ == ">") return *measured > value_;
  return *measured >= value_;
}

std::string Condition::Describe(const Results& results) const {
  const std::optional<double> measured = Measure(results);
  if (!measured) return "nothing to measure";
  if (IsTime(metric_)) return Duration(*measured);
  if (metric_ == "errors" || of_offered_) return Percent(*measured);
  return Rate(*measured);
}

}  // namespace trialmatch::client::loadtest
