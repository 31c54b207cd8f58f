#include "client/loadtest/recorder.h"

#include <utility>

namespace trialmatch::client::loadtest {

Recorder::Recorder(std::vector<std::string> names, const Window& window) : window_(window) {
  for (std::string& name : names) {
    series_.emplace_back();
    series_.back().name = std::move(name);
  }
}

void Recorder::Issued(Nanos intended, Nanos late) {
  if (!window_.Has(intended)) return;
  const absl::MutexLock lock(&mutex_);
  lateness_.Add(late);
}

void Recorder::Held(Nanos intended) {
  if (!window_.Has(intended)) return;
  const absl::MutexLock lock(&mutex_);
  ++held_;
}

void Recorder::Ended(size_t series, Nanos intended, const Outcome& outcome) {
  const auto bytes = static_cast<int64_t>(outcome.answer.Length());
  const Nanos took = outcome.ended - intended;
  const absl::MutexLock lock(&mutex_);
  if (window_.Has(intended)) series_[series].Add(outcome.status.error_code(), took, bytes);
  if (series + 1 == series_.size()) return;
  so_far_.Add(outcome.status.error_code(), took, bytes);
  if (outcome.status.ok() && window_.Has(outcome.ended)) ++achieved_;
}

Live Recorder::live() const {
  const absl::MutexLock lock(&mutex_);
  return {so_far_.calls(), so_far_.errors(), so_far_.latency.Percentile(0.99)};
}

Results Recorder::Take() {
  const absl::MutexLock lock(&mutex_);
  Results results;
  results.window = window_.to - window_.from;
  results.achieved = static_cast<double>(achieved_) / (static_cast<double>(results.window) / kSecond);
  results.control = std::move(series_.back());
  series_.pop_back();
  for (const Series& series : series_) results.all.Merge(series);
  results.methods = std::move(series_);
  results.lateness = std::move(lateness_);
  results.held = held_;
  return results;
}

}  // namespace trialmatch::client::loadtest
