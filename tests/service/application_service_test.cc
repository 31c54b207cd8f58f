// ApplicationService over the wire.
#include "gmock/gmock.h"
#include "service/page_token.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Not;
using ::testing::Pair;

class ApplicationTest : public ::testing::Test {
 protected:
  static v1::ApplyRequest ApplyRequest(const std::string& trial, const std::string& reference) {
    v1::ApplyRequest request;
    request.set_trial(trial);
    request.set_applicant_reference(reference);
    return request;
  }
  v1::ApplyResponse Apply(const std::string& reference, const std::string& trial = "trials/NCT06427642") {
    return server_.Ok(&ApplicationStub::Apply, ApplyRequest(trial, reference));
  }
  v1::Application Withdraw(const std::string& name) {
    v1::WithdrawRequest request;
    request.set_name(name);
    return server_.Ok(&ApplicationStub::Withdraw, request).application();
  }
  int64_t Applied(const std::string& trial = "trials/NCT06427642") {
    v1::GetTrialRequest request;
    request.set_name(trial);
    return server_.Ok(&TrialStub::GetTrial, request).trial().patients_applied();
  }

  TestServer server_;
};

TEST_F(ApplicationTest, AppliesOnceForAPatientAndATrial) {
  const v1::ApplyResponse first = Apply("p1");
  EXPECT_TRUE(first.created());
  EXPECT_EQ(first.application().trial(), "trials/NCT06427642");
  EXPECT_EQ(first.application().applicant_reference(), "p1");
  EXPECT_EQ(first.application().state(), v1::APPLICATION_STATE_ACTIVE);
  EXPECT_TRUE(first.application().has_apply_time());
  EXPECT_FALSE(first.application().has_withdraw_time());
  const v1::ApplyResponse again = Apply("p1");
  EXPECT_FALSE(again.created());
  EXPECT_EQ(again.application().SerializeAsString(), first.application().SerializeAsString());
  EXPECT_NE(Apply("p2").application().name(), first.application().name());
  EXPECT_NE(Apply("p1", "trials/NCT00494429").application().name(), first.application().name());
}

TEST_F(ApplicationTest, CountsPatientsAndNotCalls) {
  EXPECT_EQ(Applied(), 0);
  const std::string name = Apply("p1").application().name();
  Apply("p1");
  Apply("p2");
  Apply("p3", "trials/NCT00494429");
  EXPECT_EQ(Applied(), 2);
  EXPECT_EQ(Applied("trials/NCT00494429"), 1);
  Withdraw(name);
  EXPECT_EQ(Applied(), 1);
  const auto listed = server_.Ok(&TrialStub::ListTrials,
                                 Parse<v1::ListTrialsRequest>(R"(filter { trials: "trials/NCT06427642" })"));
  EXPECT_EQ(listed.trials(0).patients_applied(), 1);
}

TEST_F(ApplicationTest, WithdrawsOnceAndMayApplyAgain) {
  const std::string name = Apply("p1").application().name();
  const v1::Application withdrawn = Withdraw(name);
  EXPECT_EQ(withdrawn.state(), v1::APPLICATION_STATE_WITHDRAWN);
  EXPECT_TRUE(withdrawn.has_withdraw_time());
  EXPECT_EQ(Withdraw(name).SerializeAsString(), withdrawn.SerializeAsString());
  v1::GetApplicationRequest get;
  get.set_name(name);
  EXPECT_EQ(server_.Ok(&ApplicationStub::GetApplication, get).application().SerializeAsString(),
            withdrawn.SerializeAsString());

  const v1::Application again = Apply("p1").application();
  EXPECT_EQ(again.name(), name);
  EXPECT_EQ(again.state(), v1::APPLICATION_STATE_ACTIVE);
  EXPECT_FALSE(again.has_withdraw_time());
  EXPECT_EQ(Applied(), 1);
}

TEST_F(ApplicationTest, ListsInPagesByTrialAndState) {
  std::vector<std::string> names;
  for (int i = 0; i < 7; ++i) names.push_back(Apply("p" + std::to_string(i)).application().name());
  Withdraw(names[2]);
  Withdraw(names[5]);
  std::vector<std::string> everything = names;
  everything.push_back(Apply("p1", "trials/NCT00494429").application().name());
  const auto list = [&](const std::string& rest, int size) {
    auto request = Parse<v1::ListApplicationsRequest>(rest);
    request.set_page_size(size);
    std::vector<std::string> listed;
    do {
      const auto page = server_.Ok(&ApplicationStub::ListApplications, request);
      EXPECT_LE(page.applications_size(), size == 0 ? 50 : size);
      for (const auto& application : page.applications()) listed.push_back(application.name());
      request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty() && listed.size() < 100);
    return listed;
  };
  const std::string of_trial = R"(trial: "trials/NCT06427642" )";
  for (const int size : {0, 1, 2, 3, 7, 8}) {
    EXPECT_EQ(list("", size), everything) << size;
    EXPECT_EQ(list(of_trial, size), names) << size;
    EXPECT_EQ(list(of_trial + "state: APPLICATION_STATE_ACTIVE", size).size(), 5u);
    EXPECT_THAT(list("state: APPLICATION_STATE_WITHDRAWN", size), ElementsAre(names[2], names[5]));
  }
}

TEST_F(ApplicationTest, LeaveTheRevisionAlone) {
  const int64_t before = server_.Revision();
  const std::string name = Apply("p1").application().name();
  Withdraw(name);
  Apply("p1");
  EXPECT_EQ(server_.Revision(), before);
}

