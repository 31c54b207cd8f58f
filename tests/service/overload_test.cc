// More matches at once than the server takes.
#include <atomic>
#include <thread>

#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

constexpr int kThreads = 8;
constexpr int kMaxRounds = 1000;

// A call that takes the server a while.
v1::CheckEligibilityRequest LongCheck() {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient("bpd-27-weeks");
  for (int i = 0; i < 100; ++i) request.add_trials("trials/NCT06427642");
  return request;
}

TEST(Overload, IsRefusedWithATimeToComeBackAndNothingElse) {
  ServerOptions options = SampleOptions();
  options.max_concurrent_matches = 1;
  TestServer server(options);
  const v1::CheckEligibilityRequest request = LongCheck();
  std::atomic<int> served{0};
  std::atomic<int> refused{0};
  std::atomic<int> odd{0};
  std::atomic<int> rounds{0};
  const auto call = [&] {
    // Until both have been seen, however the threads are scheduled.
    while ((served == 0 || refused == 0) && ++rounds < kMaxRounds) {
      const auto answered = server.Call(&EligibilityStub::CheckEligibility, request);
      if (answered.status.ok()) {
        ++served;
        if (answered.response.matches_size() != 100) ++odd;
        continue;
      }
      const CallFailure failure = FailureOf(answered.status);
      const bool as_promised = failure.code == grpc::StatusCode::RESOURCE_EXHAUSTED &&
                               failure.reason == "OVERLOADED" && failure.may_retry;
      ++(as_promised ? refused : odd);
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(call);
  for (std::thread& thread : threads) thread.join();
  EXPECT_GT(served, 0);
  EXPECT_GT(refused, 0);
  EXPECT_EQ(odd, 0);
  // A permit that was not given back would refuse everybody from now on.
  EXPECT_TRUE(server.Call(&EligibilityStub::CheckEligibility, request).status.ok());
}

TEST(Overload, LeavesTheCatalogReachable) {
  ServerOptions options = SampleOptions();
  options.max_concurrent_matches = 1;
  TestServer server(options);
  std::atomic<bool> done{false};
  std::thread matching([&] {
    while (!done) server.Call(&EligibilityStub::CheckEligibility, LongCheck());
  });
  for (int i = 0; i < 20; ++i) EXPECT_EQ(server.Revision(), 1);
  done = true;
  matching.join();
}

}  // namespace
}  // namespace trialmatch
