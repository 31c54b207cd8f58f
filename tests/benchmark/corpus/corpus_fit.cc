// corpus-fit [trials [patients [seed]]]: prints how the corpus is made, for comparison with
// measure_registry.py.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/benchmark/corpus/corpus_figures.h"

namespace trialmatch {
namespace {

double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

// Of this process, in bytes; 0 where the system does not say.
double ResidentBytes() {
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  unsigned long long size = 0, resident = 0;
  const int read = std::fscanf(file, "%llu %llu", &size, &resident);
  std::fclose(file);
  return read == 2 ? static_cast<double>(resident) * 4096 : 0;
}

void PrintFigures(const CorpusFigures& figures, size_t half_distinct) {
  std::printf("labels a trial         %s\n", figures.labels.ToString().c_str());
  std::printf("predicates a trial     %s\n", figures.predicates.ToString().c_str());
  std::printf("inclusions a trial     %s\n", figures.inclusion_lines.ToString().c_str());
  std::printf("exclusions a trial     %s\n", figures.exclusion_lines.ToString().c_str());
  std::printf("depth                  %s\n", figures.depth.ToString().c_str());
  std::printf("distinct predicates    %zu in %llu uses; at half the trials %zu\n", figures.distinct(),
              static_cast<unsigned long long>(figures.shared_uses()), half_distinct);
  for (const auto& [kind, count] : figures.DistinctByKind())
    std::printf("  %-22s %zu\n", kind.c_str(), count);
  std::printf("share of the trials and of the leaves with\n");
  for (const auto& [feature, count] : figures.features()) {
    std::printf("  %-24s %6.2f %% %6.2f %%\n", feature.c_str(), 100 * figures.ShareOfTrials(feature),
                100 * figures.ShareOfLeaves(feature));
  }
}

void PrintPatients(const Corpus& corpus, size_t count, const std::vector<std::vector<ConceptId>>& aims) {
  const double began = CpuSeconds();
  for (size_t n = 0; n < count; ++n) corpus.MakePatient(n);
  std::printf("%zu patients           %.2f s\n", count, CpuSeconds() - began);
  CountDistribution facts, conditions, touched;
  for (size_t n = 0; n < count; ++n) {
    const CorpusPatient made = corpus.MakePatient(n);
    facts.Add(made.patient.facts.size());
    conditions.Add(static_cast<size_t>(
        std::count_if(made.patient.facts.begin(), made.patient.facts.end(), [](const Fact& fact) {
          return fact.category == FactCategory::kCondition && fact.verification == Verification::kConfirmed;
        })));
    // In tenths of a per cent.
    touched.Add(static_cast<size_t>(1000 * TouchedShare(made.patient, aims, *corpus.terminology()) + 0.5));
  }
  std::printf("facts a patient        %s\n", facts.ToString().c_str());
  std::printf("conditions a patient   %s\n", conditions.ToString().c_str());
  std::printf("trials touched, 0.1 %%  %s\n", touched.ToString().c_str());
}

void Run(size_t trials, size_t patients, uint64_t seed) {
  double began = CpuSeconds();
  const Corpus corpus(seed);
  std::printf("vocabulary and catalog (%zu leaves): %.2f s, %.0f MB\n", corpus.catalog().size(),
              CpuSeconds() - began, ResidentBytes() / 1e6);
  began = CpuSeconds();
  for (size_t n = 0; n < trials; ++n) corpus.MakeTrial(n);
  std::printf("%zu trials one by one: %.2f s\n", trials, CpuSeconds() - began);

  CorpusFigures figures;
  std::vector<std::vector<ConceptId>> aims;
  size_t half_distinct = 0;
  for (size_t n = 0; n < trials; ++n) {
    const Trial trial = corpus.MakeTrial(n);
    figures.Add(trial);
    if (n % 25 == 0) aims.push_back(AimsOf(trial, *corpus.terminology()));
    if (n + 1 == trials / 2) half_distinct = figures.distinct();
  }
  PrintFigures(figures, half_distinct);
  PrintPatients(corpus, patients, aims);

  const double before = ResidentBytes();
  began = CpuSeconds();
  const std::vector<TrialPointer> kept = corpus.MakeTrials(trials);
  std::printf("%zu trials kept: %.2f s, %.2f GB, %.1f KB each\n", kept.size(), CpuSeconds() - began,
              (ResidentBytes() - before) / 1e9,
              (ResidentBytes() - before) / 1e3 / static_cast<double>(trials));
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) {
  uint64_t numbers[] = {20'000, 1'000, 1};
  for (int i = 1; i < argc && i <= 3; ++i) {
    if (absl::SimpleAtoi(argv[i], &numbers[i - 1])) continue;
    std::fprintf(stderr, "usage: corpus-fit [trials [patients [seed]]]\n");
    return 2;
  }
  trialmatch::Run(numbers[0], numbers[1], numbers[2]);
  return 0;
}
