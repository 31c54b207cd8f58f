// What the measurements of calls share: the server with all trials, and patients who are some to the wire.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_WORLD_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_WORLD_H_

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/benchmark/bench/world.h"
#include "tests/benchmark/calls/corpus_server.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::bench {

using EligibilityStub = v1::EligibilityService::Stub;

// A patient of the corpus as it is sent, and as the server reads it.
struct AskedPatient {
  v1::Patient message;
  v1::EvaluationOptions options;
  CorpusPatient read;
};

// For one thread.
class CallWorld {
 public:
  // The world outlives it.
  explicit CallWorld(World& world) : world_(world) {}

  World& world() { return world_; }

  // Started when it is first asked for.
  absl::StatusOr<CorpusServer*> Server();

  // Those of a round but the few that are no patients to the wire. FailedPrecondition: there is none.
  absl::StatusOr<std::vector<AskedPatient>> Ask(uint64_t first_patient);

 private:
  World& world_;
  std::unique_ptr<CorpusServer> server_;
};

// For the address of a server.
std::unique_ptr<EligibilityStub> ConnectTo(const std::string& address);

// Microseconds of CPU of the whole process, client and server together.
absl::StatusOr<double> TimeCall(EligibilityStub& stub, const v1::MatchTrialsRequest& request,
                                v1::MatchTrialsResponse& response);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_CALL_WORLD_H_
