#include "tests/benchmark/overload/overload.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/targets.h"
#include "tests/benchmark/bench/cpu_clock.h"
#include "tests/benchmark/bench/machine.h"
#include "tests/benchmark/bench/world.h"
#include "tests/benchmark/calls/call_world.h"
#include "tests/benchmark/overload/offered_load.h"

namespace trialmatch::bench {
namespace {

using client::loadtest::kSecond;
using client::loadtest::Lines;
using client::loadtest::Method;
using client::loadtest::Target;

constexpr double kOverload = 3;
// Explained, so that a call is at least a millisecond of work.
constexpr int kExplained = 30;
constexpr double kLeastCallMicros = 1'000, kLeastGoodput = 0.9, kMostRefusalMillis = 5;
constexpr double kMostGrowth = 128 << 20;

// Resident, of this process.
double MemoryBytes() {
  std::ifstream file("/proc/self/statm");
  double all = 0, resident = 0;
  file >> all >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

absl::StatusOr<Target> MakeTarget(World& world) {
  CallWorld calls(world);
  absl::StatusOr<std::vector<AskedPatient>> patients = calls.Ask(World::kWarmPatients);
  if (!patients.ok()) return patients.status();
  client::loadtest::Material material;
  *material.match.mutable_options() = patients->front().options;
  material.match.set_explanation(v1::EXPLANATION_LEVEL_FULL);
  material.match.set_scope(v1::MATCH_SCOPE_ALL);
  material.match.set_page_size(kExplained);
  for (AskedPatient& patient : *patients) material.patients.push_back(std::move(patient.message));
  return client::loadtest::MakeTargets({{Method::kMatch, 1}}, material).front();
}

double AtLeastOne(int64_t count) { return static_cast<double>(std::max<int64_t>(1, count)); }

// Of CPU of the process, since it was at `began`.
double Micros(int64_t began) { return static_cast<double>(ProcessCpu() - began) / 1e3; }

// One round, and what it says.
class Round {
 public:
  Round(client::loadtest::Line& line, const Target& target, client::loadtest::Nanos window)
      : line_(line), requests_(target.requests), window_(window) {}

  void Run(OverloadFigures& figures) {
    OtherWork others;
    others.Start();
    const int64_t began = ProcessCpu();
    const LoadOutcome alone = AskInTurn(line_, requests_, window_);
    const double call_micros = Micros(began) / AtLeastOne(alone.answered);
    const LoadOutcome once = OfferLoad(line_, requests_, alone.goodput, window_);
    const LoadOutcome more = OfferLoad(line_, requests_, 1.5 * alone.goodput, window_);
    const double peak = std::max({alone.goodput, once.goodput, more.goodput});
    const int64_t flooded = ProcessCpu();
    const LoadOutcome flood = OfferLoad(line_, requests_, kOverload * peak, window_);
    const double answers_micros = static_cast<double>(flood.answered) * call_micros;
    figures.refusal_cpu_micros.Add((Micros(flooded) - answers_micros) / AtLeastOne(flood.refused));
    figures.other_cores.Add(others.Cores().value_or(0));
    figures.call_cpu_micros.Add(call_micros);
    figures.peak.Add(peak);
    figures.goodput_share.Add(flood.goodput / peak);
    figures.refusal_millis.Add(static_cast<double>(flood.refusal_times.Percentile(0.5)) / 1e6);
    figures.answer_millis.Add(static_cast<double>(flood.answer_times.Percentile(0.99)) / 1e6);
    figures.refused += flood.refused;
    figures.odd += alone.odd + once.odd + more.odd + flood.odd;
  }

 private:
  client::loadtest::Line& line_;
  const client::loadtest::Prepared& requests_;
  const client::loadtest::Nanos window_;
};

}  // namespace

absl::StatusOr<OverloadFigures> RunOverload(const OverloadSetup& setup, std::ostream& progress) {
  Setup bench;
  bench.trials = setup.trials;
  bench.patients = setup.patients;
  bench.seed = setup.seed;
  World world(bench, progress);
  const absl::StatusOr<Target> target = MakeTarget(world);
  if (!target.ok()) return target.status();
  const absl::StatusOr<std::unique_ptr<CorpusServer>> server =
      CorpusServer::Start(world.corpus(), setup.trials, 1);
  if (!server.ok()) return server.status();
  Lines lines((*server)->address(), 1, false);
  if (!lines.Connect(30 * kSecond)) return absl::UnavailableError("no connection to the server");
  client::loadtest::Line& line = *lines.server().front();
  // What is read once is read, and all threads are there.
  OverloadFigures warm, figures;
  Round(line, *target, setup.window).Run(warm);
  const double before = MemoryBytes();
  for (size_t round = 0; round < setup.rounds; ++round) {
    Round(line, *target, setup.window).Run(figures);
    figures.growth_bytes = std::max(figures.growth_bytes, MemoryBytes() - before);
    world.Say(absl::StrFormat("round %d of %d", round + 1, setup.rounds));
  }
  return figures;
}

std::string RenderOverload(const OverloadFigures& figures) {
  const auto row = [](const char* what, const Samples& values, const char* must) {
    return absl::StrFormat("%-58s %9.2f  %9.2f to %-9.2f %s\n", what, values.Median(), values.Least(),
                           values.Greatest(), must);
  };
  std::string table = row("CPU of a call, client included, µs", figures.call_cpu_micros, ">= 1000");
  table += row("peak, calls a second", figures.peak, "");
  table += row("goodput at three times the peak / peak", figures.goodput_share, ">= 0.9");
  table += row("median time to a refusal, ms", figures.refusal_millis, "<= 5");
  table += row("CPU of a refusal, client included, µs", figures.refusal_cpu_micros, "");
  table += row("99th percentile of the answers meanwhile, ms", figures.answer_millis, "");
  table += row("what else ran on the machine, cores", figures.other_cores, "");
  absl::StrAppendFormat(&table, "%-57s %9d\n", "refused with the time to come back", figures.refused);
  absl::StrAppendFormat(&table, "%-57s %9d %26s\n", "neither answered nor refused so", figures.odd, "0");
  absl::StrAppendFormat(&table, "%-57s %9.1f %30s\n", "growth of the memory, MB", figures.growth_bytes / 1e6,
                        "<= 134");
  return table;
}

bool HoldsUp(const OverloadFigures& figures) {
  return figures.call_cpu_micros.Median() >= kLeastCallMicros &&
         figures.goodput_share.Median() >= kLeastGoodput && figures.refused > 0 && figures.odd == 0 &&
         figures.refusal_millis.Median() <= kMostRefusalMillis && figures.growth_bytes <= kMostGrowth;
}

}  // namespace trialmatch::bench
