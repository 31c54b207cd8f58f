#include "tests/benchmark/bench/growth.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

// Where few trials already cost more, growing slowly from there is no merit.
constexpr double kMostFewMicros = 60;

absl::StatusOr<double> MedianMicros(const MatchEngine& engine, const std::vector<CorpusPatient>& patients) {
  Samples micros;
  for (const CorpusPatient& patient : patients) {
    absl::StatusOr<MatchAnswer> answer;
    micros.Add(static_cast<double>(CpuOf([&] { answer = engine.Match(patient); })) / 1e3);
    if (!answer.ok()) return answer.status();
  }
  return micros.Median();
}

}  // namespace

absl::Status Growth::Prepare() {
  const Setup& setup = world_.setup();
  if (setup.few_trials >= setup.trials) {
    return absl::FailedPreconditionError(absl::StrCat("needs more than ", setup.few_trials, " trials"));
  }
  world_.Few();
  world_.All();
  world_.Diluted();
  return absl::OkStatus();
}

absl::StatusOr<RoundValues> Growth::RunRound(uint64_t first_patient, RoundWatch& watch) {
  const std::vector<CorpusPatient> patients = world_.Patients(first_patient);
  watch.Start();
  const absl::StatusOr<double> few = MedianMicros(world_.Few(), patients);
  const absl::StatusOr<double> all = MedianMicros(world_.All(), patients);
  const absl::StatusOr<double> diluted = MedianMicros(world_.Diluted(), patients);
  watch.Stop();
  for (const absl::StatusOr<double>& micros : {few, all, diluted}) {
    if (!micros.ok()) return micros.status();
  }
  few_micros_.Add(*few);
  const Setup& setup = world_.setup();
  const double growth = std::log(static_cast<double>(setup.trials) / static_cast<double>(setup.few_trials));
  return RoundValues{{"growth_same_mix", std::log(*all / *few) / growth},
                     {"growth_irrelevant", std::log(*diluted / *few) / growth}};
}

void Growth::Conclude(Figures& figures) {
  const double few = few_micros_.Median();
  world_.Say(absl::StrCat("a match of few trials: ", few, " µs"));
  if (few > kMostFewMicros) {
    figures["growth_irrelevant"].reason = absl::StrCat("few trials take more than ", kMostFewMicros, " µs");
  }
}

}  // namespace trialmatch::bench
