// How a server ends: it says so, serves what is in flight, and lets nothing new in.
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using Stream = grpc::ClientReaderWriter<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>;

// Opens a stream and has one patient answered, so that the call is surely in flight.
std::unique_ptr<Stream> OpenStream(TestServer& server, grpc::ClientContext& context) {
  auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  v1::ScreenPatientsRequest request;
  request.mutable_opening()->add_trials("trials/NCT06427642");
  EXPECT_TRUE(stream->Write(request));
  return stream;
}

bool Exchange(Stream& stream) {
  v1::ScreenPatientsRequest request;
  *request.mutable_patient()->mutable_patient()->mutable_profile() = SamplePatient("hie-3-day-old");
  v1::ScreenPatientsResponse response;
  return stream.Write(request) && stream.Read(&response) && response.has_response();
}

TEST(Drain, SaysNotServingFinishesWhatIsInFlightAndRefusesTheRest) {
  TestServer server;
  grpc::ClientContext stream_context;
  const auto stream = OpenStream(server, stream_context);
  ASSERT_TRUE(Exchange(*stream));
  grpc::ClientContext watch_context;
  const auto watch = Health::NewStub(server.channel())->Watch(&watch_context, HealthCheckRequest());
  HealthCheckResponse health;
  ASSERT_TRUE(watch->Read(&health));
  EXPECT_EQ(health.status(), HealthCheckResponse::SERVING);

  bool idle = false;
  std::thread drain([&] { idle = server.server().Drain(absl::ZeroDuration(), absl::InfiniteDuration()); });
  ASSERT_TRUE(watch->Read(&health));  // pushed to who watches
  EXPECT_EQ(health.status(), HealthCheckResponse::NOT_SERVING);

  // The gate closes right after: from then on every new call is refused.
  grpc::Status status;
  for (int i = 0; status.ok() && i < 10'000; ++i) status = server.Call(&TrialStub::ListTrials, {}).status;
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(failure.reason, "NOT_SERVING");
  EXPECT_TRUE(failure.may_retry);
  EXPECT_EQ(FailureOf(server.Call(&EligibilityStub::MatchTrials, {}).status).reason, "NOT_SERVING");
  EXPECT_EQ(FailureOf(server.Call(&ApplicationStub::Apply, {}).status).reason, "NOT_SERVING");

  EXPECT_TRUE(Exchange(*stream));
  stream->WritesDone();
  EXPECT_TRUE(stream->Finish().ok());
  drain.join();  // although the watch is still open
  EXPECT_TRUE(idle);
  while (watch->Read(&health)) {
  }
  EXPECT_FALSE(watch->Finish().ok());
}

TEST(Drain, ServesOnForTheDelay) {
  TestServer server;
  grpc::ClientContext watch_context;
  const auto watch = Health::NewStub(server.channel())->Watch(&watch_context, HealthCheckRequest());
  HealthCheckResponse health;
  ASSERT_TRUE(watch->Read(&health));
  bool idle = false;
  std::thread drain([&] { idle = server.server().Drain(absl::Seconds(3), absl::Minutes(1)); });
  ASSERT_TRUE(watch->Read(&health));
  EXPECT_EQ(health.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_TRUE(server.Call(&TrialStub::ListTrials, {}).status.ok());
  drain.join();
  EXPECT_TRUE(idle);
}

TEST(Drain, CutsOffWhatDoesNotEnd) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = OpenStream(server, context);
  ASSERT_TRUE(Exchange(*stream));
  EXPECT_FALSE(server.server().Drain(absl::ZeroDuration(), absl::Milliseconds(10)));
  EXPECT_FALSE(Exchange(*stream));
  EXPECT_FALSE(stream->Finish().ok());
}

}  // namespace
}  // namespace trialmatch
