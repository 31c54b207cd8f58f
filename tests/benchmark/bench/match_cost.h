// What a match costs, beside a scan without an index and beside the definition; and that all three agree.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_COST_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_COST_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/trial.h"
#include "tests/benchmark/bench/linear_scan.h"
#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/bench/world.h"

namespace trialmatch::bench {

class MatchCost final : public Measurement {
 public:
  // The world outlives it.
  explicit MatchCost(World& world) : world_(world) {}

  std::vector<std::string> keys() const override;
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  // A patient whose verdicts are compared.
  struct Subject {
    const CorpusPatient& patient;
    LinearScan::Truths truths;
    std::optional<MatchAnswer> answer;
    LinearScan::Verdicts scanned;
    std::vector<Truth> defined;  // of the sample
  };

  std::vector<Subject> MakeSubjects(const std::vector<CorpusPatient>& patients) const;
  absl::Status TimeMatches(const std::vector<CorpusPatient>& patients, std::vector<Subject>& subjects,
                           RoundValues& values) const;
  void TimeOthers(std::vector<Subject>& subjects, RoundValues& values) const;
  void Compare(const Subject& subject);
  // The trials of which consents and attestations speak, by position; the scan knows nothing of those.
  std::map<size_t, Truth> AskNamed(const PatientView& patient) const;

  World& world_;
  LinearScan scan_;
  std::vector<size_t> sampled_;
  std::vector<Trial> sample_;  // of the positions sampled_, for the evaluator
  uint64_t compared_ = 0, compared_whole_ = 0, disagreements_ = 0;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_MATCH_COST_H_
