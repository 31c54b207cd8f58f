// What Protobuf or gRPC refuse before a handler runs ends cleanly, and the server goes on.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

// A unary call with these very bytes for its request.
grpc::Status CallRaw(TestServer& server, const std::string& method, const std::string& bytes) {
  grpc::GenericStub stub(server.channel());
  grpc::ClientContext context;
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer request(&slice, 1);
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareUnaryCall(&context, method, request, &queue);
  call->StartCall();
  grpc::ByteBuffer response;
  grpc::Status status;
  call->Finish(&response, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  EXPECT_TRUE(queue.Next(&tag, &ok));
  return status;
}

const char kCreate[] = "/trialmatch.v1.TrialService/CreateTrial";
const char kCheck[] = "/trialmatch.v1.EligibilityService/CheckEligibility";

void ExpectStillServing(TestServer& server) {
  EXPECT_EQ(server.Revision(), 1);
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient("hie-3-day-old");
  *request.mutable_options() = SampleMoment();
  request.add_trials("trials/NCT06427642");
  EXPECT_EQ(server.Ok(&EligibilityStub::CheckEligibility, request).matches(0).verdict(),
            v1::VERDICT_ELIGIBLE);
}

TEST(BadMessages, NestedBeyondWhatProtobufReads) {
  TestServer server;
  v1::CreateTrialRequest request;
  request.mutable_trial()->set_name("trials/DEEP");
  request.mutable_trial()->set_title("Deep");
  v1::Criterion* criterion = request.mutable_trial()->add_inclusion_criteria();
  for (int level = 0; level < 20'000; ++level) criterion = criterion->mutable_not_();
  criterion->mutable_judgement();
  const grpc::Status status = CallRaw(server, kCreate, request.SerializeAsString());
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL);
  ExpectStillServing(server);
}

TEST(BadMessages, TextThatIsNotUtf8) {
  TestServer server;
  v1::CreateTrialRequest request;
  request.mutable_trial()->set_name("trials/UTF");
  request.mutable_trial()->set_title("ASCII");
  std::string bytes = request.SerializeAsString();
  EXPECT_TRUE(CallRaw(server, kCreate, bytes).ok());
  server.Ok(&TrialStub::DeleteTrial, Parse<v1::DeleteTrialRequest>(R"(name: "trials/UTF")"));
  const int64_t revision = server.Revision();
  bytes.replace(bytes.find("ASCII"), 2, "\xc3\x28");
  EXPECT_FALSE(CallRaw(server, kCreate, bytes).ok());
  EXPECT_EQ(server.Revision(), revision);
}

TEST(BadMessages, BytesThatAreNoMessage) {
  TestServer server;
  for (const std::string& bytes : {std::string("\xff\xff\xff\xff\xff\xff"), std::string("\x0a\x7f"),
                                   std::string(1000, '\x0b'), std::string("\x0a\x80\x80\x80\x80\x10")}) {
    for (const char* method : {kCreate, kCheck}) {
      const grpc::Status status = CallRaw(server, method, bytes);
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INTERNAL) << status.error_message();
    }
  }
  ExpectStillServing(server);
}

TEST(BadMessages, LargerThanTheServerTakes) {
  TestServer server;
  v1::CreateTrialRequest request;
  request.mutable_trial()->set_name("trials/LARGE");
  request.mutable_trial()->set_title(std::string((16 << 20) + (64 << 10) + 1, 't'));
  EXPECT_EQ(server.Call(&TrialStub::CreateTrial, request).status.error_code(),
            grpc::StatusCode::RESOURCE_EXHAUSTED);
  request.mutable_trial()->set_title(std::string((16 << 20) - 100, 't'));
  EXPECT_EQ(server.Call(&TrialStub::CreateTrial, request).status.error_code(),
            grpc::StatusCode::INVALID_ARGUMENT);
  ExpectStillServing(server);
}

TEST(BadMessages, MethodsThatDoNotExist) {
  TestServer server;
  for (const char* method : {"/trialmatch.v1.TrialService/NoSuch", "/no.such.Service/Method", "/"}) {
    EXPECT_EQ(CallRaw(server, method, "").error_code(), grpc::StatusCode::UNIMPLEMENTED) << method;
  }
  ExpectStillServing(server);
}

}  // namespace
}  // namespace trialmatch
