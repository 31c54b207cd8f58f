// What a call costs where nothing is done for it: the fixed reference of transport.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_

#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "grpcpp/completion_queue.h"
#include "grpcpp/server.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::bench {

// MatchTrials as cheap as the library lets it be: one completion queue, one thread, one call at a time in the
// same memory, the request read into the same message, and an answer that was made beforehand. Ends when
// destroyed.
class ReferenceServer {
 public:
  ReferenceServer();
  ~ReferenceServer();
  ReferenceServer(const ReferenceServer&) = delete;
  ReferenceServer& operator=(const ReferenceServer&) = delete;

  // "127.0.0.1:port"; empty: no port was to be had.
  const std::string& address() const { return address_; }

  // What the next calls are answered, in turn. Not during a call; not empty.
  void SetAnswers(std::vector<v1::MatchTrialsResponse> answers);

 private:
  class Call;

  void Serve();
  const v1::MatchTrialsResponse& NextAnswer();

  v1::EligibilityService::AsyncService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::mutex mutex_;
  std::vector<v1::MatchTrialsResponse> answers_;  // guarded by mutex_
  size_t next_ = 0;                               // guarded by mutex_
  std::thread thread_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_
