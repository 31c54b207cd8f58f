#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

absl::Time Day(int day) { return absl::UnixEpoch() + absl::Hours(24 * day); }

class TrialSearch : public ::testing::Test {
 protected:
  TrialSearch() : stores_(OpenOrDie(":memory:")) {
    TrialPut newborn = Put("NCT1");
    newborn.search.title = "Cord blood cells for newborns";
    newborn.search.conditions = "Short-bowel syndrome; Hypoxic-ischemic encephalopathy";
    newborn.search.eligibility = "No asthma. Sjögren's disease of the mother is no reason to exclude.";
    newborn.columns = {"RECRUITING", "INTERVENTIONAL", {"PHASE1", "PHASE2"}, {"US", "DE"}, Day(10)};
    TrialPut asthma = Put("NCT2");
    asthma.search.title = "Asthma of adolescents";
    asthma.search.sponsor = "NEAR AND FAR Institute";
    asthma.columns = {"COMPLETED", "OBSERVATIONAL", {"PHASE2"}, {"US"}, Day(20)};
    TrialPut healthy = Put("NCT3");
    healthy.search.summary = "COVID-19 vaccine for healthy volunteers";
    healthy.columns = {"RECRUITING", "INTERVENTIONAL", {}, {}, {}};
    EXPECT_TRUE(stores_.trials->Commit({{newborn, asthma, healthy}, {}}).ok());
  }

  std::vector<std::string> Search(absl::string_view text) {
    TrialSearchRequest request;
    request.text = std::string(text);
    const absl::StatusOr<TrialPage> page = stores_.trials->Search(request);
    if (!page.ok()) return {std::string(page.status().ToString())};
    EXPECT_EQ(page->total_size, static_cast<int64_t>(page->trial_ids.size()));
    return page->trial_ids;
  }
  std::vector<std::string> List(const TrialColumnFilter& filter) {
    TrialListRequest request;
    request.filter = filter;
    const absl::StatusOr<TrialPage> page = stores_.trials->List(request);
    if (!page.ok()) return {std::string(page.status().ToString())};
    EXPECT_EQ(page->total_size, static_cast<int64_t>(page->trial_ids.size()));
    return page->trial_ids;
  }

  SqliteStores stores_;
};

TEST_F(TrialSearch, AsksForAllWordsInAnyColumnAndOrder) {
  EXPECT_THAT(Search("encephalopathy CORD"), ElementsAre("NCT1"));
  EXPECT_THAT(Search("encephalopathy adolescents"), IsEmpty());
  EXPECT_THAT(Search("nct3"), ElementsAre("NCT3"));
  EXPECT_THAT(Search("sjogren"), ElementsAre("NCT1"));
}

TEST_F(TrialSearch, TakesAQuotedPhraseInItsOrder) {
  EXPECT_THAT(Search("\"short bowel\""), ElementsAre("NCT1"));
  EXPECT_THAT(Search("\"bowel short\""), IsEmpty());
  EXPECT_THAT(Search("bowel short"), ElementsAre("NCT1"));
  EXPECT_THAT(Search("covid-19"), ElementsAre("NCT3"));
}

TEST_F(TrialSearch, MatchesABeginningOnlyWithAStar) {
  EXPECT_THAT(Search("newborn"), IsEmpty());
  EXPECT_THAT(Search("newborn*"), ElementsAre("NCT1"));
  EXPECT_THAT(Search("\"cord blo\"*"), ElementsAre("NCT1"));
}

TEST_F(TrialSearch, RanksAHitInTheTitleAboveOneInTheEligibilityText) {
  EXPECT_THAT(Search("asthma"), ElementsAre("NCT2", "NCT1"));
}

