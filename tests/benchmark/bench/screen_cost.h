// What one trial costs over many patients in memory; and that each verdict is the definition's.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_SCREEN_COST_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_SCREEN_COST_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "matching/batch_screen.h"
#include "matching/patient_batch.h"
#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/bench/world.h"

namespace trialmatch::bench {

// Building the batch is not timed. All that a trial needs of its own is: its leaves are made for it alone,
// and every round has other trials.
class ScreenCost final : public Measurement {
 public:
  // The world outlives it.
  explicit ScreenCost(World& world) : world_(world) {}

  std::vector<std::string> keys() const override { return {"screen_ns_per_patient"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  // The truths of one trial for the patients at positions `subjects`.
  using Found = std::vector<Truth>;

  // For some patients of the batch, others in each round.
  void Compare(const std::vector<Trial>& trials, const std::vector<size_t>& subjects,
               const std::vector<Found>& found);

  World& world_;
  std::unique_ptr<const PatientBatch> batch_;
  uint64_t rounds_ = 0, compared_ = 0, disagreements_ = 0;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_SCREEN_COST_H_
