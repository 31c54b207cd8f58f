// Trees, flattened, have the truth of the criteria that they were made of, and their guards guard them.
#include "matching/threshold_trees.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <utility>
#include <variant>
#include <vector>

#include "matching/evaluator.h"
#include "matching/flat_rests.h"
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
  Truth Of(PredicateId id) const { return truths_.at(id); }

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
bool AreNotFalse(bool guards, const FlatRests& rests, uint32_t begin, const DrawnTruths& truths) {
  bool held = true;
  rests.ForEachLeaf(begin, rests.end(), [&](const Literal& literal, bool is_guard) {
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
      FlatRests rests;
      trees.Add(maker.MakeLeaf(), false, predicates);  // what is before does not matter
      rests.Add(trees, 0, trees.end());
      const uint32_t begin = trees.end(), rest = rests.end();
      trees.Add(criterion, negated, predicates);
      const bool backed = trees.MarkGuards(begin, trees.end(), CostByNumber);
      rests.Add(trees, begin, trees.end());
      FlatRests::Counts counts(rests);
      for (const int percent_false : {0, 20, 60}) {
        const DrawnTruths truths(random, predicates.size(), percent_false);
        const Truth defined = Defined(criterion, predicates, truths);
        const Truth found = rests.Find(rest, rests.end(), truths, counts);
        ASSERT_EQ(found, negated ? Not(defined) : defined) << i;
        ++truths_found[static_cast<size_t>(found)];
        if (found == Truth::kFalse) {
          ASSERT_FALSE(AreNotFalse(true, rests, rest, truths)) << i;
          ASSERT_FALSE(backed && AreNotFalse(false, rests, rest, truths)) << i;
          ++(backed ? backed_false : unbacked_false);
        } else {
          ++(AreNotFalse(true, rests, rest, truths) ? guarded : unguarded);
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

// Several trees at once, some of leaves that nobody can know, some of nothing but such.
TEST(FlatRestsTest, AreTheConjunctionOfTheirTrees) {
  RandomSource random(TestSeed());
  const RandomTerminology terms = MakeTerminology(random);
  RandomTrialMaker maker(random, terms);
  PredicateTable predicates(*terms.terminology);
  Criterion by_person;
  by_person.kind = UnstructuredCriterion();
  ASSERT_TRUE(IsByPerson(by_person));
  std::array<size_t, 3> truths_found{};
  FlatRests rests;
  for (int i = 0; i < 400; ++i) {
    ThresholdTrees trees;
    std::vector<Criterion> parts(random.Below(4));
    for (Criterion& part : parts) {
      part = random.Chance(15) ? by_person : maker.MakeCriterion(3);
      if (random.Chance(30)) {
        Combination either{Operator::kAnyOf, 0, {by_person, part}};
        part.kind = std::move(either);
      }
      trees.Add(part, false, predicates);
    }
    const uint32_t begin = rests.end();
    rests.Add(trees, 0, trees.end());
    FlatRests::Counts counts(rests);
    for (int draw = 0; draw < 5; ++draw) {
      const DrawnTruths truths(random, predicates.size(), 15);
      Truth defined = Truth::kTrue;
      for (const Criterion& part : parts) defined = And(defined, Defined(part, predicates, truths));
      ASSERT_EQ(rests.Find(begin, rests.end(), truths, counts), defined) << i;
      ++truths_found[static_cast<size_t>(defined)];
    }
  }
  for (const size_t count : truths_found) EXPECT_GT(count, 100u);
}

// There need not be any predicate.
TEST(FlatRestsTest, AskForNoTruthWhereNoLeafHasOne) {
  RandomSource random(TestSeed());
  const RandomTerminology terms = MakeTerminology(random);
  PredicateTable predicates(*terms.terminology);
  Criterion by_person, inner, outer;
  by_person.kind = UnstructuredCriterion();
  inner.kind = Combination{Operator::kAnyOf, 0, {by_person, by_person}};
  outer.kind = Combination{Operator::kAllOf, 0, {inner, inner}};
  ThresholdTrees trees;
  trees.Add(outer, true, predicates);
  FlatRests rests;
  rests.Add(trees, 0, trees.end());
  FlatRests::Counts counts(rests);
  EXPECT_EQ(rests.Find(0, rests.end(), DrawnTruths(random, 0, 0), counts), Truth::kUnknown);
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
      FlatRests rests;
      rests.Add(trees, 0, trees.end());
      FlatRests::Counts counts(rests);
      for (int i = 0; i < 50; ++i) {
        const DrawnTruths truths(random, predicates.size(), 50);
        const Truth defined = Defined(outer, predicates, truths);
        const Truth found = rests.Find(0, rests.end(), truths, counts);
        ASSERT_EQ(found, negated ? Not(defined) : defined) << k;
        ASSERT_TRUE(!never || found == Truth::kFalse) << k;
        if (found != Truth::kFalse) continue;
        ASSERT_TRUE(never || !AreNotFalse(true, rests, 0, truths)) << k;
        ASSERT_FALSE(backed && AreNotFalse(false, rests, 0, truths)) << k;
      }
    }
  }
}

}  // namespace
}  // namespace trialmatch
