// The benchmark: see README.md in the folder above.
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tests/benchmark/bench/report.h"
#include "tests/benchmark/bench/run.h"
#include "tests/benchmark/bench/world.h"
#include "tests/benchmark/calls/call_measurements.h"
#include "tests/benchmark/calls/call_world.h"

ABSL_FLAG(uint64_t, trials, 500'000, "trials of the corpus");
ABSL_FLAG(uint64_t, few, 31'000, "trials from which growth is counted");
ABSL_FLAG(uint64_t, rounds, 7, "rounds of each measurement, whose median counts");
ABSL_FLAG(uint64_t, patients, 300, "patients a round, others in each");
ABSL_FLAG(uint64_t, batch_patients, 1'000'000, "patients in memory that a trial is asked of");
ABSL_FLAG(uint64_t, window_calls, 10'000, "calls at least in a window with updates, and in one without");
ABSL_FLAG(uint64_t, verdicts, 100'000'000, "verdicts to compare; 0: none, and no figure counts");
ABSL_FLAG(uint64_t, repeats, 3, "how often at most a round is repeated in which something else ran");
ABSL_FLAG(uint64_t, seed, 1, "of the corpus");
ABSL_FLAG(std::vector<std::string>, only, {}, "keys of the figures to measure; none: all");
ABSL_FLAG(std::string, json, "", "file for the results as JSON, or - for standard output after the table");

namespace trialmatch::bench {
namespace {

constexpr char kUsage[] =
    "trialmatch-bench: measures the engine on a corpus of trials and patients.\n"
    "Exit code: 0, 1 where the run is void because verdicts disagree, 2 where it could not be made.\n";

Setup ReadFlags() {
  Setup setup;
  setup.trials = absl::GetFlag(FLAGS_trials);
  setup.few_trials = absl::GetFlag(FLAGS_few);
  setup.rounds = absl::GetFlag(FLAGS_rounds);
  setup.patients = absl::GetFlag(FLAGS_patients);
  setup.batch_patients = absl::GetFlag(FLAGS_batch_patients);
  setup.window_calls = absl::GetFlag(FLAGS_window_calls);
  setup.verdicts = absl::GetFlag(FLAGS_verdicts);
  setup.repeats = absl::GetFlag(FLAGS_repeats);
  setup.seed = absl::GetFlag(FLAGS_seed);
  setup.json = absl::GetFlag(FLAGS_json);
  for (const std::string& key : absl::GetFlag(FLAGS_only)) setup.only.insert(key);
  return setup;
}

// Empty where the setup can be run.
std::string FaultOf(const Setup& setup) {
  if (setup.trials == 0 || setup.few_trials == 0 || setup.rounds == 0 || setup.patients == 0 ||
      setup.batch_patients == 0 || setup.window_calls == 0)
    return "--trials, --few, --rounds, --patients, --batch_patients and --window_calls are at least 1";
  for (const std::string& key : setup.only) {
    if (!IsFigure(key)) return "--only: there is no figure " + key;
  }
  return "";
}

int Run(const Setup& setup) {
  const std::string fault = FaultOf(setup);
  if (!fault.empty()) {
    std::cerr << "trialmatch-bench: " << fault << "\n";
    return 2;
  }
  World world(setup, std::cerr);
  Measurements measurements = MakeEngineMeasurements(world);
  CallWorld calls(world);
  for (auto& measurement : MakeCallMeasurements(calls)) measurements.push_back(std::move(measurement));
  const Results results = RunRounds(world, measurements);
  const Setting setting = DescribeSetting();
  std::cout << RenderTable(setting, setup, results);
  if (setup.json == "-") {
    std::cout << ResultsAsJson(setting, setup, results);
  } else if (!setup.json.empty()) {
    std::ofstream file(setup.json);
    file << ResultsAsJson(setting, setup, results);
    if (!file.flush()) {
      std::cerr << "trialmatch-bench: cannot write " << setup.json << "\n";
      return 2;
    }
  }
  return results.void_run() ? 1 : 0;
}

}  // namespace
}  // namespace trialmatch::bench

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(trialmatch::bench::kUsage);
  if (absl::ParseCommandLine(argc, argv).size() > 1) {
    std::cerr << "trialmatch-bench: takes flags only; --help names them\n";
    return 2;
  }
  return trialmatch::bench::Run(trialmatch::bench::ReadFlags());
}
