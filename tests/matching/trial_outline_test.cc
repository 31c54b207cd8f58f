#include "matching/trial_outline.h"

#include <gtest/gtest.h>

#include "matching/evaluator.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

void ExpectSaysTheSame(const TrialResult& outline, const TrialResult& explained) {
  EXPECT_EQ(outline.truth, explained.truth);
  ASSERT_EQ(outline.cohorts.size(), explained.cohorts.size());
  for (size_t i = 0; i < outline.cohorts.size(); ++i) {
    EXPECT_EQ(outline.cohorts[i].cohort_id, explained.cohorts[i].cohort_id);
    EXPECT_EQ(outline.cohorts[i].title, explained.cohorts[i].title);
    EXPECT_EQ(outline.cohorts[i].status, explained.cohorts[i].status);
    EXPECT_EQ(outline.cohorts[i].truth, explained.cohorts[i].truth);
    EXPECT_TRUE(outline.cohorts[i].criteria.empty());
  }
  EXPECT_TRUE(outline.criteria.empty());
  EXPECT_TRUE(outline.deciding.empty());
  EXPECT_TRUE(outline.assumptions.empty());
}

TEST(TrialOutline, SaysWhatTheExplanationSaysWithoutTheCriteria) {
  const RandomWorld world = MakeWorld(TestSeed(), 300, IsSlowBuild() ? 10 : 60);
  size_t with_cohorts = 0;
  for (const RandomPatient& made : world.patients) {
    const PatientView view = world.View(made);
    for (const TrialPointer& trial : world.trials) {
      SCOPED_TRACE(trial->id);
      const TrialResult explained = Explain(*trial, view);
      ASSERT_NO_FATAL_FAILURE(ExpectSaysTheSame(Outline(*trial, view), explained));
      ASSERT_NO_FATAL_FAILURE(ExpectSaysTheSame(Outline(*trial, explained.truth, view), explained));
      with_cohorts += trial->cohorts.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(with_cohorts, 0u);
}

}  // namespace
}  // namespace trialmatch
