#include "tests/benchmark/bench/screen_cost.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/evaluator.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

// Patients of the corpus to which nothing else comes.
constexpr uint64_t kFirstPatient = 2'000'000'000;
// A round.
constexpr size_t kTrials = 200, kSubjects = 100;
constexpr uint64_t kMostTold = 10;

}  // namespace

absl::Status ScreenCost::Prepare() {
  PatientBatchBuilder builder(*world_.corpus().terminology());
  const size_t size = world_.setup().batch_patients;
  const int64_t began = ThreadCpu();
  for (size_t i = 0; i < size; ++i) {
    const CorpusPatient patient = world_.corpus().MakePatient(kFirstPatient + i);
    builder.Add(patient.patient, patient.options);
  }
  batch_ = std::move(builder).Build();
  world_.Say(absl::StrCat("a batch of ", size, " patients: ", batch_->BytesUsed() / size, " bytes and ",
                          (ThreadCpu() - began) / static_cast<int64_t>(1'000 * size),
                          " µs each, making them included"));
  return absl::OkStatus();
}

absl::StatusOr<RoundValues> ScreenCost::RunRound(uint64_t, RoundWatch& watch) {
  // Spread over the corpus, others in each round.
  const size_t trial_count = world_.setup().trials, step = std::max<size_t>(1, trial_count / kTrials);
  std::vector<Trial> trials;
  for (size_t i = 0; i < std::min(kTrials, trial_count); ++i) {
    trials.push_back(world_.corpus().MakeTrial((i * step + rounds_) % trial_count));
  }
  std::vector<size_t> subjects;
  for (size_t i = 0; i < std::min(kSubjects, batch_->size()); ++i) {
    subjects.push_back((i * (batch_->size() / kSubjects + 1) + rounds_) % batch_->size());
  }
  ++rounds_;
  Samples nanos;
  std::vector<Found> found;
  watch.Start();
  for (const Trial& trial : trials) {
    std::optional<absl::StatusOr<BatchVerdicts>> screened;
    const int64_t cost = CpuOf([&] { screened.emplace(Screen(trial, *batch_, [] { return false; })); });
    if (!screened->ok()) return screened->status();
    nanos.Add(static_cast<double>(cost) / static_cast<double>(batch_->size()));
    Found& truths = found.emplace_back();
    for (const size_t subject : subjects) truths.push_back((**screened)[subject]);
  }
  watch.Stop();
  Compare(trials, subjects, found);
  return RoundValues{{"screen_ns_per_patient", nanos.Median()}};
}

void ScreenCost::Compare(const std::vector<Trial>& trials, const std::vector<size_t>& subjects,
                         const std::vector<Found>& found) {
  for (size_t s = 0; s < subjects.size(); ++s) {
    const CorpusPatient made = world_.corpus().MakePatient(kFirstPatient + subjects[s]);
    const PatientView patient = world_.corpus().View(made);
    for (size_t t = 0; t < trials.size(); ++t) {
      ++compared_;
      Truth truth = found[t][s];
      if (world_.setup().planted_fault == t) truth = truth == Truth::kTrue ? Truth::kFalse : Truth::kTrue;
      if (truth == Evaluate(trials[t], patient)) continue;
      if (++disagreements_ > kMostTold) continue;
      world_.Say(absl::StrCat("trial ", trials[t].id, ": the batch is wrong about patient ", subjects[s]));
    }
  }
}

void ScreenCost::Conclude(Figures& figures) {
  world_.Say(absl::StrCat(compared_, " verdicts of the batch were compared with a whole evaluation"));
  Samples& disagreements = figures["disagreements"].rounds;
  if (disagreements.empty() || disagreements_ > 0) {
    disagreements.Add(static_cast<double>(disagreements_));
  }
  Samples& compared = figures["verdicts_compared"].rounds;
  if (compared.empty()) compared.Add(static_cast<double>(compared_));
}

}  // namespace trialmatch::bench
