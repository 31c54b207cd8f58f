// Health on the services' port and on its own.
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpcpp/create_channel.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

std::shared_ptr<grpc::Channel> ChannelTo(int port) {
  return grpc::CreateChannel(absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials());
}

grpc::Status Check(const std::shared_ptr<grpc::Channel>& channel, const std::string& service,
                   HealthCheckResponse& response) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service(service);
  return Health::NewStub(channel)->Check(&context, request, &response);
}

TEST(Health, IsServedOnBothPortsForEveryService) {
  ServerOptions options = SampleOptions();
  options.health_listen = "127.0.0.1:0";
  TestServer server(options);
  ASSERT_GT(server.server().health_port(), 0);
  ASSERT_NE(server.server().health_port(), server.server().port());
  for (const int port : {server.server().port(), server.server().health_port()}) {
    const auto channel = ChannelTo(port);
    for (const char* service : {"", "trialmatch.v1.EligibilityService", "trialmatch.v1.TrialService",
                                "trialmatch.v1.ApplicationService"}) {
      HealthCheckResponse response;
      EXPECT_TRUE(Check(channel, service, response).ok()) << service;
      EXPECT_EQ(response.status(), HealthCheckResponse::SERVING) << service;
    }
    HealthCheckResponse response;
    EXPECT_EQ(Check(channel, "no.such.Service", response).error_code(), grpc::StatusCode::NOT_FOUND);
  }
}

TEST(Health, PortHasNothingOfTheServices) {
  ServerOptions options = SampleOptions();
  options.health_listen = "127.0.0.1:0";
  TestServer server(options);
  const auto channel = ChannelTo(server.server().health_port());
  grpc::ClientContext list_context;
  v1::ListTrialsResponse listed;
  EXPECT_EQ(v1::TrialService::NewStub(channel)->ListTrials(&list_context, {}, &listed).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  grpc::ClientContext match_context;
  v1::MatchTrialsResponse matched;
  EXPECT_EQ(v1::EligibilityService::NewStub(channel)->MatchTrials(&match_context, {}, &matched).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  grpc::ClientContext apply_context;
  v1::ApplyResponse applied;
  EXPECT_EQ(v1::ApplicationService::NewStub(channel)->Apply(&apply_context, {}, &applied).error_code(),
            grpc::StatusCode::UNIMPLEMENTED);
  grpc::ClientContext reflection_context;
  const auto stream =
      grpc::reflection::v1::ServerReflection::NewStub(channel)->ServerReflectionInfo(&reflection_context);
  // Reflection, if it is there at all, knows of nothing else either.
  grpc::reflection::v1::ServerReflectionRequest question;
  question.set_list_services("*");
  stream->Write(question);
  stream->WritesDone();
  grpc::reflection::v1::ServerReflectionResponse listed_services;
  while (stream->Read(&listed_services)) {
    EXPECT_THAT(listed_services.DebugString(), ::testing::Not(::testing::HasSubstr("trialmatch")));
    EXPECT_THAT(listed_services.DebugString(), ::testing::Not(::testing::HasSubstr("Channelz")));
  }
  stream->Finish();
}

TEST(Health, HasNoPortOfItsOwnUnlessAsked) {
  TestServer server;
  EXPECT_EQ(server.server().health_port(), 0);
}

TEST(Server, SaysWhenItCannotListenOrOpenItsStore) {
  TestServer first;
  ServerOptions taken;
  taken.listen = absl::StrCat("127.0.0.1:", first.server().port());
  EXPECT_TRUE(absl::IsUnavailable(Server::Start(taken, SampleTerminology()).status()));
  ServerOptions taken_health;
  taken_health.health_listen = taken.listen;
  EXPECT_TRUE(absl::IsUnavailable(Server::Start(taken_health, SampleTerminology()).status()));
  ServerOptions no_store;
  no_store.store = ::testing::TempDir() + "/no/such/folder/store.db";
  EXPECT_FALSE(Server::Start(no_store, SampleTerminology()).ok());
}

}  // namespace
}  // namespace trialmatch
