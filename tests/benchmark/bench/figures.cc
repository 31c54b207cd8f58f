#include "tests/benchmark/bench/figures.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace trialmatch::bench {
namespace {

constexpr auto kNone = FigureKind::Goal::kNone;
constexpr auto kAtMost = FigureKind::Goal::kAtMost;
constexpr auto kAtLeast = FigureKind::Goal::kAtLeast;

constexpr FigureKind kKinds[] = {
    {"trials", "trials of the corpus", kNone, 0, 0, 0},
    {"disagreements", "verdicts in which index, scan and definition differ", kAtMost, 0, 0, 0},
    {"verdicts_compared", "verdicts compared", kAtLeast, 1e8, 1e8, 0},
    {"match_cpu_us_p50", "CPU of a match, median, µs", kAtMost, 250, 600, 1},
    {"match_cpu_us_p99", "CPU of a match, 99th percentile, µs", kAtMost, 600, 1500, 1},
    {"linear_over_index", "compiled linear scan ÷ index", kAtLeast, 60, 25, 1},
    {"plain_over_index", "plain evaluator ÷ index", kAtLeast, 500, 200, 1},
    {"growth_same_mix", "growth exponent, same mix", kAtMost, 0.9, 1.0},
    {"growth_irrelevant", "growth exponent, irrelevant trials added", kAtMost, 0.2, 0.4},
    {"transport_efficiency", "(echo + match) ÷ MatchTrials call", kAtLeast, 0.9, 0.75},
    {"explained_call_us", "CPU of a call with 50 explained trials, µs", kAtMost, 1500, 4000, 0},
    {"batch_gain", "CPU of a unary call ÷ of an item in batches of 64", kAtLeast, 1.5, 1.1},
    {"screen_ns_per_patient", "a trial over patients in memory, ns a patient", kAtMost, 2, 5},
    {"screen_stream_over_echo", "streamed patient ÷ streamed echo", kAtMost, 1.3, 2},
    {"update_disturbance", "99th percentile with updates ÷ without", kAtMost, 1.15, 1.5},
    {"index_bytes_per_trial", "bytes of the index a trial", kAtMost, 200, 500, 0},
    {"scan_ns_per_trial", "linear scan, ns a trial", kNone, 0, 0, 1},
    {"evaluator_ns_per_trial", "plain evaluator, ns a trial", kNone, 0, 0, 1},
};

}  // namespace

absl::Span<const FigureKind> FigureKinds() { return kKinds; }

bool IsFigure(const std::string& key) {
  return std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&key](const FigureKind& kind) { return key == kind.key; });
}

std::string Judge(const FigureKind& kind, const Figure& figure) {
  if (figure.rounds.empty()) return figure.reason;
  if (!figure.reason.empty()) return absl::StrCat("not credited: ", figure.reason);
  if (kind.goal == kNone) return "-";
  const double value = figure.rounds.Median();
  const auto holds = [&](double bound) { return kind.goal == kAtMost ? value <= bound : value >= bound; };
  if (holds(kind.target)) return "met";
  return holds(kind.must) ? "must met" : "MISSED";
}

}  // namespace trialmatch::bench
