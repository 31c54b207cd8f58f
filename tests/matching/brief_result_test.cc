#include "matching/brief_result.h"

#include <gtest/gtest.h>

#include <map>

#include "matching/evaluator.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

TEST(BriefResultTest, HasTheVerdictsOfTheExplanationAndNothingElse) {
  const RandomWorld world = MakeWorld(TestSeed(), 150, IsSlowBuild() ? 10 : 60);
  std::map<Truth, int> trials, cohorts;
  for (const RandomPatient& made : world.patients) {
    const PatientView patient = world.View(made);
    for (const TrialPointer& trial : world.trials) {
      const TrialResult whole = Explain(*trial, patient);
      const TrialResult brief = BriefResult(*trial, patient);
      EXPECT_EQ(brief.truth, whole.truth);
      ++trials[brief.truth];
      ASSERT_EQ(brief.cohorts.size(), whole.cohorts.size());
      for (size_t i = 0; i < brief.cohorts.size(); ++i) {
        EXPECT_EQ(brief.cohorts[i].cohort_id, whole.cohorts[i].cohort_id);
        EXPECT_EQ(brief.cohorts[i].title, whole.cohorts[i].title);
        EXPECT_EQ(brief.cohorts[i].status, whole.cohorts[i].status);
        EXPECT_EQ(brief.cohorts[i].truth, whole.cohorts[i].truth);
        EXPECT_TRUE(brief.cohorts[i].criteria.empty());
        ++cohorts[brief.cohorts[i].truth];
      }
      EXPECT_TRUE(brief.criteria.empty() && brief.deciding.empty() && brief.assumptions.empty());
    }
  }
  EXPECT_EQ(trials.size(), 3u);
  EXPECT_EQ(cohorts.size(), 3u);
}

TEST(BriefResultTest, ACohortWithoutAStatusHasThatOfItsTrial) {
  const RandomWorld world = MakeWorld(TestSeed(), 0, 1);
  Trial trial;
  trial.status = RecruitmentStatus::kRecruiting;
  trial.cohorts.resize(2);
  trial.cohorts[1].status = RecruitmentStatus::kCompleted;
  const TrialResult brief = BriefResult(trial, world.View(world.patients[0]));
  EXPECT_EQ(brief.cohorts[0].status, RecruitmentStatus::kRecruiting);
  EXPECT_EQ(brief.cohorts[1].status, RecruitmentStatus::kCompleted);
}

}  // namespace
}  // namespace trialmatch
