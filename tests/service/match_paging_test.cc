// Pages of MatchTrials, and what a token is good for.
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::Pair;

v1::MatchTrialsRequest Request() {
  v1::MatchTrialsRequest request;
  request.mutable_patient()->mutable_profile();  // nothing known: much is undetermined
  *request.mutable_options() = SampleMoment();
  request.set_scope(v1::MATCH_SCOPE_ALL);
  return request;
}

TEST(MatchPaging, GivesTheSameListForEveryPageSize) {
  TestServer server;
  v1::MatchTrialsRequest request = Request();
  const auto whole = server.Ok(&EligibilityStub::MatchTrials, request);
  ASSERT_GT(whole.matches_size(), 10);
  EXPECT_EQ(whole.next_page_token(), "");
  for (const int size : {1, 2, 7, whole.matches_size() - 1, whole.matches_size()}) {
    SCOPED_TRACE(size);
    request.set_page_size(size);
    request.clear_page_token();
    v1::MatchTrialsResponse joined;
    int pages = 0;
    do {
      const auto page = server.Ok(&EligibilityStub::MatchTrials, request);
      ASSERT_GT(page.matches_size(), 0);
      ASSERT_LE(page.matches_size(), size);
      EXPECT_EQ(page.catalog_totals().DebugString(), whole.catalog_totals().DebugString());
      joined.mutable_matches()->MergeFrom(page.matches());
      request.set_page_token(page.next_page_token());
      ++pages;
    } while (!request.page_token().empty() && pages < 100);
    EXPECT_EQ(pages, (whole.matches_size() + size - 1) / size);
    *joined.mutable_catalog_totals() = whole.catalog_totals();
    *joined.mutable_filtered_totals() = whole.filtered_totals();
    *joined.mutable_context() = whole.context();
    EXPECT_EQ(joined.SerializeAsString(), whole.SerializeAsString());
  }
}

std::string FirstToken(TestServer& server, v1::MatchTrialsRequest request) {
  request.set_page_size(2);
  const std::string token = server.Ok(&EligibilityStub::MatchTrials, request).next_page_token();
  EXPECT_NE(token, "");
  return token;
}

TEST(MatchPaging, LetsTheSizeOfPagesChangeOnTheWay) {
  TestServer server;
  v1::MatchTrialsRequest request = Request();
  const auto whole = server.Ok(&EligibilityStub::MatchTrials, request);
  request.set_page_token(FirstToken(server, request));
  request.set_page_size(3);
  const auto page = server.Ok(&EligibilityStub::MatchTrials, request);
  ASSERT_EQ(page.matches_size(), 3);
  EXPECT_EQ(page.matches(0).trial(), whole.matches(2).trial());
}

TEST(MatchPaging, RefusesTheTokenOfAnotherRequest) {
  TestServer server;
  const v1::MatchTrialsRequest request = Request();
  const std::string token = FirstToken(server, request);
  std::vector<v1::MatchTrialsRequest> others(5, request);
  others[0].mutable_patient()->mutable_profile()->set_sex_at_birth(v1::SEX_FEMALE);
  others[1].set_scope(v1::MATCH_SCOPE_RELATED);
  others[2].mutable_filter()->set_recruiting_only(true);
  others[3].mutable_options()->set_absence_default(v1::ABSENCE_POLICY_ASSUME_ABSENT);
  others[4].set_explanation(v1::EXPLANATION_LEVEL_FULL);
  for (v1::MatchTrialsRequest& other : others) {
    other.set_page_token(token);
    const CallFailure failure = FailureOf(server.Call(&EligibilityStub::MatchTrials, other).status);
    EXPECT_EQ(failure.code, grpc::StatusCode::INVALID_ARGUMENT) << other.DebugString();
    EXPECT_EQ(failure.reason, "PAGE_TOKEN_INVALID");
  }
  v1::ListTrialsRequest list;
  list.set_page_token(token);
  EXPECT_EQ(FailureOf(server.Call(&TrialStub::ListTrials, list).status).reason, "PAGE_TOKEN_INVALID");
}

TEST(MatchPaging, RefusesATokenThatWasChanged) {
  TestServer server;
  v1::MatchTrialsRequest request = Request();
  const std::string token = FirstToken(server, request);
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    request.set_page_token(changed);
    const CallFailure failure = FailureOf(server.Call(&EligibilityStub::MatchTrials, request).status);
    EXPECT_EQ(failure.reason, "PAGE_TOKEN_INVALID") << i;
  }
}

TEST(MatchPaging, TellsWhenTheCatalogHasMovedOn) {
  TestServer server;
  v1::MatchTrialsRequest request = Request();
  request.set_page_token(FirstToken(server, request));
  const auto deleted =
      server.Ok(&TrialStub::DeleteTrial, Parse<v1::DeleteTrialRequest>(R"(name: "trials/NCT00494429")"));
  const CallFailure failure = FailureOf(server.Call(&EligibilityStub::MatchTrials, request).status);
  EXPECT_EQ(failure.code, grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(failure.reason, "PAGE_TOKEN_EXPIRED");
  EXPECT_THAT(failure.metadata,
              Contains(Pair("catalog_revision", std::to_string(deleted.catalog_revision()))));
}

TEST(MatchPaging, OutlivesApplications) {
  TestServer server;
  v1::MatchTrialsRequest request = Request();
  request.set_page_token(FirstToken(server, request));
  server.Ok(&ApplicationStub::Apply,
            Parse<v1::ApplyRequest>(R"(trial: "trials/NCT06427642" applicant_reference: "a")"));
  EXPECT_TRUE(server.Call(&EligibilityStub::MatchTrials, request).status.ok());
}

// The first page fills in the moment; the next page is about the same one.
void ExpectTheMomentIsCarried(v1::MatchTrialsRequest request) {
  TestServer server;
  request.set_page_size(1);
  const auto first = server.Ok(&EligibilityStub::MatchTrials, request);
  request.set_page_token(first.next_page_token());
  for (int page = 0; page < 3; ++page) {
    const auto next = server.Ok(&EligibilityStub::MatchTrials, request);
    EXPECT_EQ(next.context().as_of().DebugString(), first.context().as_of().DebugString());
    request.set_page_token(next.next_page_token());
  }
}

TEST(MatchPaging, CarriesTheMomentThatTheServiceFilledIn) {
  v1::MatchTrialsRequest request = Request();
  request.clear_options();
  ExpectTheMomentIsCarried(request);
}

TEST(MatchPaging, CarriesTheMomentWhenOnlyItsZoneWasGiven) {
  v1::MatchTrialsRequest request = Request();
  request.mutable_options()->mutable_as_of()->clear_instant();
  ExpectTheMomentIsCarried(request);
}

}  // namespace
}  // namespace trialmatch
