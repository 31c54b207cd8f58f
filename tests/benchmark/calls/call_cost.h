// What a call costs beside an echo of the same bytes and the match that it makes.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_COST_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_COST_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/calls/call_world.h"
#include "tests/benchmark/calls/reference_server.h"

namespace trialmatch::bench {

// CPU of the whole process, client and server together, so that both sides of every ratio have one client.
class CallCost final : public Measurement {
 public:
  // The world outlives it.
  explicit CallCost(CallWorld& calls) : calls_(calls), world_(calls.world()) {}

  std::vector<std::string> keys() const override { return {"transport_efficiency", "explained_call_us"}; }
  absl::Status Prepare() override;
  absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) override;
  void Conclude(Figures& figures) override;

 private:
  // The patients of a round as requests, and as the server reads them.
  struct Asked {
    std::vector<v1::MatchTrialsRequest> requests;
    std::vector<CorpusPatient> patients;
  };
  absl::StatusOr<Asked> Ask(uint64_t first_patient);
  // Microseconds of CPU of one call of the server, on average. Keeps the answers where `answers` is not null.
  absl::StatusOr<double> TimeCalls(const std::vector<v1::MatchTrialsRequest>& requests,
                                   std::vector<v1::MatchTrialsResponse>* answers);
  // On average, of a call, of its echo, of its match, and of as much of each match as counts.
  struct PartMicros {
    double call = 0, echo = 0, match = 0, counted = 0;
  };
  // One request after the other, so that all parts see the same machine: its call, its echo and directly
  // after it the match, which finds the caches as the transport leaves them, as it does within a call.
  absl::StatusOr<PartMicros> TimeParts(const Asked& asked);

  CallWorld& calls_;
  World& world_;
  std::unique_ptr<ReferenceServer> reference_;
  std::unique_ptr<EligibilityStub> server_stub_, reference_stub_;
  Samples echoes_, matches_, whole_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_COST_H_