TEST_F(TrialSearch, OrdersTextsOfTheSameRankByIdAndPagesThroughThem) {
  WriteBatch batch;
  for (absl::string_view id : {"T5", "T1", "T4", "T2", "T3"}) {
    batch.puts.push_back(Put(id));
    batch.puts.back().search.title = "psoriasis";
  }
  ASSERT_TRUE(stores_.trials->Commit(batch).ok());
  std::vector<std::string> all;
  for (int64_t offset = 0; offset < 6; offset += 2) {
    TrialSearchRequest request;
    request.text = "psoriasis";
    request.offset = offset;
    request.limit = 2;
    const TrialPage page = stores_.trials->Search(request).value();
    EXPECT_EQ(page.total_size, 5);
    EXPECT_EQ(page.revision, 2);
    all.insert(all.end(), page.trial_ids.begin(), page.trial_ids.end());
  }
  EXPECT_THAT(all, ElementsAre("T1", "T2", "T3", "T4", "T5"));
}

TEST_F(TrialSearch, TakesOperatorsOfTheDatabaseForText) {
  EXPECT_THAT(Search("NEAR"), ElementsAre("NCT2"));
  EXPECT_THAT(Search("NEAR AND FAR"), ElementsAre("NCT2"));
  EXPECT_THAT(Search("asthma OR cord"), IsEmpty());
  EXPECT_THAT(Search("asthma NOT cord"), IsEmpty());
  EXPECT_THAT(Search("title:asthma"), IsEmpty());
  EXPECT_THAT(Search("{title}:asthma"), IsEmpty());
  EXPECT_THAT(Search("-asthma"), UnorderedElementsAre("NCT1", "NCT2"));
  EXPECT_THAT(Search("^asthma"), UnorderedElementsAre("NCT1", "NCT2"));
}

TEST_F(TrialSearch, SurvivesHostileQueries) {
  std::vector<std::string> queries = {"\"",
                                      "\"\"\"",
                                      "asthma\"",
                                      "NEAR(",
                                      "NEAR(asthma cord, 5)",
                                      "(((((",
                                      ")",
                                      "asthma AND",
                                      "AND",
                                      "'; DROP TABLE trials; --",
                                      "a:b:c",
                                      "+",
                                      "%",
                                      "_",
                                      "\\",
                                      "\xF0\x9F\x98\x80",
                                      "\xFF\xFE",
                                      "\xC3",
                                      std::string("a\0b", 3),
                                      "rank MATCH 'bm25(1)'",
                                      "*",
                                      "\"*\"*",
                                      "asthma^2",
                                      "\xEF\xBB\xBF"
                                      "asthma"};
  queries.push_back(std::string(1000, '('));
  queries.push_back(std::string(1000, '"'));
  queries.push_back(std::string(1000, 'a'));
  std::string many_words, many_prefixes;
  for (int i = 0; i < 250; ++i) absl::StrAppend(&many_words, 100 + i, " ");
  for (int i = 0; i < 200; ++i) absl::StrAppend(&many_prefixes, 100 + i, "* ");
  queries.push_back(many_words);
  queries.push_back(many_prefixes);
  for (const std::string& query : queries) {
    TrialSearchRequest request;
    request.text = query;
    const absl::Status status = stores_.trials->Search(request).status();
    EXPECT_TRUE(status.ok() || status.code() == absl::StatusCode::kInvalidArgument)
        << query << ": " << status;
  }
  EXPECT_THAT(Search("\xF0\x9F\x98\x80 asthma \xF0\x9F\x98\x80"), UnorderedElementsAre("NCT1", "NCT2"));
  EXPECT_EQ(stores_.trials->Revision().value(), 1);
}

