// Deadlines and callers that go away: the call ends, and the server serves on.
#include <chrono>

#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

v1::ScreenPatientsRequest Opening() {
  v1::ScreenPatientsRequest request;
  request.mutable_opening()->add_trials("trials/NCT06427642");
  return request;
}

v1::ScreenPatientsRequest Patient() {
  v1::ScreenPatientsRequest request;
  *request.mutable_patient()->mutable_patient()->mutable_profile() = SamplePatient("hie-3-day-old");
  return request;
}

void ExpectStillServing(TestServer& server) {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient("hie-3-day-old");
  *request.mutable_options() = SampleMoment();
  request.add_trials("trials/NCT06427642");
  EXPECT_EQ(server.Ok(&EligibilityStub::CheckEligibility, request).matches(0).verdict(),
            v1::VERDICT_ELIGIBLE);
}

TEST(Deadline, ThatHasPassedEndsTheCall) {
  TestServer server;
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() - std::chrono::seconds(1));
  v1::MatchTrialsRequest request;
  request.mutable_patient()->mutable_profile();
  v1::MatchTrialsResponse response;
  EXPECT_EQ(server.stub<EligibilityStub>().MatchTrials(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  ExpectStillServing(server);
}

TEST(Deadline, EndsAStreamThatNeverEnds) {
  TestServer server;
  for (const int milliseconds : {1, 20}) {
    grpc::ClientContext context;
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::milliseconds(milliseconds));
    const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
    v1::ScreenPatientsResponse response;
    bool open = stream->Write(Opening());
    while (open) open = stream->Write(Patient()) && stream->Read(&response);
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::DEADLINE_EXCEEDED);
  }
  ExpectStillServing(server);
  EXPECT_TRUE(server.server().Drain(absl::ZeroDuration(), absl::Minutes(1)));  // no call is left behind
}

TEST(Cancellation, EndsAStreamAndAnImport) {
  TestServer server;
  {
    grpc::ClientContext context;
    const auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
    v1::ScreenPatientsResponse response;
    ASSERT_TRUE(stream->Write(Opening()));
    ASSERT_TRUE(stream->Write(Patient()));
    ASSERT_TRUE(stream->Read(&response));
    context.TryCancel();
    while (stream->Read(&response)) {
    }
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  {
    grpc::ClientContext context;
    v1::ImportTrialsResponse response;
    const auto stream = server.stub<TrialStub>().ImportTrials(&context, &response);
    v1::ImportTrialsRequest request;
    request.mutable_trial()->set_name("trials/HALF");
    request.mutable_trial()->set_title("Never finished");
    ASSERT_TRUE(stream->Write(request));
    context.TryCancel();
    EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  ExpectStillServing(server);
  EXPECT_EQ(server.Revision(), 1);  // an import that was broken off is not taken for one that ended
  EXPECT_TRUE(server.server().Drain(absl::ZeroDuration(), absl::Minutes(1)));
}

}  // namespace
}  // namespace trialmatch
