// Baselines: kept, found again, and made from one another.
#include "matching/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "matching/baseline_cache.h"
#include "matching/known_baselines.h"
#include "matching/patient_truths.h"
#include "matching/untouched_truths.h"
#include "matching/verdict_changes.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

std::shared_ptr<const Baseline> Named(std::string class_truths, size_t size = 1) {
  auto baseline = std::make_shared<Baseline>(size);
  baseline->class_truths = std::move(class_truths);
  return baseline;
}

TEST(BaselineCacheTest, KeepsWhatWasAskedForLast) {
  BaselineCache cache(2);
  const auto a = Named("a");
  cache.Put(a);
  cache.Put(Named("b"));
  EXPECT_EQ(cache.Find("a"), a);
  cache.Put(Named("c"));
  EXPECT_EQ(cache.size(), 2u);
  EXPECT_EQ(cache.Find("a"), a);
  EXPECT_EQ(cache.Find("b"), nullptr);
  EXPECT_EQ(cache.Find("c")->class_truths, "c");
  cache.Put(Named("a"));
  EXPECT_EQ(cache.Find("a"), a) << "the first one stays";
  ASSERT_EQ(cache.All().size(), 2u);
  EXPECT_EQ(cache.All()[0], a);
}

TEST(BaselineCacheTest, ServesManyThreadsThatMakeRoomForEachOther) {
  BaselineCache cache(3);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (size_t own = 0; own < 4; ++own) {
    threads.emplace_back([&cache, &wrong, own] {
      for (size_t i = 0; i < 2000; ++i) {
        const std::string key = std::to_string((i * (own + 1)) % 7);
        const std::shared_ptr<const Baseline> found = cache.Find(key);
        if (found == nullptr) cache.Put(Named(key));
        if (found != nullptr && found->class_truths != key) ++wrong;
        wrong += cache.All().size() > 3;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

// What an index is made of.
struct Parts {
  explicit Parts(const RandomWorld& world) : Parts(world, PredicateTable(*world.terms.terminology)) {}

  CompiledTrials trials;
  std::unique_ptr<PredicateSets> sets;
  std::unique_ptr<LiteralPostings> postings;

 private:
  Parts(const RandomWorld& world, PredicateTable table) {
    for (const TrialPointer& trial : world.trials) trials.Add(*trial, table);
    trials.Finish([](Literal literal) -> uint64_t { return 1 + literal.index() % 5; });
    sets = std::make_unique<PredicateSets>(std::move(table).TakePredicates(), *world.terms.terminology);
    postings = std::make_unique<LiteralPostings>(trials, sets->predicates.size());
  }
};

std::vector<const TrialBits*> PlanesOf(const Baseline& baseline) {
  return {&baseline.one_false, &baseline.more_false, &baseline.rest_false, &baseline.unguarded,
          &baseline.one_open,  &baseline.more_open,  &baseline.rest_open};
}

TEST(KnownBaselinesTest, MakesTheSameFromAnotherAsFromNothing) {
  constexpr size_t kTrials = 3000;
  const RandomWorld world = MakeWorld(TestSeed(), kTrials, 60);
  const Parts parts(world);
  const auto never = [] { return false; };
  KnownBaselines known(parts.trials, *parts.sets, *parts.postings, /*entries_per_trial=*/0);
  std::vector<size_t> set_bits(7, 0);
  for (const RandomPatient& made : world.patients) {
    const PatientTruths truths(*parts.sets, world.View(made));
    const KnownBaselines::Start start = known.Find(truths, never);
    KnownBaselines empty(parts.trials, *parts.sets, *parts.postings);
    const KnownBaselines::Start fresh = empty.Find(truths, never);
    ASSERT_EQ(fresh.baseline->class_truths, truths.class_truths());
    ASSERT_EQ(start.baseline->class_truths, truths.class_truths());
    EXPECT_EQ(start.changes.size(), truths.exceptions().size());
    for (size_t plane = 0; plane < 7; ++plane) {
      const TrialBits& found = *PlanesOf(*start.baseline)[plane];
      const TrialBits& expected = *PlanesOf(*fresh.baseline)[plane];
      for (size_t i = 0; i < kTrials; ++i) ASSERT_EQ(found.Has(i), expected.Has(i)) << plane << " " << i;
      set_bits[plane] += expected.Count(kTrials);
    }
  }
  for (const size_t count : set_bits) EXPECT_GT(count, 10u) << "a plane that is empty is hardly tested";
  EXPECT_EQ(known.BytesUsed() % Baseline::BytesFor(kTrials), 0u);
  EXPECT_GT(known.BytesUsed(), 10 * Baseline::BytesFor(kTrials));
}

// The truths that a match starts from: those of the baseline, and what changed.
class StartedTruths {
 public:
  StartedTruths(const PredicateSets& sets, const KnownBaselines::Start& start)
      : truths_(sets.predicates.size(), Truth::kUnknown) {
    const std::string& of_classes = start.baseline->class_truths;
    for (ClassId one = 0; one < of_classes.size(); ++one) {
      if (of_classes[one] == UntouchedTruths::kNone) continue;
      for (const PredicateId id : sets.classes.classes()[one].members) {
        truths_[id] = static_cast<Truth>(of_classes[one]);
      }
    }
    for (const auto& [id, before, now] : start.changes) {
      EXPECT_EQ(truths_[id], before) << "it is not so, or was told twice";
      EXPECT_NE(before, now);
      truths_[id] = now;
    }
  }
  Truth Of(PredicateId id) const { return truths_[id]; }

 private:
  std::vector<Truth> truths_;
};

// Each patient but the first from the baseline of the first, however far it is.
TEST(KnownBaselinesTest, AnyBaselineLeadsToTheVerdicts) {
  const RandomWorld world = MakeWorld(TestSeed() + 1, 600, IsSlowBuild() ? 20 : 100);
  const Parts parts(world);
  const PredicateSets& sets = *parts.sets;
  KnownBaselines known(parts.trials, sets, *parts.postings, /*entries_per_trial=*/1'000'000);
  std::array<size_t, 3> settled{};
  size_t doubtful = 0;
  for (const RandomPatient& made : world.patients) {
    const PatientTruths truths(sets, world.View(made));
    const KnownBaselines::Start start = known.Find(truths, [] { return false; });
    ASSERT_EQ(known.BytesUsed(), Baseline::BytesFor(600));
    const StartedTruths started(sets, start);
    VerdictChanges changes(*parts.postings, *start.baseline, 600);
    VerdictPlanes verdicts(600);
    for (const auto& [id, before, now] : start.changes) {
      changes.Change(Literal(id, false), before, now);
      changes.Change(Literal(id, true), Not(before), Not(now));
    }
    const auto tell_every_time = [&](auto tell) {
      for (PredicateId id = 0; id < sets.predicates.size(); ++id) {
        if (sets.predicates[id].route != LeafRoute::kEveryTime) {
          ASSERT_EQ(started.Of(id), truths.Of(id));
          continue;
        }
        for (const Literal literal : {Literal(id, false), Literal(id, true)})
          tell(literal, truths.Met(literal));
      }
    };
    tell_every_time([&](Literal literal, Truth now) { changes.Touch(literal, now); });
    changes.Open(verdicts);
    tell_every_time([&](Literal literal, Truth now) { changes.Lower(literal, now, verdicts); });
    changes.Settle(verdicts);
    for (size_t i = 0; i < 600; ++i) {
      const Truth truth = parts.trials.Evaluate(i, truths);
      if (!changes.doubtful().Has(i)) {
        ASSERT_EQ(verdicts[i], truth) << i;
        ++settled[static_cast<size_t>(truth)];
        continue;
      }
      ++doubtful;
      ASSERT_GE(verdicts[i], truth) << i;
      if (changes.AreLiteralsDoubtful(i, verdicts)) continue;
      verdicts.Lower(i, parts.trials.FindRest(i, truths));
      ASSERT_EQ(verdicts[i], truth) << i;
    }
  }
  for (const size_t count : settled) EXPECT_GT(count, 100u);
  EXPECT_GT(doubtful, 100u);
  EXPECT_LT(doubtful, settled[0] + settled[1] + settled[2]) << "most are known without being evaluated";
}

TEST(KnownBaselinesTest, MakesABaselineOnceGoingWithoutItHasCostEnough) {
  const RandomWorld world = MakeWorld(TestSeed() + 2, 3000, 60);
  const Parts parts(world);
  KnownBaselines known(parts.trials, *parts.sets, *parts.postings);
  const auto never = [] { return false; };
  size_t made_later = 0;
  for (const RandomPatient& patient : world.patients) {
    const PatientTruths truths(*parts.sets, world.View(patient));
    const auto is_own = [&] {
      return known.Find(truths, never).baseline->class_truths == truths.class_truths();
    };
    if (is_own()) continue;
    const size_t bytes = known.BytesUsed();
    size_t asked = 1;
    while (!is_own()) ASSERT_LT(++asked, 10'000u);
    EXPECT_GT(known.BytesUsed(), bytes);
    ++made_later;
  }
  EXPECT_GT(made_later, 5u);
}

TEST(KnownBaselinesTest, StopsWhenTold) {
  const RandomWorld world = MakeWorld(TestSeed(), 100, 1);
  const Parts parts(world);
  KnownBaselines known(parts.trials, *parts.sets, *parts.postings);
  const PatientTruths truths(*parts.sets, world.View(world.patients[0]));
  EXPECT_EQ(known.Find(truths, [] { return true; }).baseline, nullptr);
  EXPECT_EQ(known.BytesUsed(), 0u);
}

}  // namespace
}  // namespace trialmatch
