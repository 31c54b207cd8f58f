// Pages of the catalog by filter and text.
#include "gmock/gmock.h"
#include "tests/service/call_failure.h"
#include "tests/service/test_server.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> NamesOf(const v1::ListTrialsResponse& response) {
  std::vector<std::string> names;
  for (const v1::Trial& trial : response.trials()) names.push_back(trial.name());
  return names;
}

class TrialListTest : public ::testing::Test {
 protected:
  v1::ListTrialsResponse List(const std::string& request) {
    return server_.Ok(&TrialStub::ListTrials, Parse<v1::ListTrialsRequest>(request));
  }
  CallFailure Refused(const std::string& request) {
    return FailureOf(server_.Call(&TrialStub::ListTrials, Parse<v1::ListTrialsRequest>(request)).status);
  }

  TestServer server_;
};

TEST_F(TrialListTest, ListsAllById) {
  const auto response = List("");
  EXPECT_EQ(response.total_size(), 21);
  EXPECT_EQ(response.trials_size(), 21);
  EXPECT_EQ(response.next_page_token(), "");
  EXPECT_EQ(response.catalog_revision(), server_.Revision());
  std::vector<std::string> names = NamesOf(response);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST_F(TrialListTest, GivesTheSameListForEveryPageSize) {
  for (const std::string rest : {"", "query: \"the\"", "filter { country_codes: \"US\" }"}) {
    const auto whole = List(rest);
    ASSERT_GT(whole.trials_size(), 3) << rest;
    for (const int size : {1, 2, 5, whole.trials_size()}) {
      std::vector<std::string> joined;
      auto request = Parse<v1::ListTrialsRequest>(rest);
      request.set_page_size(size);
      do {
        const auto page = server_.Ok(&TrialStub::ListTrials, request);
        EXPECT_EQ(page.total_size(), whole.total_size());
        ASSERT_LE(page.trials_size(), size);
        for (const std::string& name : NamesOf(page)) joined.push_back(name);
        request.set_page_token(page.next_page_token());
      } while (!request.page_token().empty() && joined.size() < 100);
      EXPECT_EQ(joined, NamesOf(whole)) << size;
    }
  }
}

TEST_F(TrialListTest, FindsByWordsPhrasesAndBeginnings) {
  EXPECT_THAT(NamesOf(List(R"(query: "\"aplastic anemia\"")")), ElementsAre("trials/NCT00001964"));
  EXPECT_THAT(NamesOf(List(R"(query: "aplast* zzzz")")), IsEmpty());
  EXPECT_THAT(NamesOf(List(R"(query: "APLAST*")")), ElementsAre("trials/NCT00001964"));
  EXPECT_EQ(List(R"(query: "aplast*")").total_size(), 1);
  EXPECT_THAT(NamesOf(List(R"(query: "refractory" filter { statuses: RECRUITMENT_STATUS_COMPLETED })")),
              ::testing::Not(Contains("trials/NCT06427642")));
}

TEST_F(TrialListTest, FiltersByEachMember) {
  const auto page = List("filter { statuses: RECRUITMENT_STATUS_RECRUITING }");
  for (const auto& trial : page.trials()) {
    EXPECT_EQ(trial.status(), v1::RECRUITMENT_STATUS_RECRUITING);
  }
  EXPECT_THAT(NamesOf(List("filter { statuses: RECRUITMENT_STATUS_RECRUITING }")),
              Contains("trials/NCT06427642"));
  EXPECT_THAT(NamesOf(List("filter { country_codes: \"JP\" }")), Contains("trials/NCT00460213"));
  EXPECT_THAT(NamesOf(List(R"(filter { trials: "trials/NCT00460213" trials: "trials/NCT06427642" })")),
              ElementsAre("trials/NCT00460213", "trials/NCT06427642"));
  EXPECT_THAT(NamesOf(List(R"(filter { updated_since: "2999" })")), IsEmpty());
  const auto since = List(R"(filter { updated_since: "2021-03-12" })");
  EXPECT_THAT(NamesOf(since), Contains("trials/NCT00001964"));
  EXPECT_THAT(NamesOf(List(R"(filter { updated_since: "2021-03-13" })")),
              ::testing::Not(Contains("trials/NCT00001964")));
}

TEST_F(TrialListTest, ReturnsTheFieldsAsked) {
  const std::string one = R"(filter { trials: "trials/NCT06427642" } )";
  const v1::Trial usual = List(one).trials(0);
  EXPECT_NE(usual.title(), "");
  EXPECT_NE(usual.etag(), "");
  EXPECT_THAT(usual.cohorts(), IsEmpty());
  EXPECT_THAT(usual.inclusion_criteria(), IsEmpty());
  EXPECT_EQ(usual.eligibility_text(), "");

  const v1::Trial all = List(one + R"(read_mask { paths: "*" })").trials(0);
  v1::GetTrialRequest get;
  get.set_name("trials/NCT06427642");
  EXPECT_EQ(all.SerializeAsString(), server_.Ok(&TrialStub::GetTrial, get).trial().SerializeAsString());
  EXPECT_EQ(all.cohorts_size(), 3);

  v1::Trial wanted;
  wanted.set_name("trials/NCT06427642");
  wanted.set_title(all.title());
  *wanted.mutable_cohorts() = all.cohorts();
  EXPECT_EQ(List(one + R"(read_mask { paths: "title" paths: "cohorts" })").trials(0).DebugString(),
            wanted.DebugString());
  EXPECT_THAT(Refused(R"(read_mask { paths: "title" paths: "cohorts.title" })").fields,
              ElementsAre("read_mask.paths[1]"));
}

TEST_F(TrialListTest, RefusesWhatItCannotServe) {
  EXPECT_THAT(Refused("page_size: -1").fields, ElementsAre("page_size"));
  EXPECT_THAT(Refused("page_size: 1001").fields, ElementsAre("page_size"));
  EXPECT_THAT(Refused("query: \"!\"").fields, ElementsAre("query"));
  EXPECT_THAT(Refused("query: \"" + std::string(1001, 'a') + "\"").fields, ElementsAre("query"));
  EXPECT_THAT(Refused("filter { country_codes: \"usa\" updated_since: \"soon\" }").fields,
              ElementsAre("filter.country_codes[0]", "filter.updated_since"));
  EXPECT_EQ(Refused("page_token: \"abc\"").reason, "PAGE_TOKEN_INVALID");
}

TEST_F(TrialListTest, EndsItsTokensWithTheRevision) {
  auto request = Parse<v1::ListTrialsRequest>("page_size: 2");
  request.set_page_token(server_.Ok(&TrialStub::ListTrials, request).next_page_token());
  EXPECT_TRUE(server_.Call(&TrialStub::ListTrials, request).status.ok());
  auto other = request;
  other.set_query("the");
  EXPECT_EQ(FailureOf(server_.Call(&TrialStub::ListTrials, other).status).reason, "PAGE_TOKEN_INVALID");
  server_.Ok(&TrialStub::DeleteTrial, Parse<v1::DeleteTrialRequest>(R"(name: "trials/NCT00494429")"));
  const CallFailure failure = FailureOf(server_.Call(&TrialStub::ListTrials, request).status);
  EXPECT_EQ(failure.code, grpc::StatusCode::FAILED_PRECONDITION);
  EXPECT_EQ(failure.reason, "PAGE_TOKEN_EXPIRED");
}

}  // namespace
}  // namespace trialmatch
