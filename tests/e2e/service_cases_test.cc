// Every decision case over the running service: written, checked, matched and deleted through gRPC.
#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "registry/trial_record_codec.h"
#include "service/server.h"
#include "storage/sqlite_stores.h"
#include "tests/cases/case_library.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"
#include "wire/trial_normalizer.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;

// A server and its stubs.
class Service {
 public:
  explicit Service(const ServerOptions& options) {
    absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options, TheCaseLibrary().terminology);
    if (!server.ok()) {
      ADD_FAILURE() << server.status();
      return;
    }
    server_ = *std::move(server);
    const auto channel =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()), grpc::InsecureChannelCredentials());
    trials = v1::TrialService::NewStub(channel);
    eligibility = v1::EligibilityService::NewStub(channel);
  }
  ~Service() {
    if (server_ == nullptr) return;
    EXPECT_TRUE(server_->Drain(absl::ZeroDuration(), absl::Seconds(10)));
  }

  bool running() const { return server_ != nullptr; }

  std::unique_ptr<v1::TrialService::Stub> trials;
  std::unique_ptr<v1::EligibilityService::Stub> eligibility;

 private:
  std::unique_ptr<Server> server_;
};

// A store that holds the trial although it would be refused now: it was written under other terminologies.
std::string StoreWith(v1::Trial trial) {
  const std::string path = ::testing::TempDir() + "/stored_before.db";
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(path + suffix);
  NormalizeTrial(trial);
  trial.set_etag(EtagOf(trial));
  auto stores = OpenSqliteStores(path);
  EXPECT_TRUE(stores.ok()) << stores.status();
  if (!stores.ok()) return path;
  WriteBatch batch;
  batch.puts.push_back(EncodeTrial(trial));
  const auto revision = stores->trials->Commit(batch);
  EXPECT_TRUE(revision.ok()) << revision.status();
  return path;
}

// One server for all cases; each writes its trial into the empty catalog and takes it out again. A case whose
// trial is refused has a server of its own, over a store that holds the trial.
class ServiceCaseTest : public ::testing::TestWithParam<DecisionCase> {
 protected:
  static void SetUpTestSuite() { shared_ = new Service({}); }
  static void TearDownTestSuite() { delete shared_; }

  void SetUp() override {
    ASSERT_TRUE(shared_->running());
    const testing::MatchCase& match_case = GetParam().match_case;
    grpc::ClientContext context;
    v1::CreateTrialRequest request;
    *request.mutable_trial() = match_case.trial();
    v1::CreateTrialResponse response;
    const grpc::Status status = shared_->trials->CreateTrial(&context, request, &response);
    if (match_case.refused_on_write()) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
      ServerOptions options;
      options.store = StoreWith(match_case.trial());
      own_ = std::make_unique<Service>(options);
      ASSERT_TRUE(own_->running());
    } else {
      ASSERT_TRUE(status.ok()) << status.error_message();
    }
  }

  void TearDown() override {
    if (!shared_->running() || GetParam().match_case.refused_on_write()) return;
    grpc::ClientContext context;
    v1::DeleteTrialRequest request;
    request.set_name(GetParam().match_case.trial().name());
    v1::DeleteTrialResponse response;
    const grpc::Status status = shared_->trials->DeleteTrial(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  v1::EligibilityService::Stub& eligibility() { return *(own_ ? *own_ : *shared_).eligibility; }

 private:
  inline static Service* shared_ = nullptr;
  std::unique_ptr<Service> own_;
};

TEST_P(ServiceCaseTest, ChecksAsExpected) {
  const testing::MatchCase& match_case = GetParam().match_case;
  SCOPED_TRACE(match_case.description());
  grpc::ClientContext context;
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = match_case.patient();
  *request.mutable_options() = match_case.options();
  request.add_trials(match_case.trial().name());
  v1::CheckEligibilityResponse response;
  const grpc::Status status = eligibility().CheckEligibility(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  ASSERT_EQ(response.matches_size(), 1);
  EXPECT_THAT(Differences(match_case.expect(), response.matches(0)), IsEmpty());
}

TEST_P(ServiceCaseTest, IsCountedByItsVerdict) {
  const testing::MatchCase& match_case = GetParam().match_case;
  SCOPED_TRACE(match_case.description());
  grpc::ClientContext context;
  v1::MatchTrialsRequest request;
  *request.mutable_patient()->mutable_profile() = match_case.patient();
  *request.mutable_options() = match_case.options();
  request.set_scope(v1::MATCH_SCOPE_ALL);
  v1::MatchTrialsResponse response;
  const grpc::Status status = eligibility().MatchTrials(&context, request, &response);
  ASSERT_TRUE(status.ok()) << status.error_message();
  const v1::Verdict verdict = match_case.expect().verdict();
  EXPECT_EQ(response.catalog_totals().eligible(), verdict == v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(response.catalog_totals().undetermined(), verdict == v1::VERDICT_UNDETERMINED);
  EXPECT_EQ(response.catalog_totals().ineligible(), verdict == v1::VERDICT_INELIGIBLE);
  ASSERT_EQ(response.matches_size(), verdict == v1::VERDICT_INELIGIBLE ? 0 : 1);
  for (const v1::TrialMatch& match : response.matches()) EXPECT_EQ(match.verdict(), verdict);
}

INSTANTIATE_TEST_SUITE_P(Cases, ServiceCaseTest, ::testing::ValuesIn(TheCaseLibrary().cases),
                         [](const auto& info) { return TestNameOf(info.param); });

}  // namespace
}  // namespace trialmatch
