// Server reflection, in the version of today and in the one that older tools speak.
#include <list>

#include "gmock/gmock.h"
#include "google/protobuf/descriptor.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

namespace reflection = grpc::reflection::v1;
using ::testing::Contains;
using ::testing::IsSupersetOf;

// One question and its answer. The two versions have the same messages and differ in the service's name only.
reflection::ServerReflectionResponse Ask(TestServer& server, const std::string& version,
                                         const reflection::ServerReflectionRequest& request) {
  const std::string method = "/grpc.reflection." + version + ".ServerReflection/ServerReflectionInfo";
  grpc::GenericStub stub(server.channel());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto wait = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  const auto call = stub.PrepareCall(&context, method, &queue);
  call->StartCall(nullptr);
  EXPECT_TRUE(wait());
  const grpc::Slice slice(request.SerializeAsString());
  call->Write(grpc::ByteBuffer(&slice, 1), nullptr);
  EXPECT_TRUE(wait());
  grpc::ByteBuffer buffer;
  call->Read(&buffer, nullptr);
  EXPECT_TRUE(wait());
  grpc::Slice answer;
  EXPECT_TRUE(buffer.DumpToSingleSlice(&answer).ok());
  reflection::ServerReflectionResponse response;
  EXPECT_TRUE(response.ParseFromArray(answer.begin(), static_cast<int>(answer.size())));
  call->WritesDone(nullptr);
  EXPECT_TRUE(wait());
  grpc::Status status;
  call->Finish(&status, nullptr);
  EXPECT_TRUE(wait());
  EXPECT_TRUE(status.ok()) << status.error_message();
  return response;
}

class ReflectionTest : public ::testing::TestWithParam<const char*> {
 protected:
  TestServer server_;
};

TEST_P(ReflectionTest, ListsTheServices) {
  reflection::ServerReflectionRequest request;
  request.set_list_services("*");
  std::vector<std::string> names;
  const auto answer = Ask(server_, GetParam(), request);
  for (const auto& service : answer.list_services_response().service()) {
    names.push_back(service.name());
  }
  EXPECT_THAT(names, IsSupersetOf({"grpc.health.v1.Health", "trialmatch.v1.ApplicationService",
                                   "trialmatch.v1.EligibilityService", "trialmatch.v1.TrialService"}));
}

TEST_P(ReflectionTest, FindsServicesAndErrorDetails) {
  for (const char* symbol :
       {"trialmatch.v1.EligibilityService", "trialmatch.v1.Trial", "google.rpc.BadRequest",
        "grpc.health.v1.Health", "trialmatch.v1.EligibilityService.MatchTrials"}) {
    SCOPED_TRACE(symbol);
    reflection::ServerReflectionRequest request;
    request.set_file_containing_symbol(symbol);
    const auto response = Ask(server_, GetParam(), request);
    ASSERT_GT(response.file_descriptor_response().file_descriptor_proto_size(), 0);
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromString(response.file_descriptor_response().file_descriptor_proto(0)));
    EXPECT_EQ(std::string(symbol).rfind(file.package() + ".", 0), 0u) << file.package();
  }
}

TEST_P(ReflectionTest, SaysWhenThereIsNoSuchSymbol) {
  reflection::ServerReflectionRequest request;
  request.set_file_containing_symbol("no.such.Symbol");
  EXPECT_EQ(Ask(server_, GetParam(), request).error_response().error_code(), grpc::StatusCode::NOT_FOUND);
}

TEST(ReflectionStreams, AreTakenAFewAtOnceAndLeaveTheRestOfTheServerAlone) {
  TestServer server;
  const auto open = [&](grpc::ClientContext& context) {
    return reflection::ServerReflection::NewStub(server.channel())->ServerReflectionInfo(&context);
  };
  reflection::ServerReflectionRequest request;
  request.set_list_services("*");
  reflection::ServerReflectionResponse response;
  std::list<grpc::ClientContext> contexts;
  std::vector<decltype(open(contexts.back()))> streams;
  bool answered = true;
  // Idle streams that each have had one answer, until there is no more room.
  while (answered && streams.size() < 100) {
    contexts.emplace_back();
    streams.push_back(open(contexts.back()));
    answered = streams.back()->Write(request) && streams.back()->Read(&response);
  }
  ASSERT_FALSE(answered);
  EXPECT_EQ(streams.size(), 9u);
  EXPECT_EQ(streams.back()->Finish().error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(server.Call(&TrialStub::ListTrials, {}).status.ok());
  streams.front()->WritesDone();
  EXPECT_TRUE(streams.front()->Finish().ok());
  EXPECT_GT(Ask(server, "v1", request).list_services_response().service_size(), 0);
  for (grpc::ClientContext& context : contexts) context.TryCancel();
  for (size_t i = 1; i + 1 < streams.size(); ++i) streams[i]->Finish();
}

INSTANTIATE_TEST_SUITE_P(Versions, ReflectionTest, ::testing::Values("v1", "v1alpha"),
                         [](const auto& info) { return std::string(info.param); });

}  // namespace
}  // namespace trialmatch
