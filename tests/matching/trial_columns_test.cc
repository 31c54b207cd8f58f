// The small nouns that filters and ranking are made of.
#include "matching/trial_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "terminology/plain_table.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

// top > mid > low, and top > low by itself; f:mid is the same as mid.
std::shared_ptr<const Terminology> MakeTerminology() {
  LoadedTables tables = LoadPlainTables({{"columns.tsv",
                                          "system\tp\turn:p\tParts\t1\tone\n"
                                          "system\tf\turn:f\tForeign\t1\ttwo\n"
                                          "concept\tp:top\ttop\n"
                                          "concept\tp:mid\tmid\tp:top\n"
                                          "concept\tp:low\tlow\tp:mid|p:top\n"
                                          "concept\tf:mid\tmid too\n"
                                          "map\tf:mid\tp:mid\texact\n"}});
  for (const LoadIssue& issue : tables.issues) ADD_FAILURE() << issue.line << ": " << issue.reason;
  return tables.terminology;
}

Code P(const char* code) { return {"urn:p", code}; }

class ConditionLabelsTest : public testing::Test {
 protected:
  std::vector<std::string> Related(const Code& code) const {
    std::vector<LabelSteps> found;
    labels_.AppendRelated(code, found);
    std::vector<std::string> texts;
    for (const LabelSteps& one : found) texts.push_back(absl::StrCat(one.label, " in ", one.steps));
    return texts;
  }

  const std::shared_ptr<const Terminology> terminology_ = MakeTerminology();
  ConditionLabels labels_{*terminology_};
};

TEST_F(ConditionLabelsTest, CountTheStepsUpAndDown) {
  ASSERT_EQ(labels_.Add(P("top"), 0), 0u);
  ASSERT_EQ(labels_.Add(P("low"), 1), 1u);
  EXPECT_THAT(Related(P("top")), UnorderedElementsAre("0 in 0", "1 in 1")) << "not by mid";
  EXPECT_THAT(Related(P("mid")), UnorderedElementsAre("0 in 1", "1 in 1"));
  EXPECT_THAT(Related(P("low")), UnorderedElementsAre("0 in 1", "1 in 0"));
}

TEST_F(ConditionLabelsTest, TakeEquivalentsForOne) {
  ASSERT_EQ(labels_.Add({"urn:f", "mid"}, 0), 0u);
  ASSERT_EQ(labels_.Add(P("mid"), 0), 0u);
  EXPECT_THAT(Related(P("mid")), UnorderedElementsAre("0 in 0"));
  TrialBits trials(1, false);
  labels_.TrialsOf(0).AddTo(trials);
  EXPECT_TRUE(trials.Has(0));
}

TEST_F(ConditionLabelsTest, KnowUnknownCodesAsThemselvesOnly) {
  ASSERT_EQ(labels_.Add(P("gone"), 0), 0u);
  ASSERT_EQ(labels_.Add(P("lost"), 1), 1u);
  EXPECT_THAT(Related(P("gone")), UnorderedElementsAre("0 in 0"));
  EXPECT_THAT(Related(P("never")), IsEmpty());
  EXPECT_THAT(Related(P("top")), IsEmpty());
}

TEST(TrialColumnsTest, FindIdsInAnyOrderAndInCopiesThatGrowOnTheirOwn) {
  const auto terminology = MakeTerminology();
  TrialColumns columns(*terminology);
  EXPECT_EQ(columns.Find("trial-0"), std::nullopt);
  Trial trial;
  const auto id_of = [](size_t i) { return absl::StrCat("trial-", i * 7 % 100); };
  for (size_t i = 0; i < 50; ++i) {
    trial.id = id_of(i);
    columns.Add(trial);
  }
  TrialColumns copy = columns;
  for (size_t i = 50; i < 100; ++i) {
    trial.id = id_of(i);
    copy.Add(trial);
  }
  copy.Pack();
  ASSERT_EQ(columns.size(), 50u);
  ASSERT_EQ(copy.size(), 100u);
  for (size_t i = 0; i < 100; ++i) {
    EXPECT_EQ(copy.id(i), id_of(i));
    EXPECT_EQ(copy.Find(id_of(i)), i);
    EXPECT_EQ(columns.Find(id_of(i)), i < 50 ? std::optional<size_t>(i) : std::nullopt);
  }
  EXPECT_EQ(copy.Find("trial-"), std::nullopt);
  EXPECT_EQ(copy.Find(""), std::nullopt);
}

}  // namespace
}  // namespace trialmatch
