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

using Stream = grpc::ClientReaderWriter<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>;

bool Exchange(Stream& stream) {
  v1::ScreenPatientsRequest request;
  *request.mutable_patient()->mutable_patient()->mutable_profile() = SamplePatient("bpd-27-weeks");
  v1::ScreenPatientsResponse response;
  return stream.Write(request) && stream.Read(&response) && response.has_response();
}

// With one patient answered: a stream that is surely open.
std::unique_ptr<Stream> OpenStream(TestServer& server, grpc::ClientContext& context) {
  auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  v1::ScreenPatientsRequest request;
  for (int i = 0; i < 20; ++i) request.mutable_opening()->add_trials("trials/NCT06427642");
  EXPECT_TRUE(stream->Write(request));
  EXPECT_TRUE(Exchange(*stream));
  return stream;
}

TEST(Overload, MakesStreamsWaitAndLosesNoPatient) {
  ServerOptions options = SampleOptions();
  options.max_concurrent_matches = 1;
  TestServer server(options);
  std::atomic<int> answered{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      grpc::ClientContext context;
      const auto stream = OpenStream(server, context);
      for (int i = 0; i < 20; ++i) answered += Exchange(*stream) ? 1 : 0;
      stream->WritesDone();
      EXPECT_TRUE(stream->Finish().ok());
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(answered, kThreads * 20);
}

TEST(Overload, RefusesStreamsBeyondTheirBoundAndNoOtherCall) {
  ServerOptions options = SampleOptions();
  options.max_streams = 2;
  TestServer server(options);
  grpc::ClientContext first_context;
  const auto first = OpenStream(server, first_context);
  grpc::ClientContext second_context;
  const auto second = OpenStream(server, second_context);

  const auto expect_refused = [](const grpc::Status& status) {
    const CallFailure failure = FailureOf(status);
    EXPECT_EQ(failure.code, grpc::StatusCode::RESOURCE_EXHAUSTED);
    EXPECT_EQ(failure.reason, "OVERLOADED");
    EXPECT_TRUE(failure.may_retry);
  };
  grpc::ClientContext match_context;
  const auto match = server.stub<EligibilityStub>().StreamMatches(&match_context);
  match->WritesDone();
  expect_refused(match->Finish());
  grpc::ClientContext import_context;
  v1::ImportTrialsResponse imported;
  const auto import = server.stub<TrialStub>().ImportTrials(&import_context, &imported);
  import->WritesDone();
  expect_refused(import->Finish());
  EXPECT_TRUE(server.Call(&EligibilityStub::CheckEligibility, LongCheck()).status.ok());
  EXPECT_TRUE(Exchange(*first));

  first->WritesDone();
  EXPECT_TRUE(first->Finish().ok());
  grpc::ClientContext third_context;
  const auto third = OpenStream(server, third_context);
  EXPECT_TRUE(Exchange(*third));
}

}  // namespace
}  // namespace trialmatch
