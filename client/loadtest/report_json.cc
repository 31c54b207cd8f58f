// The report for programs.
#include "client/loadtest/report.h"
#include "client/loadtest/words.h"
#include "rapidjson/prettywriter.h"
#include "rapidjson/stringbuffer.h"

namespace trialmatch::client::loadtest {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void Text(Writer& json, const char* key, const std::string& value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void Number(Writer& json, const char* key, double value) {
  json.Key(key);
  json.Double(value);
}

void Whole(Writer& json, const char* key, int64_t value) {
  json.Key(key);
  json.Int64(value);
}

// An empty one is null.
void Latency(Writer& json, const char* key, const Histogram& latency) {
  json.Key(key);
  if (latency.empty()) {
    json.Null();
    return;
  }
  const auto micros = [](double nanos) { return nanos / kMicrosecond; };
  json.StartObject();
  Number(json, "min", micros(static_cast<double>(latency.least())));
  Number(json, "mean", micros(latency.mean()));
  for (const Quantile& quantile : kQuantiles) {
    Number(json, quantile.name, micros(static_cast<double>(latency.Percentile(quantile.share))));
  }
  Number(json, "max", micros(static_cast<double>(latency.greatest())));
  json.EndObject();
}

void SeriesObject(Writer& json, const Series& series) {
  json.StartObject();
  Text(json, "name", series.name);
  Whole(json, "calls", series.calls());
  Whole(json, "errors", series.errors());
  Number(json, "error_share", series.error_share());
  json.Key("codes");
  json.StartObject();
  for (const auto& [code, count] : series.codes) Whole(json, CodeName(code).c_str(), count);
  json.EndObject();
  Whole(json, "answer_bytes", series.answer_bytes);
  Latency(json, "latency_us", series.latency);
  json.EndObject();
}

void Ratios(Writer& json, const Histogram& server, const Histogram& control) {
  json.Key("over_control");
  if (server.empty() || control.empty()) {
    json.Null();
    return;
  }
  json.StartObject();
  for (const Quantile& quantile : kQuantiles) {
    Number(json, quantile.name,
           static_cast<double>(server.Percentile(quantile.share)) /
               static_cast<double>(control.Percentile(quantile.share)));
  }
  json.EndObject();
}

void ResultsObject(Writer& json, const Results& results) {
  json.StartObject();
  Number(json, "window_seconds", static_cast<double>(results.window) / kSecond);
  json.Key("offered_rate");
  results.offered ? json.Double(*results.offered) : json.Null();
  Number(json, "achieved_rate", results.achieved);
  json.Key("all");
  SeriesObject(json, results.all);
  json.Key("methods");
  json.StartArray();
  for (const Series& series : results.methods) SeriesObject(json, series);
  json.EndArray();
  json.Key("control");
  if (results.control) {
    SeriesObject(json, *results.control);
    Ratios(json, results.all.latency, results.control->latency);
  } else {
    json.Null();
  }
  Latency(json, "issued_late_us", results.lateness);
  Whole(json, "held", results.held);
  Number(json, "generator_cores", results.cores);
  Text(json, "doubts", Doubts(results));
  json.EndObject();
}

void SetupObject(Writer& json, const Report& report) {
  const RunPlan& plan = report.setup.plan;
  json.StartObject();
  Text(json, "server", report.server);
  Whole(json, "connections", report.setup.connections);
  json.Key("rate");
  plan.rate > 0 ? json.Double(plan.rate) : json.Null();
  Text(json, "arrivals", plan.arrivals == Arrivals::kPoisson ? "poisson" : "constant");
  json.Key("concurrency");
  plan.rate > 0 ? json.Null() : json.Int(plan.concurrency);
  Number(json, "warmup_seconds", static_cast<double>(plan.warmup) / kSecond);
  Number(json, "duration_seconds", static_cast<double>(plan.duration) / kSecond);
  Number(json, "timeout_seconds", static_cast<double>(plan.timeout) / kSecond);
  Whole(json, "control_every", plan.control_every);
  json.Key("seed");
  json.Uint64(plan.seed);
  json.Key("mix");
  json.StartObject();
  for (const Share& share : plan.mix) Whole(json, NameOf(share.method).c_str(), share.weight);
  json.EndObject();
  Whole(json, "patients", static_cast<int64_t>(report.patients));
  json.EndObject();
}

void Search(Writer& json, const Report& report) {
  Number(json, "found_rate", report.found_rate);
  json.Key("tries");
  json.StartArray();
  for (const Try& one : report.tries) {
    json.StartObject();
    Number(json, "rate", one.rate);
    json.Key("held");
    json.Bool(one.held);
    json.Key("results");
    ResultsObject(json, one.results);
    json.EndObject();
  }
  json.EndArray();
}

}  // namespace

std::string ReportAsJson(const Report& report) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.SetIndent(' ', 1);
  json.SetMaxDecimalPlaces(6);
  json.StartObject();
  json.Key("setup");
  SetupObject(json, report);
  Number(json, "percentile_relative_error", Histogram::kRelativeError);
  if (!report.setup.find_rate.empty()) Search(json, report);
  json.Key("results");
  ResultsObject(json, report.results);
  json.Key("failed");
  json.StartArray();
  for (const Condition& condition : report.setup.fail_if) {
    if (condition.Holds(report.results).value_or(true)) json.String(condition.text().c_str());
  }
  json.EndArray();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace trialmatch::client::loadtest
