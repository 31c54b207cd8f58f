#include "tests/service/test_server.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "terminology/plain_table.h"
#include "tests/support/source_folder.h"

namespace trialmatch {

std::string SampleFolder() { return InSource("deploy/sample"); }

ServerOptions SampleOptions() {
  ServerOptions options;
  options.seed_trials = SampleFolder() + "/trials";
  return options;
}

std::shared_ptr<const Terminology> SampleTerminology() {
  static const auto* loaded =
      new absl::StatusOr<LoadedTables>(LoadTerminologyFolder(SampleFolder() + "/terminology"));
  EXPECT_TRUE(loaded->ok()) << loaded->status();
  return loaded->ok() ? (*loaded)->terminology : LoadPlainTables({}).terminology;
}

v1::PatientProfile SamplePatient(const std::string& name) {
  const std::filesystem::path path = absl::StrCat(SampleFolder(), "/patients/", name, ".textproto");
  std::ifstream file(path);
  EXPECT_TRUE(file.is_open()) << path;
  return Parse<v1::PatientProfile>(
      std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()));
}

v1::EvaluationOptions SampleMoment() {
  // 2026-05-19T12:00:00+08:00
  return Parse<v1::EvaluationOptions>(
      R"(as_of { instant { seconds: 1779163200 } time_zone: "Asia/Shanghai" })");
}

TestServer::TestServer(const ServerOptions& options, std::shared_ptr<const Terminology> terminology) {
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options, std::move(terminology));
  if (!server.ok()) {
    ADD_FAILURE() << server.status();
    std::abort();  // nothing that follows could be true
  }
  server_ = *std::move(server);
  channel_ =
      grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()), grpc::InsecureChannelCredentials());
  stubs_ = {v1::EligibilityService::NewStub(channel_), v1::TrialService::NewStub(channel_),
            v1::ApplicationService::NewStub(channel_)};
}

int64_t TestServer::Revision() {
  v1::ListTrialsRequest request;
  request.set_page_size(1);
  return Ok(&TrialStub::ListTrials, request).catalog_revision();
}

}  // namespace trialmatch