TEST_F(ApplicationTest, RefuseWhatDoesNotExist) {
  const CallFailure trial =
      FailureOf(server_.Call(&ApplicationStub::Apply, ApplyRequest("trials/NCT00000000", "p1")).status);
  EXPECT_EQ(trial.code, grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(trial.reason, "TRIAL_NOT_FOUND");
  EXPECT_THAT(trial.metadata, Contains(Pair("trial", "trials/NCT00000000")));
  const CallFailure withdraw = FailureOf(
      server_.Call(&ApplicationStub::Withdraw, Parse<v1::WithdrawRequest>(R"(name: "applications/no-such")"))
          .status);
  EXPECT_EQ(withdraw.code, grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(withdraw.reason, "APPLICATION_NOT_FOUND");
  EXPECT_THAT(withdraw.metadata, Contains(Pair("application", "applications/no-such")));
  EXPECT_EQ(FailureOf(server_
                          .Call(&ApplicationStub::GetApplication,
                                Parse<v1::GetApplicationRequest>(R"(name: "applications/no-such")"))
                          .status)
                .reason,
            "APPLICATION_NOT_FOUND");
}

TEST_F(ApplicationTest, RefuseBadFieldsAndNeverNameTheApplicant) {
  const std::string secret(257, 'S');
  const CallFailure both = FailureOf(server_.Call(&ApplicationStub::Apply, ApplyRequest("x", secret)).status);
  EXPECT_EQ(both.reason, "INVALID_FIELDS");
  EXPECT_THAT(both.fields, ElementsAre("trial", "applicant_reference"));
  EXPECT_THAT(both.text, Not(::testing::HasSubstr("SSS")));
  EXPECT_THAT(
      FailureOf(server_.Call(&ApplicationStub::Apply, ApplyRequest("trials/NCT06427642", "")).status).fields,
      ElementsAre("applicant_reference"));
  EXPECT_TRUE(server_.Call(&ApplicationStub::Apply, ApplyRequest("trials/NCT06427642", secret.substr(1)))
                  .status.ok());
  const auto refused = [&](const std::string& request) {
    return FailureOf(
        server_.Call(&ApplicationStub::ListApplications, Parse<v1::ListApplicationsRequest>(request)).status);
  };
  EXPECT_THAT(refused("trial: \"x\"").fields, ElementsAre("trial"));
  EXPECT_THAT(refused("page_size: 1001").fields, ElementsAre("page_size"));
  EXPECT_EQ(refused("page_token: \"x\"").reason, "PAGE_TOKEN_INVALID");
  v1::ListApplicationsRequest unknown;
  unknown.set_state(static_cast<v1::ApplicationState>(9));
  EXPECT_THAT(FailureOf(server_.Call(&ApplicationStub::ListApplications, unknown).status).fields,
              ElementsAre("state"));
}

TEST_F(ApplicationTest, RefuseATokenThatNamesNoApplication) {
  v1::ListApplicationsRequest request;
  PageToken token;
  token.request_hash = RequestHash(request);
  token.after = "0123456789abcdef0123456789abcdef";
  request.set_page_token(EncodePageToken(token));
  const CallFailure failure = FailureOf(server_.Call(&ApplicationStub::ListApplications, request).status);
  EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(failure.reason, "PAGE_TOKEN_INVALID");
}

TEST_F(ApplicationTest, AreNotRevivedByALateRepetition) {
  v1::ApplyRequest request = ApplyRequest("trials/NCT06427642", "p1");
  request.set_request_id("first");
  const auto first = server_.Ok(&ApplicationStub::Apply, request);
  EXPECT_TRUE(first.created());
  const v1::Application withdrawn = Withdraw(first.application().name());
  const auto late = server_.Ok(&ApplicationStub::Apply, request);
  EXPECT_FALSE(late.created());
  EXPECT_EQ(late.application().SerializeAsString(), withdrawn.SerializeAsString());
  EXPECT_EQ(Applied(), 0);
  // The id is of this applicant and trial alone.
  v1::ApplyRequest other = ApplyRequest("trials/NCT06427642", "p2");
  other.set_request_id("first");
  EXPECT_TRUE(server_.Ok(&ApplicationStub::Apply, other).created());
  request.set_request_id("second");
  EXPECT_EQ(server_.Ok(&ApplicationStub::Apply, request).application().state(), v1::APPLICATION_STATE_ACTIVE);
  EXPECT_EQ(Applied(), 2);
  request.set_request_id(std::string(65, 'x'));
  EXPECT_THAT(FailureOf(server_.Call(&ApplicationStub::Apply, request).status).fields,
              ElementsAre("request_id"));
}

TEST_F(ApplicationTest, StayWhenTheirTrialIsDeleted) {
  const std::string name = Apply("p1").application().name();
  server_.Ok(&TrialStub::DeleteTrial, Parse<v1::DeleteTrialRequest>(R"(name: "trials/NCT06427642")"));
  v1::GetApplicationRequest get;
  get.set_name(name);
  EXPECT_EQ(server_.Ok(&ApplicationStub::GetApplication, get).application().state(),
            v1::APPLICATION_STATE_ACTIVE);
  EXPECT_EQ(Withdraw(name).state(), v1::APPLICATION_STATE_WITHDRAWN);
}

}  // namespace
}  // namespace trialmatch
