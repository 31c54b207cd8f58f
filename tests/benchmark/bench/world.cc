#include "tests/benchmark/bench/world.h"

#include <malloc.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

double HeapBytes() {
  const auto heap = mallinfo2();
  return static_cast<double>(heap.uordblks) + static_cast<double>(heap.hblkhd);
}

}  // namespace

std::vector<CorpusPatient> World::Patients(uint64_t first) {
  std::vector<CorpusPatient> patients;
  for (size_t i = 0; i < setup_.patients; ++i) patients.push_back(corpus_.MakePatient(first + i));
  for (MatchEngine* engine : {all_.get(), few_.get(), diluted_.get()}) {
    if (engine != nullptr) engine->ReadAhead(patients);
  }
  return patients;
}

std::unique_ptr<MatchEngine> World::Build(const char* what, size_t size, MatchEngine::TrialSource trials) {
  const int64_t began = ThreadCpu();
  auto engine = std::make_unique<MatchEngine>(size, std::move(trials), *corpus_.terminology());
  for (const CorpusPatient& patient : Patients(kWarmPatients)) engine->Match(patient).status().IgnoreError();
  Say(absl::StrCat("built ", what, ": ", size, " trials, ", (ThreadCpu() - began) / 1'000'000, " ms of CPU"));
  return engine;
}

const MatchEngine& World::All() {
  if (all_ == nullptr) {
    const double before = HeapBytes();
    all_ = Build("all", setup_.trials, [this](size_t n) { return corpus_.MakeTrial(n); });
    bytes_per_trial_ = (HeapBytes() - before) / static_cast<double>(setup_.trials);
  }
  return *all_;
}

const MatchEngine& World::Few() {
  if (few_ == nullptr) {
    few_ = Build("few", setup_.few_trials, [this](size_t n) { return corpus_.MakeTrial(n); });
  }
  return *few_;
}

const MatchEngine& World::Diluted() {
  if (diluted_ == nullptr) {
    diluted_ = Build("few among irrelevant ones", setup_.trials, [this](size_t n) {
      const size_t few = setup_.few_trials;
      return n < few ? corpus_.MakeTrial(n) : corpus_.MakeIrrelevantTrial(n - few);
    });
  }
  return *diluted_;
}

double World::BytesPerTrial() {
  All();
  return bytes_per_trial_;
}

}  // namespace trialmatch::bench
