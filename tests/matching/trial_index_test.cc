#include "matching/trial_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "matching/evaluator.h"
#include "matching/trial_index_builder.h"
#include "terminology/plain_table.h"
#include "tests/support/counting_terminology.h"
#include "tests/support/match_truths.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

constexpr size_t kTrials = 250;
constexpr size_t kPatients = 200;

uint64_t PairCount() { return NumberFromEnvironment("TRIALMATCH_PAIRS", IsSlowBuild() ? 50'000 : 1'000'000); }

size_t WorldCount() {
  return std::max<size_t>(1, (PairCount() + kTrials * kPatients - 1) / (kTrials * kPatients));
}

absl::StatusOr<TrialPointer> ReadNothing(size_t) { return absl::NotFoundError("no such trial"); }

// How often each truth came up.
class Shares {
 public:
  void Add(Truth truth) { ++counts_[static_cast<size_t>(truth)]; }
  double Of(Truth truth) const {
    const double all = static_cast<double>(counts_[0] + counts_[1] + counts_[2]);
    return 100.0 * static_cast<double>(counts_[static_cast<size_t>(truth)]) / all;
  }

 private:
  std::array<uint64_t, 3> counts_{};
};

// Per cent of each truth, at least; a sanitizer's run is too short for rare leaves to even out.
double LeastShare() { return IsSlowBuild() ? 2.0 : 5.0; }

void PrintAndExpectBalanced(const std::string& name, const Shares& shares) {
  std::printf("%-20s %5.1f %% true %5.1f %% false %5.1f %% unknown\n", name.c_str(), shares.Of(Truth::kTrue),
              shares.Of(Truth::kFalse), shares.Of(Truth::kUnknown));
  for (const Truth truth : {Truth::kTrue, Truth::kFalse, Truth::kUnknown}) {
    EXPECT_GE(shares.Of(truth), LeastShare()) << name << ": a truth that hardly occurs is hardly tested";
  }
}

TEST(TrialIndexTest, EqualsTheDefinitionOnRandomPairs) {
  const uint64_t seed = TestSeed();
  std::printf("TRIALMATCH_SEED=%llu\n", static_cast<unsigned long long>(seed));
  Shares trials;
  for (size_t i = 0; i < WorldCount(); ++i) {
    const RandomWorld world = MakeWorld(seed + i, kTrials, kPatients);
    const auto index = BuildTrialIndex(world.trials, *world.terms.terminology);
    const auto plain = BuildPlainIndex(world.trials);
    ASSERT_EQ(index->size(), kTrials);
    for (size_t p = 0; p < world.patients.size(); ++p) {
      const PatientView view = world.View(world.patients[p]);
      const std::vector<Truth> found = MatchTruths(*index, view, world.trials);
      const std::vector<Truth> defined = MatchTruths(*plain, view, world.trials);
      ASSERT_EQ(found.size(), kTrials);
      for (size_t t = 0; t < kTrials; ++t) {
        ASSERT_EQ(found[t], defined[t]) << "world " << seed + i << ", patient " << p << ", trial " << t;
        trials.Add(found[t]);
      }
    }
  }
  PrintAndExpectBalanced("trials", trials);
}

TEST(TrialIndexTest, RandomLeavesComeOutAllThreeWays) {
  std::map<std::string, Shares> leaves;
  for (size_t i = 0; i < std::min<size_t>(WorldCount(), 8); ++i) {
    const RandomWorld world = MakeWorld(TestSeed() + i, kTrials, 25);
    for (const RandomPatient& made : world.patients) {
      const PatientView view = world.View(made);
      for (const TrialPointer& trial : world.trials) {
        for (const Criterion* leaf : LeavesOf(*trial)) {
          leaves[LeafKindName(*leaf)].Add(EvaluateCriterion(*leaf, trial->id, view, nullptr));
        }
      }
    }
  }
  EXPECT_EQ(leaves.size(), 22u);
  for (const auto& [name, shares] : leaves) PrintAndExpectBalanced(name, shares);
}

TEST(TrialIndexTest, AnExplanationHasTheTruthOfTheDefinition) {
  for (size_t i = 0; i < std::min<size_t>(WorldCount(), 4); ++i) {
    const RandomWorld world = MakeWorld(TestSeed() + i, kTrials, 20);
    for (const RandomPatient& made : world.patients) {
      const PatientView view = world.View(made);
      for (const TrialPointer& trial : world.trials) {
        const TrialResult explained = Explain(*trial, view);
        ASSERT_EQ(explained.truth, Evaluate(*trial, view)) << trial->id;
        ASSERT_EQ(explained.deciding.empty(), explained.truth == Truth::kTrue) << trial->id;
      }
    }
  }
}

TEST(TrialIndexTest, TheOrderOfTheTrialsChangesNoAnswer) {
  const RandomWorld world = MakeWorld(TestSeed(), kTrials, 20);
  RandomSource random(TestSeed());
  std::vector<size_t> order(kTrials);
  for (size_t i = 0; i < kTrials; ++i) order[i] = i;
  random.Shuffle(order);
  std::vector<TrialPointer> shuffled;
  for (const size_t position : order) shuffled.push_back(world.trials[position]);
  const auto one = BuildTrialIndex(world.trials, *world.terms.terminology);
  const auto other = BuildTrialIndex(shuffled, *world.terms.terminology);
  for (const RandomPatient& made : world.patients) {
    const PatientView view = world.View(made);
    const std::vector<Truth> straight = MatchTruths(*one, view, world.trials);
    const std::vector<Truth> turned = MatchTruths(*other, view, shuffled);
    for (size_t i = 0; i < kTrials; ++i) ASSERT_EQ(turned[i], straight[order[i]]) << "trial " << order[i];
  }
}

TEST(TrialIndexTest, StopsWhenTold) {
  const RandomWorld world = MakeWorld(TestSeed(), 2000, 1);
  const PatientView view = world.View(world.patients[0]);
  for (const auto& index :
       {BuildTrialIndex(world.trials, *world.terms.terminology), BuildPlainIndex(world.trials)}) {
    int asked = 0;
    EXPECT_EQ(index->Match(view, ReadNothing, [&asked] { return ++asked == 3; }).status().code(),
              absl::StatusCode::kCancelled);
    EXPECT_EQ(asked, 3);
    EXPECT_EQ(MatchTruths(*index, view, world.trials).size(), world.trials.size());
  }
}

// The trials may go away once the index is built; only those that somebody spoke of are read.
TEST(TrialIndexTest, ReadsTheTrialsThatThePatientNamesAndNoOther) {
  const RandomWorld world = MakeWorld(TestSeed(), kTrials, kPatients);
  TrialIndexBuilder builder(*world.terms.terminology);
  for (const TrialPointer& trial : world.trials) builder.Add(Trial(*trial));
  const std::unique_ptr<TrialIndex> index = std::move(builder).Build();
  size_t named_in_all = 0;
  for (const RandomPatient& made : world.patients) {
    std::set<std::string> named, read;
    for (const Attestation& attestation : made.patient.attestations) named.insert(attestation.trial);
    for (const Consent& consent : made.patient.consents) named.insert(consent.trial);
    const auto reader = [&](size_t position) -> absl::StatusOr<TrialPointer> {
      read.insert(world.trials[position]->id);
      return world.trials[position];
    };
    const auto never = [] { return false; };
    ASSERT_TRUE(index->Match(world.View(made), reader, never).ok());
    for (const std::string& id : read) EXPECT_TRUE(named.contains(id)) << id;
    named_in_all += read.size();
    const auto failed = index->Match(world.View(made), ReadNothing, never);
    EXPECT_EQ(failed.status().code(), read.empty() ? absl::StatusCode::kOk : absl::StatusCode::kNotFound);
  }
  EXPECT_GT(named_in_all, kPatients / 10);
}

TEST(TrialIndexTest, AnswersForNoTrials) {
  const RandomWorld world = MakeWorld(TestSeed(), 1, 1);
  const auto index = BuildTrialIndex({}, *world.terms.terminology);
  EXPECT_EQ(index->size(), 0u);
  EXPECT_THAT(MatchTruths(*index, world.View(world.patients[0]), {}), testing::IsEmpty());
}

// What is asked of the terminology shows which leaves were evaluated.
class TrialIndexWorkTest : public testing::Test {
 protected:
  TrialIndexWorkTest() {
    options_.as_of = *MakeAsOf(absl::UnixEpoch() + absl::Hours(24 * 20'000), "UTC");
    tables_ = LoadPlainTables({{"work.tsv",
                                "system\tw\turn:w\tWork\t1\tone\n"
                                "concept\tw:gate\tgate\n"
                                "concept\tw:shared\tshared\n"
                                "concept\tw:behind\tbehind\n"}});
    counting_ = std::make_unique<CountingTerminology>(*tables_.terminology);
    patient_.sex_at_birth = Sex::kMale;
  }

  static Criterion Asks(FactCategory category, const char* code) {
    FactCriterion fact;
    fact.category = category;
    fact.concepts.include = {{Code{"urn:w", code}, true}};
    Criterion criterion;
    criterion.kind = fact;
    return criterion;
  }
  static Criterion AsksSex(Sex sex) {
    Criterion criterion;
    criterion.kind = SexCriterion{sex, SexAttribute::kSexAtBirth};
    return criterion;
  }
  static TrialPointer MakeTrial(std::vector<Criterion> inclusion, std::vector<Criterion> exclusion) {
    Trial trial;
    trial.id = "work";
    trial.criteria = {std::move(inclusion), std::move(exclusion)};
    return std::make_shared<Trial>(std::move(trial));
  }

  // Counts what the match asks, not what the index was built with.
  std::vector<Truth> Match(const std::vector<TrialPointer>& trials) {
    return MatchTruths(*BuildTrialIndex(trials, *tables_.terminology),
                       PatientView(patient_, options_, *counting_), trials);
  }
  int Asked(const char* code) const { return counting_->AskedAbout(Code{"urn:w", code}); }

  Patient patient_;
  EvaluationOptions options_;
  LoadedTables tables_;
  std::unique_ptr<CountingTerminology> counting_;
};

TEST_F(TrialIndexWorkTest, EvaluatesASharedLeafOnce) {
  Fact fact;
  fact.category = FactCategory::kProcedure;
  fact.code = Code{"urn:w", "shared"};
  patient_.facts = {fact};
  std::vector<TrialPointer> trials;
  for (int i = 0; i < 10; ++i) {
    Criterion shared = Asks(FactCategory::kProcedure, "shared");
    std::get<FactCriterion>(shared.kind).occurrences.min = 2;
    shared.id = "criterion-" + std::to_string(i);
    trials.push_back(MakeTrial({shared}, {}));
  }
  EXPECT_THAT(Match({trials[0]}), testing::Each(Truth::kUnknown));
  const int once = Asked("shared");
  EXPECT_GT(once, 0);
  EXPECT_THAT(Match(trials), testing::Each(Truth::kUnknown));
  EXPECT_EQ(Asked("shared"), 2 * once);
}

TEST_F(TrialIndexWorkTest, DecidesALeafOfPlainShapeByItsPlan) {
  Fact fact;
  fact.category = FactCategory::kProcedure;
  fact.code = Code{"urn:w", "shared"};
  patient_.facts = {fact};
  EXPECT_THAT(Match({MakeTrial({Asks(FactCategory::kProcedure, "shared")}, {})}),
              testing::Each(Truth::kTrue));
  EXPECT_EQ(Asked("shared"), 0);
}

TEST_F(TrialIndexWorkTest, AsksNothingOfALeafThatNoFactTouches) {
  const TrialPointer one = MakeTrial({Asks(FactCategory::kProcedure, "shared")}, {});
  const TrialPointer other = MakeTrial({Asks(FactCategory::kProcedure, "behind")}, {});
  EXPECT_THAT(Match({one, other}), testing::Each(Truth::kUnknown));
  EXPECT_EQ(Asked("shared"), 0);
  EXPECT_EQ(Asked("behind"), 0);
}

TEST_F(TrialIndexWorkTest, AShutGateDecides) {
  const Criterion behind = Asks(FactCategory::kProcedure, "behind");
  const TrialPointer of_women = MakeTrial({behind, AsksSex(Sex::kFemale)}, {});
  const TrialPointer but_men = MakeTrial({behind}, {AsksSex(Sex::kMale)});
  EXPECT_THAT(Match({of_women, but_men}), testing::ElementsAre(Truth::kFalse, Truth::kFalse));
}

TEST_F(TrialIndexWorkTest, AnUnknownGateShutsNothing) {
  const TrialPointer trial =
      MakeTrial({Asks(FactCategory::kProcedure, "behind"), Asks(FactCategory::kCondition, "gate")}, {});
  EXPECT_THAT(Match({trial}), testing::ElementsAre(Truth::kUnknown));
}

TEST_F(TrialIndexWorkTest, WhatACohortAsksIsNoGate) {
  Trial trial;
  trial.id = "work";
  trial.cohorts.resize(2);
  trial.cohorts[0].criteria.inclusion = {AsksSex(Sex::kFemale)};
  trial.cohorts[1].criteria.inclusion = {AsksSex(Sex::kMale)};
  EXPECT_THAT(Match({std::make_shared<Trial>(trial)}), testing::ElementsAre(Truth::kTrue));
}

}  // namespace
}  // namespace trialmatch
