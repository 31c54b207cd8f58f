// The overload test: see README.md in the folder above.
#include <iostream>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tests/benchmark/overload/overload.h"

ABSL_FLAG(uint64_t, trials, 20'000, "trials of the corpus");
ABSL_FLAG(uint64_t, patients, 200, "patients, asked for in turn");
ABSL_FLAG(uint64_t, rounds, 5, "rounds, whose median counts");
ABSL_FLAG(uint64_t, seconds, 5, "length of a window; a round has four");
ABSL_FLAG(uint64_t, seed, 1, "of the corpus");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "trialmatch-overload: offers a server three times the calls that it can answer.\n"
      "Exit code: 0, 1 where it does not hold up, 2 where the test could not be made.\n");
  trialmatch::bench::OverloadSetup setup;
  const bool extra = absl::ParseCommandLine(argc, argv).size() > 1;
  setup.trials = absl::GetFlag(FLAGS_trials);
  setup.patients = absl::GetFlag(FLAGS_patients);
  setup.rounds = absl::GetFlag(FLAGS_rounds);
  setup.window = static_cast<int64_t>(absl::GetFlag(FLAGS_seconds)) * trialmatch::client::loadtest::kSecond;
  setup.seed = absl::GetFlag(FLAGS_seed);
  if (extra || setup.trials == 0 || setup.patients == 0 || setup.rounds == 0 || setup.window == 0) {
    std::cerr << "trialmatch-overload: takes flags only, and each of them at least 1\n";
    return 2;
  }
  const auto figures = trialmatch::bench::RunOverload(setup, std::cerr);
  if (!figures.ok()) {
    std::cerr << "trialmatch-overload: " << figures.status().message() << "\n";
    return 2;
  }
  std::cout << trialmatch::bench::RenderOverload(*figures);
  const bool holds = trialmatch::bench::HoldsUp(*figures);
  std::cout << (holds ? "holds up" : "DOES NOT HOLD UP") << "\n";
  return holds ? 0 : 1;
}