TEST_F(TrialSearch, RefusesAnEmptyAnOverlongAndANegativeRequest) {
  auto code = [this](std::string text, int64_t offset, int64_t limit) {
    TrialSearchRequest request{std::move(text), {}, offset, limit};
    return stores_.trials->Search(request).status().code();
  };
  EXPECT_EQ(code("", 0, 1), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code(std::string(1001, 'a'), 0, 1), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code("a", -1, 1), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code("a", 0, -1), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(code("a", 0, 0), absl::StatusCode::kOk);
}

TEST_F(TrialSearch, ForgetsTheTextOfReplacedAndDeletedTrials) {
  TrialPut put = Put("NCT2", "v2");
  put.search.title = "Eczema";
  ASSERT_TRUE(stores_.trials->Commit({{put}, {Delete("NCT1")}}).ok());
  EXPECT_THAT(Search("asthma"), IsEmpty());
  EXPECT_THAT(Search("cord"), IsEmpty());
  EXPECT_THAT(Search("eczema"), ElementsAre("NCT2"));
  TrialColumnFilter filter;
  filter.countries = {"US", "DE"};
  EXPECT_THAT(List(filter), IsEmpty());
}

TEST_F(TrialSearch, FiltersByEachColumn) {
  EXPECT_THAT(List({}), ElementsAre("NCT1", "NCT2", "NCT3"));
  EXPECT_THAT(List({{"RECRUITING"}, {}, {}, {}, {}, {}}), ElementsAre("NCT1", "NCT3"));
  EXPECT_THAT(List({{"RECRUITING", "COMPLETED"}, {}, {}, {}, {}, {}}), ElementsAre("NCT1", "NCT2", "NCT3"));
  EXPECT_THAT(List({{"recruiting"}, {}, {}, {}, {}, {}}), IsEmpty());
  EXPECT_THAT(List({{}, {"OBSERVATIONAL"}, {}, {}, {}, {}}), ElementsAre("NCT2"));
  EXPECT_THAT(List({{}, {}, {"PHASE2"}, {}, {}, {}}), ElementsAre("NCT1", "NCT2"));
  EXPECT_THAT(List({{}, {}, {"PHASE1", "PHASE2"}, {}, {}, {}}), ElementsAre("NCT1", "NCT2"));
  EXPECT_THAT(List({{}, {}, {}, {"DE"}, {}, {}}), ElementsAre("NCT1"));
  EXPECT_THAT(List({{}, {}, {"DE"}, {}, {}, {}}), IsEmpty());
  EXPECT_THAT(List({{"RECRUITING"}, {}, {"PHASE2"}, {"US"}, {}, {}}), ElementsAre("NCT1"));
}

TEST_F(TrialSearch, FiltersByUpdateTimeFromInclusiveToExclusive) {
  EXPECT_THAT(List({{}, {}, {}, {}, Day(10), Day(20)}), ElementsAre("NCT1"));
  EXPECT_THAT(List({{}, {}, {}, {}, Day(10), {}}), ElementsAre("NCT1", "NCT2"));
  EXPECT_THAT(List({{}, {}, {}, {}, {}, Day(21)}), ElementsAre("NCT1", "NCT2"));
  EXPECT_THAT(List({{}, {}, {}, {}, absl::InfinitePast(), absl::InfiniteFuture()}),
              ElementsAre("NCT1", "NCT2"));
}

TEST_F(TrialSearch, AppliesTheFilterToASearchAndItsTotal) {
  TrialSearchRequest request;
  request.text = "asthma";
  request.filter.countries = {"DE"};
  const TrialPage page = stores_.trials->Search(request).value();
  EXPECT_THAT(page.trial_ids, ElementsAre("NCT1"));
  EXPECT_EQ(page.total_size, 1);
}

TEST_F(TrialSearch, PagesThroughAListBehindAnId) {
  TrialListRequest request;
  request.limit = 2;
  TrialPage page = stores_.trials->List(request).value();
  EXPECT_THAT(page.trial_ids, ElementsAre("NCT1", "NCT2"));
  EXPECT_EQ(page.total_size, 3);
  request.after_id = page.trial_ids.back();
  page = stores_.trials->List(request).value();
  EXPECT_THAT(page.trial_ids, ElementsAre("NCT3"));
  EXPECT_EQ(page.total_size, 3);
  request.limit = 0;
  EXPECT_THAT(stores_.trials->List(request)->trial_ids, IsEmpty());
  request.limit = -1;
  EXPECT_EQ(stores_.trials->List(request).status().code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(TrialSearch, RefusesAFilterOfTooManyValues) {
  TrialListRequest request;
  request.filter.statuses.assign(600, "RECRUITING");
  request.filter.countries.assign(400, "US");
  EXPECT_TRUE(stores_.trials->List(request).ok());
  request.filter.phases.push_back("PHASE1");
  EXPECT_EQ(stores_.trials->List(request).status().code(), absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace trialmatch
