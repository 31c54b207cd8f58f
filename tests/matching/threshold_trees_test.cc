// Flattened trees have the truth of the criteria that they were made of, and their guards guard them.
#include "matching/threshold_trees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "matching/evaluator.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

// Truths of predicates, drawn. At a share of 0 nothing is FALSE.
class DrawnTruths {
 public:
  DrawnTruths(RandomSource& random, size_t count, int percent_false) {
    for (size_t i = 0; i < count; ++i) {
      truths_.push_back(random.Chance(percent_false) ? Truth::kFalse
                        : random.Chance(50)          ? Truth::kUnknown
                                                     : Truth::kTrue);
    }
  }
  Truth Of(PredicateId id) const { return truths_[id]; }

 private:
  std::vector<Truth> truths_;
};

Truth Defined(const Criterion& criterion, PredicateTable& predicates, const DrawnTruths& truths) {
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    return IsByPerson(criterion) ? Truth::kUnknown : truths.Of(predicates.Intern(criterion));
  }
  std::vector<Truth> children;
  for (const Criterion& child : combination->children) children.push_back(Defined(child, predicates, truths));
  return Combine(*combination, children);
}

uint64_t CostByNumber(Literal literal) { return 1 + literal.index() % 7; }

// Of the guards, or of the other leaves.
bool AreNotFalse(bool guards, const ThresholdTrees& trees, uint32_t begin, uint32_t end,
                 const DrawnTruths& truths) {
  bool held = true;
  trees.ForEachLeaf(begin, end, [&](const Literal& literal, bool is_guard) {
    held &= is_guard != guards || literal.Met(truths.Of(literal.predicate())) != Truth::kFalse;
  });
  return held;
}

TEST(ThresholdTreesTest, HaveTheTruthOfTheirCriteriaAndGuardsThatHold) {
  RandomSource random(TestSeed());
  const RandomTerminology terms = MakeTerminology(random);
  RandomTrialMaker maker(random, terms);
  PredicateTable predicates(*terms.terminology);
  std::array<size_t, 3> truths_found{};
  size_t guarded = 0, unguarded = 0, backed_false = 0, unbacked_false = 0;
  for (int i = 0; i < 400; ++i) {
    const Criterion criterion = maker.MakeCriterion(4);
    for (const bool negated : {false, true}) {
      ThresholdTrees trees;
      trees.Add(maker.MakeLeaf(), false, predicates);  // what is before does not matter
      const uint32_t begin = trees.end();
      trees.Add(criterion, negated, predicates);
      const bool backed = trees.MarkGuards(begin, trees.end(), CostByNumber);
      for (const int percent_false : {0, 20, 60}) {
        const DrawnTruths truths(random, predicates.size(), percent_false);
        const Truth defined = Defined(criterion, predicates, truths);
        const Truth found = trees.FindAll(begin, trees.end(), truths);
        ASSERT_EQ(found, negated ? Not(defined) : defined) << i;
        ++truths_found[static_cast<size_t>(found)];
        if (found == Truth::kFalse) {
          ASSERT_FALSE(AreNotFalse(true, trees, begin, trees.end(), truths)) << i;
          ASSERT_FALSE(backed && AreNotFalse(false, trees, begin, trees.end(), truths)) << i;
          ++(backed ? backed_false : unbacked_false);
        } else {
          ++(AreNotFalse(true, trees, begin, trees.end(), truths) ? guarded : unguarded);
        }
      }
    }
  }
  for (const size_t count : truths_found) EXPECT_GT(count, 100u);
  EXPECT_GT(guarded, 5 * unguarded) << "guards that fail do not guard";
  EXPECT_GT(unguarded, 10u);
  EXPECT_GT(backed_false, 5u);
  EXPECT_GT(unbacked_false, 50u);
}

// Validation refuses such numbers; the trees do not rely on it.
TEST(ThresholdTreesTest, TakeAnyNumber) {
  RandomSource random(TestSeed());
  const RandomTerminology terms = MakeTerminology(random);
  RandomTrialMaker maker(random, terms);
  PredicateTable predicates(*terms.terminology);
  for (const int k : {-3, 0, 1, 2, 3, 4, 1'000'000'000}) {
    Combination some{Operator::kAtLeast, k, {maker.MakeLeaf(), maker.MakeLeaf()}};
    Criterion inner;
    inner.kind = std::move(some);
    Criterion outer;
    outer.kind = Combination{Operator::kAnyOf, 0, {inner, maker.MakeLeaf()}};
    for (const bool negated : {false, true}) {
      ThresholdTrees trees;
      trees.Add(outer, negated, predicates);
      const bool backed = trees.MarkGuards(0, trees.end(), CostByNumber);
      const bool never = trees.AreNeverMet(0, trees.end());
      for (int i = 0; i < 50; ++i) {
        const DrawnTruths truths(random, predicates.size(), 50);
        const Truth defined = Defined(outer, predicates, truths);
        const Truth found = trees.FindAll(0, trees.end(), truths);
        ASSERT_EQ(found, negated ? Not(defined) : defined) << k;
        ASSERT_TRUE(!never || found == Truth::kFalse) << k;
        if (found != Truth::kFalse) continue;
        ASSERT_TRUE(never || !AreNotFalse(true, trees, 0, trees.end(), truths)) << k;
        ASSERT_FALSE(backed && AreNotFalse(false, trees, 0, trees.end(), truths)) << k;
      }
    }
  }
}

}  // namespace
}  // namespace trialmatch
