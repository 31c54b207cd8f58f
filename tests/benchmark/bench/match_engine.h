// What the benchmark calls a match, in the one place where it is done.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_ENGINE_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_ENGINE_H_

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/ranked_page.h"
#include "matching/trial_columns.h"
#include "matching/trial_index.h"
#include "matching/verdict_planes.h"
#include "terminology/terminology.h"
#include "tests/benchmark/corpus/corpus_patient.h"

namespace trialmatch::bench {

struct MatchAnswer {
  VerdictPlanes verdicts;  // of all trials
  VerdictTotals totals;
  std::vector<PageEntry> page;  // the first kPage of the ranked list
};

// The index of many trials and the columns that rank them; the trials themselves are not kept. Safe for use
// by any number of threads.
class MatchEngine {
 public:
  // Makes the trial in that position, the same one each time.
  using TrialSource = std::function<Trial(size_t position)>;

  static constexpr size_t kPage = 50;

  // `trials` are made one by one. The terminology outlives the engine.
  MatchEngine(size_t size, TrialSource trials, const Terminology& terminology);

  size_t size() const { return index_->size(); }

  // Keeps the trials in memory of which these patients' consents and attestations speak, and no others: a
  // match of one of them then makes no trial. Not during a match.
  void ReadAhead(absl::Span<const CorpusPatient> patients);

  // From a validated patient in memory to verdicts, totals and the ranked page.
  absl::StatusOr<MatchAnswer> Match(const CorpusPatient& patient) const;

 private:
  const TrialSource source_;
  const Terminology& terminology_;
  TrialColumns columns_;
  absl::flat_hash_map<size_t, TrialPointer> named_;
  std::unique_ptr<TrialIndex> index_;
};

// Which instructions the index uses here, of those that it was built with.
std::string VectorPath();

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_ENGINE_H_
