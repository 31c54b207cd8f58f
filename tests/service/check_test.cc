// CheckEligibility over the wire.
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

v1::CheckEligibilityRequest Newborn(const std::string& patient, std::vector<std::string> trials) {
  v1::CheckEligibilityRequest request;
  *request.mutable_patient()->mutable_profile() = SamplePatient(patient);
  *request.mutable_options() = SampleMoment();
  for (std::string& trial : trials) request.add_trials("trials/" + trial);
  return request;
}

TEST(CheckEligibility, AnswersInTheOrderAskedWithEveryCohort) {
  TestServer server;
  const auto response = server.Ok(&EligibilityStub::CheckEligibility,
                                  Newborn("hie-3-day-old", {"NCT06427642", "NCT00494429", "NCT06427642"}));
  ASSERT_EQ(response.matches_size(), 3);
  const v1::TrialMatch& first = response.matches(0);
  EXPECT_EQ(first.trial(), "trials/NCT06427642");
  EXPECT_EQ(first.verdict(), v1::VERDICT_ELIGIBLE);
  ASSERT_EQ(first.cohorts_size(), 3);
  EXPECT_EQ(first.cohorts(0).cohort_id(), "hie");
  EXPECT_EQ(first.cohorts(0).verdict(), v1::VERDICT_ELIGIBLE);
  EXPECT_EQ(first.cohorts(1).verdict(), v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(first.cohorts(2).verdict(), v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(first.condition_distance(), 0);
  EXPECT_EQ(response.matches(1).trial(), "trials/NCT00494429");
  EXPECT_EQ(response.matches(1).verdict(), v1::VERDICT_INELIGIBLE);
  EXPECT_EQ(response.matches(2).SerializeAsString(), first.SerializeAsString());
}

TEST(CheckEligibility, SaysWhatItIsAbout) {
  TestServer server;
  const auto response =
      server.Ok(&EligibilityStub::CheckEligibility, Newborn("hie-3-day-old", {"NCT06427642"}));
  EXPECT_EQ(response.context().catalog_revision(), server.Revision());
  EXPECT_EQ(response.context().as_of().instant().seconds(), SampleMoment().as_of().instant().seconds());
  EXPECT_EQ(response.context().as_of().time_zone(), "Asia/Shanghai");
  EXPECT_NE(response.context().build(), "");
  std::vector<std::string> systems;
  for (const auto& version : response.context().terminologies()) systems.push_back(version.system());
  EXPECT_THAT(systems, ElementsAre("http://loinc.org", "urn:trialmatch:sample"));
}

TEST(CheckEligibility, ExplainsAsMuchAsAsked) {
  TestServer server;
  auto request = Newborn("hie-no-consent", {"NCT06427642"});
  const v1::TrialMatch full = server.Ok(&EligibilityStub::CheckEligibility, request).matches(0);
  EXPECT_GT(full.criteria_size(), 0);
  EXPECT_GT(full.cohorts(0).criteria_size(), 0);
  EXPECT_GT(full.deciding_size(), 0);

  request.set_explanation(v1::EXPLANATION_LEVEL_DECIDING);
  const v1::TrialMatch deciding = server.Ok(&EligibilityStub::CheckEligibility, request).matches(0);
  EXPECT_LT(deciding.cohorts(0).criteria_size(), full.cohorts(0).criteria_size());
  EXPECT_EQ(deciding.deciding_size(), full.deciding_size());

  request.set_explanation(v1::EXPLANATION_LEVEL_NONE);
  const v1::TrialMatch none = server.Ok(&EligibilityStub::CheckEligibility, request).matches(0);
  EXPECT_EQ(none.deciding_size() + none.criteria_size() + none.cohorts(0).criteria_size(), 0);
  EXPECT_EQ(none.verdict(), v1::VERDICT_UNDETERMINED);
}

TEST(CheckEligibility, GivesTheSameBytesForTheSameRequest) {
  TestServer server;
  const auto request = Newborn("bpd-27-weeks", {"NCT06427642", "NCT00006401", "NCT00009633"});
  const std::string once = server.Ok(&EligibilityStub::CheckEligibility, request).SerializeAsString();
  EXPECT_EQ(server.Ok(&EligibilityStub::CheckEligibility, request).SerializeAsString(), once);
  TestServer another;
  EXPECT_EQ(another.Ok(&EligibilityStub::CheckEligibility, request).SerializeAsString(), once);
}

TEST(CheckEligibility, FillsInTheMomentOnceAndInUtc) {
  TestServer server;
  auto request = Newborn("hie-3-day-old", {"NCT06427642"});
  request.clear_options();
  const int64_t before = time(nullptr);
  const v1::AsOf as_of = server.Ok(&EligibilityStub::CheckEligibility, request).context().as_of();
  EXPECT_GE(as_of.instant().seconds(), before);
  EXPECT_LE(as_of.instant().seconds(), time(nullptr));
  EXPECT_EQ(as_of.time_zone(), "UTC");
}

TEST(CheckEligibility, NamesCodesOfThePatientThatNobodyKnows) {
  TestServer server;
  auto request = Newborn("hie-3-day-old", {"NCT06427642"});
  auto* condition = request.mutable_patient()->mutable_profile()->add_conditions();
  *condition = Parse<v1::Condition>(R"(code { system: "urn:trialmatch:sample" code: "no-such-code" })");
  const auto response = server.Ok(&EligibilityStub::CheckEligibility, request);
  ASSERT_EQ(response.issues_size(), 1);
  EXPECT_EQ(response.issues(0).field(), "patient.profile.conditions[2].code");
  EXPECT_THAT(response.issues(0).description(), ::testing::Not(::testing::HasSubstr("no-such-code")));
}

TEST(CheckEligibility, RefusesATrialThatDoesNotExist) {
  TestServer server;
  const auto answered = server.Call(&EligibilityStub::CheckEligibility,
                                    Newborn("hie-3-day-old", {"NCT06427642", "NCT99999999"}));
  const CallFailure failure = FailureOf(answered.status);
  EXPECT_EQ(failure.code, grpc::StatusCode::NOT_FOUND);
  EXPECT_EQ(failure.reason, "TRIAL_NOT_FOUND");
  EXPECT_THAT(failure.metadata, Contains(Pair("trial", "trials/NCT99999999")));
  EXPECT_THAT(answered.response.matches(), IsEmpty());
}

}  // namespace
}  // namespace trialmatch
