// What a patient costs that is streamed through ScreenPatients, beside an echo of the same bytes.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_SCREEN_STREAM_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_SCREEN_STREAM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/calls/call_world.h"
#include "tests/benchmark/calls/reference_server.h"

namespace trialmatch::bench {

// CPU of the whole process with its client, the same client on both sides.
class ScreenStream final : public Measurement {
 public:
  // Outlives it.
  explicit ScreenStream(CallWorld& calls) : calls_(calls) {}

  std::vector<std::string> keys() const override { return {"screen_stream_over_echo"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  // Microseconds of CPU of one patient, on average.
  struct Micros {
    double screen = 0, echo = 0;
  };
  absl::StatusOr<Micros> TimeTrial(size_t trial, const std::vector<AskedPatient>& patients);

  CallWorld& calls_;
  CorpusServer* server_ = nullptr;
  std::unique_ptr<ReferenceServer> reference_;
  std::unique_ptr<EligibilityStub> server_stub_, reference_stub_;
  size_t rounds_ = 0;
  Samples screens_, echoes_, worst_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_SCREEN_STREAM_H_
