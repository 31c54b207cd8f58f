// Every decision case over the running service: written, checked, matched and deleted through gRPC.
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "grpcpp/grpcpp.h"
#include "gtest/gtest.h"
#include "service/server.h"
#include "tests/cases/case_library.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;

// One server for all cases; each writes its trial into the empty catalog and takes it out again.
class ServiceCaseTest : public ::testing::TestWithParam<DecisionCase> {
 protected:
  static void SetUpTestSuite() {
    absl::StatusOr<std::unique_ptr<Server>> server = Server::Start({}, TheCaseLibrary().terminology);
    ASSERT_TRUE(server.ok()) << server.status();
    server_ = server->release();
    const auto channel =
        grpc::CreateChannel(absl::StrCat("127.0.0.1:", server_->port()), grpc::InsecureChannelCredentials());
    trials_ = v1::TrialService::NewStub(channel).release();
    eligibility_ = v1::EligibilityService::NewStub(channel).release();
  }

  static void TearDownTestSuite() {
    delete trials_;
    delete eligibility_;
    if (server_ == nullptr) return;
    EXPECT_TRUE(server_->Drain(absl::ZeroDuration(), absl::Seconds(10)));
    delete server_;
  }

  void SetUp() override {
    ASSERT_NE(server_, nullptr);
    grpc::ClientContext context;
    v1::CreateTrialRequest request;
    *request.mutable_trial() = GetParam().match_case.trial();
    v1::CreateTrialResponse response;
    const grpc::Status status = trials_->CreateTrial(&context, request, &response);
    if (GetParam().match_case.refused_on_write()) {
      EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
      GTEST_SKIP() << "refused, as it must be";
    }
    ASSERT_TRUE(status.ok()) << status.error_message();
  }

  void TearDown() override {
    if (server_ == nullptr || GetParam().match_case.refused_on_write()) return;
    grpc::ClientContext context;
    v1::DeleteTrialRequest request;
    request.set_name(GetParam().match_case.trial().name());
    v1::DeleteTrialResponse response;
    const grpc::Status status = trials_->DeleteTrial(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
  }

  inline static Server* server_ = nullptr;
  inline static v1::TrialService::Stub* trials_ = nullptr;
  inline static v1::EligibilityService::Stub* eligibility_ = nullptr;
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
  const grpc::Status status = eligibility_->CheckEligibility(&context, request, &response);
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
  const grpc::Status status = eligibility_->MatchTrials(&context, request, &response);
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
