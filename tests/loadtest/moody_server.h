// A server that stalls, refuses or keeps silent on purpose, and remembers when.
#ifndef TRIALMATCH_TESTS_LOADTEST_MOODY_SERVER_H_
#define TRIALMATCH_TESTS_LOADTEST_MOODY_SERVER_H_

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "client/loadtest/clock.h"
#include "grpcpp/server.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client::loadtest {

struct Moods {
  // Every so often ...
  Nanos stall_every = 0;  // 0: never
  // ... nothing is answered for so long.
  Nanos stall = 0;
  // Every so-manieth match is refused with RESOURCE_EXHAUSTED; 0: none.
  int refuse_every = 0;
  // Nothing is ever answered.
  bool silent = false;
  // Streams end, with OK, after so many answers; 0: never.
  int answers_a_stream = 0;
};

// A stall as it was, on the steady clock.
struct Stall {
  Nanos from;
  Nanos to;
};

// Answers matches and items of StreamMatches with an empty page. Thread safe.
class MoodyServer : public v1::EligibilityService::Service {
 public:
  explicit MoodyServer(const Moods& moods);
  ~MoodyServer() override;

  const std::string& address() const { return address_; }
  // That have ended.
  std::vector<Stall> stalls();
  // That came.
  int matches();
  // Connections that matches came over.
  size_t peers();
  // Matches that were handled at the same time, at most.
  int most_at_once();
  // Matches that came while nothing was answered.
  int came_in_stalls();

  grpc::Status MatchTrials(grpc::ServerContext* context, const v1::MatchTrialsRequest*,
                           v1::MatchTrialsResponse*) override;
  grpc::Status StreamMatches(
      grpc::ServerContext* context,
      grpc::ServerReaderWriter<v1::StreamMatchesResponse, v1::StreamMatchesRequest>* stream) override;

 private:
  void StallNowAndThen();
  void AwaitMood(grpc::ServerContext* context);

  const Moods moods_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stalled_ = false;
  bool ending_ = false;
  std::vector<Stall> stalls_;
  std::set<std::string> peers_;
  int matches_ = 0;
  int at_once_ = 0;
  int most_at_once_ = 0;
  int came_in_stalls_ = 0;
  std::thread staller_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_TESTS_LOADTEST_MOODY_SERVER_H_
