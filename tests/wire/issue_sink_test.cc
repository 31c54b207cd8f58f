#include "wire/issue_sink.h"

#include <gtest/gtest.h>

#include "tests/wire/wire_test_support.h"

namespace trialmatch {
namespace {

TEST(IssueSinkTest, PathsFollowTheScopes) {
  IssueSink sink("trial");
  sink.Error("a");
  {
    Field cohort(sink, "cohorts", 1);
    Field list(sink, "inclusion_criteria", 0);
    sink.ErrorAt("id", "b");
    sink.Warning("c");
  }
  sink.WarningAt("name", "d");
  EXPECT_EQ(ErrorFields(sink.issues()),
            (std::vector<std::string>{"trial", "trial.cohorts[1].inclusion_criteria[0].id"}));
  EXPECT_EQ(WarningFields(sink.issues()),
            (std::vector<std::string>{"trial.cohorts[1].inclusion_criteria[0]", "trial.name"}));
}

TEST(IssueSinkTest, WithoutARootPathsBeginWithTheField) {
  IssueSink sink;
  sink.ErrorAt("name", "a");
  Field site(sink, "sites", 3);
  sink.ErrorAt("id", "b");
  EXPECT_EQ(ErrorFields(sink.issues()), (std::vector<std::string>{"name", "sites[3].id"}));
}

TEST(IssueSinkTest, NamesTheInnermostCriterion) {
  IssueSink sink;
  {
    InCriterion outer(sink, "outer");
    {
      InCriterion inner(sink, "inner");
      sink.Error("a");
    }
    sink.Error("b");
  }
  sink.Error("c");
  ASSERT_EQ(sink.issues().size(), 3u);
  EXPECT_EQ(sink.issues()[0].criterion_id, "inner");
  EXPECT_EQ(sink.issues()[1].criterion_id, "outer");
  EXPECT_EQ(sink.issues()[2].criterion_id, "");
}

TEST(IssueSinkTest, AFloodOfWarningsHidesNoError) {
  IssueSink sink;
  for (size_t i = 0; i < 3 * IssueSink::kMaxIssues; ++i) sink.Warning("w");
  sink.Error("e");
  EXPECT_EQ(sink.issues().size(), IssueSink::kMaxIssues + 1);
  EXPECT_EQ(sink.errors(), 1u);
  EXPECT_TRUE(HasErrors(sink.issues()));
}

}  // namespace
}  // namespace trialmatch
