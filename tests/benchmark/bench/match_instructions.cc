// match-instructions: matches under `valgrind --tool=callgrind --instr-atstart=no`, which counts the
// instructions of nothing else; see instructions.sh in the folder above. Without valgrind it only prints what
// it would be.
#include <cstdio>
#include <vector>

#include "tests/benchmark/bench/machine.h"
#include "tests/benchmark/bench/match_engine.h"
#include "tests/benchmark/corpus/corpus.h"
#include "valgrind/callgrind.h"

namespace trialmatch::bench {
namespace {

constexpr uint64_t kSeed = 1;
constexpr size_t kTrials = 31'000;
// Enough that a few patients who differ between two versions of the corpus do not matter.
constexpr size_t kPatients = 64;
// Before anything is counted, and other ones: what is cached is then there.
constexpr uint64_t kFirstWarm = 1'000'000;
constexpr size_t kWarmPatients = 32;

// False where a match fails.
bool CountMatches() {
  const Corpus corpus(kSeed);
  const MatchEngine engine(
      kTrials, [&corpus](size_t n) { return corpus.MakeTrial(n); }, *corpus.terminology());
  for (size_t i = 0; i < kWarmPatients; ++i) {
    if (!engine.Match(corpus.MakePatient(kFirstWarm + i)).ok()) return false;
  }
  const std::vector<CorpusPatient> patients = corpus.MakePatients(kPatients);
  bool all_ok = true;
  CALLGRIND_START_INSTRUMENTATION;
  for (const CorpusPatient& patient : patients) all_ok = engine.Match(patient).ok() && all_ok;
  CALLGRIND_STOP_INSTRUMENTATION;
  return all_ok;
}

}  // namespace
}  // namespace trialmatch::bench

// Prints how many matches were counted, and by which build.
int main() {
  if (!trialmatch::bench::CountMatches()) {
    std::fprintf(stderr, "match-instructions: a match failed\n");
    return 1;
  }
  std::printf("matches %zu\nbuild %s, %s\n", trialmatch::bench::kPatients,
              trialmatch::bench::DescribeBuild().c_str(), trialmatch::bench::VectorPath().c_str());
  return 0;
}
