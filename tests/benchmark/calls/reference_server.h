// What a call costs where nothing is done for it: the fixed reference of transport.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "grpcpp/completion_queue.h"
#include "grpcpp/server.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch::bench {

// Answers that were made beforehand, in turn. Safe for use by any number of threads; what Next gave lives
// until the next Set.
template <typename Response>
class PreparedAnswers {
 public:
  // Not empty.
  void Set(std::vector<Response> answers) {
    const std::lock_guard<std::mutex> lock(mutex_);
    answers_ = std::move(answers);
    next_ = 0;
  }
  const Response& Next() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return answers_[next_++ % answers_.size()];
  }

 private:
  std::mutex mutex_;
  std::vector<Response> answers_ = std::vector<Response>(1);  // guarded by mutex_
  size_t next_ = 0;                                           // guarded by mutex_
};

// MatchTrials and ScreenPatients as cheap as the library lets them be: one completion queue, one thread, one
// call of each at a time in the same memory, requests read into the same message, and answers that were made
// beforehand. Of a stream the opening has no answer. Ends when destroyed.
class ReferenceServer {
 public:
  ReferenceServer();
  ~ReferenceServer();
  ReferenceServer(const ReferenceServer&) = delete;
  ReferenceServer& operator=(const ReferenceServer&) = delete;

  // "127.0.0.1:port"; empty: no port was to be had.
  const std::string& address() const { return address_; }

  // What is answered from now on. Not during a call, nor between the patients of a stream that wait.
  void SetAnswers(std::vector<v1::MatchTrialsResponse> answers) { matches_.Set(std::move(answers)); }
  void SetAnswers(std::vector<v1::ScreenPatientsResponse> answers) { screens_.Set(std::move(answers)); }

 private:
  class Call;
  class MatchCall;
  class ScreenCall;

  void Serve();

  v1::EligibilityService::AsyncService service_;
  std::unique_ptr<grpc::ServerCompletionQueue> queue_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  PreparedAnswers<v1::MatchTrialsResponse> matches_;
  PreparedAnswers<v1::ScreenPatientsResponse> screens_;
  std::mutex advancing_;  // contended only at the end
  bool ending_ = false;   // guarded by advancing_
  std::thread thread_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_REFERENCE_SERVER_H_
