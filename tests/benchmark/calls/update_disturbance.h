// How much later the slowest answers come while trials are updated and the catalog is tidied up.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_UPDATE_DISTURBANCE_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_UPDATE_DISTURBANCE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "client/loadtest/dispatcher.h"
#include "client/loadtest/load_run.h"
#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/calls/call_world.h"

namespace trialmatch::bench {

// Wall time, from the intended start of a call: an open loop at half of what the server can do, with an echo
// in the same schedule. A round is a window with and one without; they take turns in coming first.
class UpdateDisturbance final : public Measurement {
 public:
  // Outlives it.
  explicit UpdateDisturbance(CallWorld& calls) : calls_(calls) {}

  std::vector<std::string> keys() const override { return {"update_disturbance"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  // Milliseconds: the 99th percentile of the calls and of their echo.
  struct Tail {
    double calls = 0, echoes = 0;
  };
  using Targets = std::vector<client::loadtest::Target>;

  absl::StatusOr<Targets> MakeTargets(uint64_t first_patient);
  absl::StatusOr<client::loadtest::Results> Load(const client::loadtest::RunPlan& plan, Targets targets);
  absl::StatusOr<Tail> Window(const Targets& targets);
  // The same while trials are updated, and a whole compaction begins and ends.
  absl::StatusOr<Tail> DisturbedWindow(const Targets& targets);

  CallWorld& calls_;
  CorpusServer* server_ = nullptr;
  double capacity_ = 0;  // calls a second
  client::loadtest::RunPlan plan_;
  uint64_t updates_ = 0, rounds_ = 0;
  Samples quiet_, disturbed_, quiet_echoes_, disturbed_echoes_, update_rates_;
  int late_compactions_ = 0;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_UPDATE_DISTURBANCE_H_
