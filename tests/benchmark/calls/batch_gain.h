// What a patient costs in a call of its own, and in a batch of a stream.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_BATCH_GAIN_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_BATCH_GAIN_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/calls/call_world.h"

namespace trialmatch::bench {

// CPU of the whole process with its client, the same patients on both sides, with the options of the first.
class BatchGain final : public Measurement {
 public:
  // Outlives it.
  explicit BatchGain(CallWorld& calls) : calls_(calls) {}

  std::vector<std::string> keys() const override { return {"batch_gain"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  CallWorld& calls_;
  CorpusServer* server_ = nullptr;
  std::unique_ptr<EligibilityStub> stub_;
  Samples unary_, batched_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_BATCH_GAIN_H_
