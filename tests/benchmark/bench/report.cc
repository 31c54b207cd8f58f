#include "tests/benchmark/bench/report.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "tests/benchmark/bench/machine.h"
#include "tests/benchmark/bench/match_engine.h"

namespace trialmatch::bench {
namespace {

using Row = std::array<std::string, 6>;

// Columns on the screen: every letter here is one wide.
size_t Width(const std::string& text) {
  return static_cast<size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string Number(double value, const FigureKind& kind) {
  return absl::StrFormat("%.*f", kind.decimals, value);
}

std::string Bound(const FigureKind& kind, double bound) {
  if (kind.goal == FigureKind::Goal::kNone) return "";
  return absl::StrCat(kind.goal == FigureKind::Goal::kAtMost ? "≤ " : "≥ ", bound);
}

Row RowOf(const FigureKind& kind, const Figure& figure) {
  const bool any = !figure.rounds.empty();
  std::string value = any ? Number(figure.rounds.Median(), kind) : "-";
  std::string range;
  if (figure.rounds.size() > 1) {
    range = absl::StrCat(Number(figure.rounds.Least(), kind), " to ", Number(figure.rounds.Greatest(), kind));
  }
  return {kind.meaning, value, range, Bound(kind, kind.target), Bound(kind, kind.must), Judge(kind, figure)};
}

// The first column and the last are aligned to the left.
std::string Render(const std::vector<Row>& rows) {
  std::array<size_t, 6> widths{};
  for (const Row& row : rows) {
    for (size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], Width(row[c]));
  }
  std::string text;
  for (const Row& row : rows) {
    for (size_t c = 0; c < row.size(); ++c) {
      const std::string space(widths[c] - Width(row[c]), ' ');
      if (c == 0) {
        absl::StrAppend(&text, row[c], space);
      } else if (c + 1 < row.size()) {
        absl::StrAppend(&text, "  ", space, row[c]);
      } else {
        absl::StrAppend(&text, "  ", row[c], "\n");
      }
    }
  }
  return text;
}

std::string NoiseLine(const Results& results) {
  if (results.calibrations.empty()) return "";
  std::string line = absl::StrFormat("calibration: median %.2f ms, %.2f to %.2f; %d rounds repeated",
                                     results.calibrations.Median() / 1e6, results.calibrations.Least() / 1e6,
                                     results.calibrations.Greatest() / 1e6, results.repeated_rounds);
  if (!results.noise_known) return absl::StrCat(line, "; what else ran is not known here\n");
  if (results.noisy_rounds == 0) return absl::StrCat(line, "\n");
  return absl::StrCat(line, "\nNOISY: during ", results.noisy_rounds,
                      " rounds something else used more than 0.06 of a core\n");
}

}  // namespace

Setting DescribeSetting() {
  return {DescribeMachine(), DescribeBuild(), VectorPath(),
          absl::FormatTime("%Y-%m-%d %H:%M UTC", absl::Now(), absl::UTCTimeZone())};
}

std::string RenderTable(const Setting& setting, const Setup& setup, const Results& results) {
  std::vector<Row> rows = {{"figure", "value", "range", "target", "must", ""}};
  for (const FigureKind& kind : FigureKinds()) rows.push_back(RowOf(kind, results.figures.at(kind.key)));
  std::string text =
      absl::StrCat(setting.date, "; ", setting.machine, "\n", setting.build,
                   "; instructions: ", setting.vector_path, "; seed ", setup.seed, "; ", setup.rounds,
                   " rounds of ", setup.patients, " patients\n", NoiseLine(results), "\n", Render(rows));
  if (results.void_run()) absl::StrAppend(&text, "\nVOID: verdicts disagree, and no figure counts\n");
  if (!results.compared()) absl::StrAppend(&text, "\nNo verdicts were compared: no figure counts.\n");
  return text;
}

}  // namespace trialmatch::bench
