// What the measurements of one run share: the corpus, and engines that are built when they are first asked
// for.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_WORLD_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_WORLD_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "tests/benchmark/bench/match_engine.h"
#include "tests/benchmark/bench/setup.h"
#include "tests/benchmark/corpus/corpus.h"

namespace trialmatch::bench {

// For one thread.
class World {
 public:
  // The number of the first of the patients that make things warm, to which no round comes.
  static constexpr uint64_t kWarmPatients = 1'000'000'000;

  // `progress`, which outlives the world, is told what takes long.
  World(const Setup& setup, std::ostream& progress)
      : setup_(setup), progress_(progress), corpus_(setup.seed) {}

  const Setup& setup() const { return setup_; }
  const Corpus& corpus() const { return corpus_; }

  // All trials; the first few of them; and those few with irrelevant ones up to the number of all.
  const MatchEngine& All();
  const MatchEngine& Few();
  const MatchEngine& Diluted();

  // Of the heap, for the engine of all trials when it was built and had answered some patients. Builds it.
  double BytesPerTrial();

  // Consecutive patients of the corpus, for one round; the engines have what they name at hand.
  std::vector<CorpusPatient> Patients(uint64_t first);

  void Say(const std::string& line) { progress_ << line << std::endl; }

 private:
  std::unique_ptr<MatchEngine> Build(const char* what, size_t size, MatchEngine::TrialSource trials);

  const Setup& setup_;
  std::ostream& progress_;
  const Corpus corpus_;
  std::unique_ptr<MatchEngine> all_, few_, diluted_;
  double bytes_per_trial_ = 0;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_WORLD_H_
