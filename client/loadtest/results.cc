#include "client/loadtest/results.h"

namespace trialmatch::client::loadtest {

void Series::Add(grpc::StatusCode code, Nanos took, int64_t bytes) {
  ++codes[code];
  if (code == grpc::StatusCode::OK) answer_bytes += bytes;
  if (code == grpc::StatusCode::OK || code == grpc::StatusCode::DEADLINE_EXCEEDED) latency.Add(took);
}

void Series::Merge(const Series& other) {
  latency.Merge(other.latency);
  for (const auto& [code, count] : other.codes) codes[code] += count;
  answer_bytes += other.answer_bytes;
}

int64_t Series::calls() const {
  int64_t calls = 0;
  for (const auto& [code, count] : codes) calls += count;
  return calls;
}

int64_t Series::ok() const {
  const auto found = codes.find(grpc::StatusCode::OK);
  return found == codes.end() ? 0 : found->second;
}

double Series::error_share() const {
  const int64_t all = calls();
  return all == 0 ? 0 : static_cast<double>(all - ok()) / static_cast<double>(all);
}

const Series* FindSeries(const Results& results, const std::string& name) {
  if (name == results.all.name) return &results.all;
  if (results.control && name == results.control->name) return &*results.control;
  for (const Series& series : results.methods) {
    if (series.name == name) return &series;
  }
  return nullptr;
}

}  // namespace trialmatch::client::loadtest
