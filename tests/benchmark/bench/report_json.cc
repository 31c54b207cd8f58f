// The report for programs.
#include <set>

#include "rapidjson/prettywriter.h"
#include "rapidjson/stringbuffer.h"
#include "tests/benchmark/bench/report.h"

namespace trialmatch::bench {
namespace {

using Writer = rapidjson::PrettyWriter<rapidjson::StringBuffer>;

void Text(Writer& json, const char* key, const std::string& value) {
  json.Key(key);
  json.String(value.data(), static_cast<rapidjson::SizeType>(value.size()));
}

void Whole(Writer& json, const char* key, uint64_t value) {
  json.Key(key);
  json.Uint64(value);
}

void Number(Writer& json, const char* key, double value, int decimals) {
  json.Key(key);
  decimals == 0 ? json.Int64(static_cast<int64_t>(value)) : json.Double(value);
}

// Whether the figure stands even in a void run.
bool Voids(const std::string& key) {
  return key == "trials" || key == "disagreements" || key == "verdicts_compared";
}

void Value(Writer& json, const FigureKind& kind, const Figure& figure, bool void_run) {
  if (figure.rounds.empty() || (void_run && !Voids(kind.key))) {
    json.Key(kind.key);
    json.Null();
  } else {
    Number(json, kind.key, figure.rounds.Median(), kind.decimals);
  }
}

// What lies behind a value.
void Detail(Writer& json, const FigureKind& kind, const Figure& figure, bool void_run) {
  json.Key(kind.key);
  json.StartObject();
  if (!figure.rounds.empty()) {
    Whole(json, "rounds", figure.rounds.size());
    Number(json, "median", figure.rounds.Median(), kind.decimals);
    Number(json, "least", figure.rounds.Least(), kind.decimals);
    Number(json, "greatest", figure.rounds.Greatest(), kind.decimals);
  }
  Text(json, "judgement", void_run && !Voids(kind.key) ? "void" : Judge(kind, figure));
  json.EndObject();
}

}  // namespace

std::string ResultsAsJson(const Setting& setting, const Setup& setup, const Results& results) {
  rapidjson::StringBuffer buffer;
  Writer json(buffer);
  json.SetIndent(' ', 2);
  const bool void_run = results.void_run();
  json.StartObject();
  for (const FigureKind& kind : FigureKinds()) Value(json, kind, results.figures.at(kind.key), void_run);
  json.Key("details");
  json.StartObject();
  Text(json, "machine", setting.machine);
  Text(json, "build", setting.build);
  Text(json, "vector_path", setting.vector_path);
  Text(json, "date", setting.date);
  Whole(json, "seed", setup.seed);
  Whole(json, "rounds", setup.rounds);
  Whole(json, "patients_a_round", setup.patients);
  Whole(json, "noisy_rounds", results.noisy_rounds);
  Whole(json, "repeated_rounds", results.repeated_rounds);
  if (!results.calibrations.empty()) Number(json, "calibration_ns", results.calibrations.Median(), 0);
  json.Key("figures");
  json.StartObject();
  for (const FigureKind& kind : FigureKinds()) Detail(json, kind, results.figures.at(kind.key), void_run);
  json.EndObject();
  json.EndObject();
  json.EndObject();
  return std::string(buffer.GetString(), buffer.GetSize()) + "\n";
}

}  // namespace trialmatch::bench
