// Who asks for a part of a truth is told that part, whatever the criterion and the patient.
#include "matching/asked_truth.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "matching/evaluator.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

void ExpectItsParts(const Criterion& criterion, const std::string& trial, const PatientView& view) {
  const Truth truth = EvaluateCriterion(criterion, trial, view, nullptr);
  const auto is = [&](Asked asked, Truth wanted) {
    return EvaluateCriterion(criterion, trial, view, nullptr, asked) == wanted;
  };
  ASSERT_EQ(is(Asked::kWhetherTrue, Truth::kTrue), truth == Truth::kTrue) << LeafKindName(criterion);
  ASSERT_EQ(is(Asked::kWhetherFalse, Truth::kFalse), truth == Truth::kFalse) << LeafKindName(criterion);
}

Criterion Combined(Operator op, std::vector<Criterion> children) {
  Criterion criterion;
  criterion.kind = Combination{op, 2, std::move(children)};
  return criterion;
}

TEST(AskedTruth, IsTheSameOfLeavesAndOfWhatIsMadeOfThem) {
  const RandomWorld world = MakeWorld(TestSeed(), 150, IsSlowBuild() ? 10 : 60);
  for (const RandomPatient& made : world.patients) {
    const PatientView view = world.View(made);
    for (const TrialPointer& trial : world.trials) {
      const std::vector<const Criterion*> leaves = LeavesOf(*trial);
      for (const Criterion* leaf : leaves) ASSERT_NO_FATAL_FAILURE(ExpectItsParts(*leaf, trial->id, view));
      if (leaves.size() < 3) continue;
      const Criterion &a = *leaves[0], &b = *leaves[1], &c = *leaves[2];
      const Criterion implied = Combined(Operator::kIfThen, {a, b});
      for (const Criterion& criterion :
           {Combined(Operator::kAllOf, {a, b, c}), Combined(Operator::kAnyOf, {a, b, c}),
            Combined(Operator::kAtLeast, {a, b, c}), implied, Combined(Operator::kNot, {implied})}) {
        ASSERT_NO_FATAL_FAILURE(ExpectItsParts(criterion, trial->id, view));
      }
    }
  }
}

}  // namespace
}  // namespace trialmatch
