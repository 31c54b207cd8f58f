// Channelz, and what the health port leaves out.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

constexpr char kGetServers[] = "/grpc.channelz.v1.Channelz/GetServers";

std::shared_ptr<grpc::Channel> ChannelTo(int port) {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
}

// Calls with an empty message. The distribution ships no header of these services.
grpc::Status CallRaw(const std::shared_ptr<grpc::Channel>& channel, const std::string& method,
                     std::string& answer) {
  grpc::GenericStub stub(channel);
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const grpc::Slice nothing{std::string()};
  const auto call = stub.PrepareUnaryCall(&context, method, grpc::ByteBuffer(&nothing, 1), &queue);
  call->StartCall();
  grpc::ByteBuffer bytes;
  grpc::Status status;
  call->Finish(&bytes, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  EXPECT_TRUE(queue.Next(&tag, &ok));
  grpc::Slice slice;
  if (status.ok()) {
    EXPECT_TRUE(bytes.DumpToSingleSlice(&slice).ok());
    answer.assign(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return status;
}

TEST(Channelz, TellsOfTheServersAndTheirCalls) {
  TestServer server;
  ASSERT_TRUE(server.Call(&TrialStub::ListTrials, {}).status.ok());
  std::string answer;
  const grpc::Status status = CallRaw(server.channel(), kGetServers, answer);
  ASSERT_TRUE(status.ok()) << status.error_message();
  const auto* type = google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
      "grpc.channelz.v1.GetServersResponse");
  ASSERT_NE(type, nullptr);
  const std::unique_ptr<google::protobuf::Message> response(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(type)->New());
  ASSERT_TRUE(response->ParseFromString(answer));
  const std::string text = response->DebugString();
  EXPECT_THAT(text, ::testing::HasSubstr("calls_started: 2"));  // the list and this one
  EXPECT_THAT(text, ::testing::HasSubstr("listen_socket"));
}

TEST(HealthPort, HasNeitherChannelzNorTheOldReflection) {
  ServerOptions options = SampleOptions();
  options.health_listen = "127.0.0.1:0";
  TestServer server(options);
  const auto health = ChannelTo(server.server().health_port());
  std::string answer;
  for (const char* method : {kGetServers, "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"}) {
    EXPECT_EQ(CallRaw(health, method, answer).error_code(), grpc::StatusCode::UNIMPLEMENTED) << method;
    EXPECT_NE(CallRaw(server.channel(), method, answer).error_code(), grpc::StatusCode::UNIMPLEMENTED)
        << method;
  }
}

}  // namespace
}  // namespace trialmatch
