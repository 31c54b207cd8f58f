// How a server ends: it says so, serves what is in flight, and lets nothing new in.
#include <chrono>
#include <thread>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/create_channel.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using Stream = grpc::ClientReaderWriter<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>;

v1::ScreenPatientsRequest PatientMessage() {
  v1::ScreenPatientsRequest request;
  *request.mutable_patient()->mutable_patient()->mutable_profile() = SamplePatient("hie-3-day-old");
  return request;
}

bool Exchange(Stream& stream) {
  v1::ScreenPatientsResponse response;
  return stream.Write(PatientMessage()) && stream.Read(&response) && response.has_response();
}

// Opens a stream and has one patient answered, so that the call is surely in flight.
std::unique_ptr<Stream> OpenStream(TestServer& server, grpc::ClientContext& context) {
  auto stream = server.stub<EligibilityStub>().ScreenPatients(&context);
  v1::ScreenPatientsRequest request;
  request.mutable_opening()->add_trials("trials/NCT06427642");
  EXPECT_TRUE(stream->Write(request));
  EXPECT_TRUE(Exchange(*stream));
  return stream;
}

// A stream of two patients whose caller does not read. The first answer is larger than what a connection
// takes in unread, so that the server is at this answer until Finish.
class SlowReader {
 public:
  explicit SlowReader(TestServer& server)
      : stub_(v1::EligibilityService::NewStub(NarrowChannel(server.server().port()))),
        stream_(stub_->ScreenPatients(&context_)) {
    v1::ScreenPatientsRequest request;
    for (int i = 0; i < 100; ++i) request.mutable_opening()->add_trials("trials/NCT06427642");
    request.mutable_opening()->set_explanation(v1::EXPLANATION_LEVEL_FULL);
    EXPECT_TRUE(stream_->Write(request));
    EXPECT_TRUE(stream_->Write(PatientMessage()));
    EXPECT_TRUE(stream_->Write(PatientMessage()));
    stream_->WaitForInitialMetadata();  // sent with the first answer
  }

  // Takes the answers, and counts them.
  grpc::Status Finish(int& answers) {
    v1::ScreenPatientsResponse response;
    for (answers = 0; stream_->Read(&response); ++answers) {
      EXPECT_TRUE(response.has_response());
      EXPECT_GT(response.ByteSizeLong(), size_t{1} << 19);
    }
    return stream_->Finish();
  }

 private:
  // Takes in 64 KiB unread, instead of up to 16 MiB.
  static std::shared_ptr<grpc::Channel> NarrowChannel(int port) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);
    return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials(),
                                     arguments);
  }

  grpc::ClientContext context_;
  std::unique_ptr<EligibilityStub> stub_;
  std::unique_ptr<Stream> stream_;
};

// Opens an import and has one batch of it written, so that the call is surely in flight.
std::unique_ptr<grpc::ClientWriter<v1::ImportTrialsRequest>> OpenImport(TestServer& server,
                                                                        grpc::ClientContext& context,
                                                                        v1::ImportTrialsResponse& response) {
  v1::GetTrialRequest get;
  get.set_name("trials/NCT06427642");
  v1::ImportTrialsRequest message;
  *message.mutable_trial() = server.Ok(&TrialStub::GetTrial, get).trial();
  message.mutable_trial()->set_title("Imported");
  const int64_t revision = server.Revision();
  auto import = server.stub<TrialStub>().ImportTrials(&context, &response);
  for (int i = 0; i < 500; ++i) EXPECT_TRUE(import->Write(message));  // all but the first are duplicates
  while (server.Revision() == revision) std::this_thread::yield();
  return import;
}

TEST(Drain, TellsEveryoneAtOnceFinishesWhatIsInFlightAndRefusesTheRest) {
  TestServer server;
  grpc::ClientContext watch_context;
  const auto watch = Health::NewStub(server.channel())->Watch(&watch_context, HealthCheckRequest());
  HealthCheckResponse health;
  ASSERT_TRUE(watch->Read(&health));
  EXPECT_EQ(health.status(), HealthCheckResponse::SERVING);
  SlowReader reader(server);

  bool idle = false;
  std::thread drain([&] { idle = server.server().Drain(absl::ZeroDuration(), absl::InfiniteDuration()); });
  ASSERT_TRUE(watch->Read(&health));  // pushed to who watches
  EXPECT_EQ(health.status(), HealthCheckResponse::NOT_SERVING);
  // The connection is told to go elsewhere although calls are still in flight on it.
  EXPECT_TRUE(server.channel()->WaitForStateChange(
      GRPC_CHANNEL_READY, std::chrono::system_clock::now() + std::chrono::minutes(1)));
  for (const grpc::Status& status :
       {server.Call(&TrialStub::ListTrials, {}).status, server.Call(&EligibilityStub::MatchTrials, {}).status,
        server.Call(&ApplicationStub::Apply, {}).status}) {
    EXPECT_EQ(status.error_code(), grpc::StatusCode::UNAVAILABLE);
  }

  int answers = 0;
  const grpc::Status status = reader.Finish(answers);
  const CallFailure failure = FailureOf(status);
  EXPECT_EQ(failure.code, grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(failure.reason, "NOT_SERVING");
  EXPECT_TRUE(failure.may_retry);
  EXPECT_EQ(answers, 1);  // the other patient is for another server
  drain.join();           // although the watch is still open
  EXPECT_TRUE(idle);
  while (watch->Read(&health)) {
  }
  EXPECT_FALSE(watch->Finish().ok());
}

TEST(Drain, EndsStreamsThatWaitForTheirCallers) {
  TestServer server;
  grpc::ClientContext context;
  const auto stream = OpenStream(server, context);
  grpc::ClientContext import_context;
  v1::ImportTrialsResponse imported;
  const auto import = OpenImport(server, import_context, imported);

  EXPECT_TRUE(
      server.server().Drain(absl::ZeroDuration(), absl::Minutes(1)));  // false when the minute is over
  EXPECT_FALSE(Exchange(*stream));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  EXPECT_EQ(import->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
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
  SlowReader reader(server);
  EXPECT_FALSE(server.server().Drain(absl::ZeroDuration(), absl::Milliseconds(10)));
  int answers = 0;
  EXPECT_FALSE(reader.Finish(answers).ok());
  EXPECT_EQ(answers, 0);
}

}  // namespace
}  // namespace trialmatch
