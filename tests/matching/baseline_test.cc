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
#include "matching/verdict_changes.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

std::shared_ptr<const Baseline> Named(std::string bundle_truths, size_t size = 1) {
  auto baseline = std::make_shared<Baseline>(size);
  baseline->bundle_truths = std::move(bundle_truths);
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
  EXPECT_EQ(cache.Find("c")->bundle_truths, "c");
  cache.Put(Named("a"));
  EXPECT_EQ(cache.Find("a"), a) << "the first one stays";
  const auto other = Named("c");
  cache.Replace(other);
  EXPECT_EQ(cache.Find("c"), other);
  cache.Replace(Named("b"));
  EXPECT_EQ(cache.Find("b"), nullptr) << "it is not kept any more";
  cache.Find("a");
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
        if (found != nullptr && i % 5 == 0) cache.Replace(Named(key));
        if (found != nullptr && found->bundle_truths != key) ++wrong;
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
    OwnedPredicates predicates = std::move(table).TakePredicates();
    trials.Renumber(predicates.Sort());
    trials.Finish(predicates.predicates.size(),
                  [](Literal literal, uint32_t) -> uint64_t { return 1 + literal.index() % 5; });
    sets = std::make_unique<PredicateSets>(std::move(predicates), *world.terms.terminology);
    postings = std::make_unique<LiteralPostings>(trials, sets->predicates.size());
  }
};

std::vector<const TrialBits*> PlanesOf(const Baseline& baseline) {
  return {&baseline.one_false, &baseline.more_false, &baseline.rest_false, &baseline.unguarded,
          &baseline.unbacked,  &baseline.one_open,   &baseline.more_open,  &baseline.rest_open};
}
constexpr size_t kPlanes = 8;

// One trial after the other.
Baseline MakePlainly(const Parts& parts, const std::string& bundle_truths) {
  Baseline baseline(parts.trials.size());
  const BaselineTruths truths(*parts.sets, bundle_truths);
  FlatRests::Counts counts = parts.trials.MakeCounts();
  for (size_t i = 0; i < parts.trials.size(); ++i) {
    baseline.FindLiterals(parts.trials, i, truths);
    baseline.FindRest(parts.trials, i, truths, counts);
  }
  return baseline;
}

TEST(KnownBaselinesTest, MakesWhatEachTrialSaysOrLeavesItOpenUntilItIsCompleted) {
  constexpr size_t kTrials = 3000;
  const RandomWorld world = MakeWorld(TestSeed(), kTrials, 60);
  const Parts parts(world);
  const auto never = [] { return false; };
  KnownBaselines known(parts.trials, *parts.sets);
  std::vector<size_t> set_bits(kPlanes, 0), left_open(2, 0);
  size_t new_ones = 0;
  for (const RandomPatient& made : world.patients) {
    const PatientTruths truths(*parts.sets, world.View(made));
    auto [found, is_new] = known.Find(truths, never);
    new_ones += is_new;
    const Baseline expected = MakePlainly(parts, truths.bundle_truths());
    const auto expect_equal = [&] {
      ASSERT_EQ(found->bundle_truths, truths.bundle_truths());
      for (size_t plane = 0; plane < kPlanes; ++plane) {
        for (size_t i = 0; i < kTrials; ++i) {
          const TrialBits& bits = *PlanesOf(*found)[plane];
          const bool open = (&bits == &found->rest_false && found->maybe_false.Has(i)) ||
                            (&bits == &found->rest_open && found->maybe_open.Has(i));
          ASSERT_EQ(bits.Has(i), PlanesOf(expected)[plane]->Has(i) && !open) << plane << " " << i;
        }
      }
    };
    expect_equal();
    std::vector<uint32_t> open;
    for (uint32_t i = 0; i < kTrials; ++i) {
      left_open[0] += found->maybe_false.Has(i);
      left_open[1] += found->maybe_open.Has(i);
      if (i % 3 != 0 && (found->maybe_false.Has(i) || found->maybe_open.Has(i))) open.push_back(i);
    }
    known.Complete(*found, open);
    const KnownBaselines::Found again = known.Find(truths, never);
    EXPECT_FALSE(again.is_new);
    found = again.baseline;
    for (const uint32_t i : open) ASSERT_FALSE(found->maybe_false.Has(i) || found->maybe_open.Has(i));
    expect_equal();
    for (size_t plane = 0; plane < kPlanes; ++plane)
      set_bits[plane] += PlanesOf(expected)[plane]->Count(kTrials);
  }
  for (const size_t count : set_bits) EXPECT_GT(count, 10u) << "a plane that is empty is hardly tested";
  for (const size_t count : left_open) EXPECT_GT(count, 100u);
  EXPECT_GT(new_ones, 10u);
  EXPECT_GT(known.BytesUsed(), 10 * Baseline::BytesFor(kTrials));
}

// From baselines of which much is left open, too.
TEST(KnownBaselinesTest, LeadToTheVerdicts) {
  const RandomWorld world = MakeWorld(TestSeed() + 1, 600, IsSlowBuild() ? 20 : 100);
  const Parts parts(world);
  const PredicateSets& sets = *parts.sets;
  KnownBaselines known(parts.trials, sets);
  FlatRests::Counts counts = parts.trials.MakeCounts();
  std::array<size_t, 3> settled{};
  size_t doubtful = 0;
  for (const RandomPatient& made : world.patients) {
    const PatientTruths truths(sets, world.View(made));
    const std::shared_ptr<const Baseline> baseline = known.Find(truths, [] { return false; }).baseline;
    VerdictChanges changes(*parts.postings, *baseline, 600,
                           2 * (truths.exceptions().size() + sets.predicates.size()));
    VerdictPlanes verdicts(600);
    for (const auto& [id, before] : truths.exceptions()) {
      changes.Change(Literal(id, false), before, truths.Of(id));
      changes.Change(Literal(id, true), Not(before), Not(truths.Of(id)));
    }
    const auto is_every_time = [&](PredicateId id) {
      return sets.predicates[id].route == LeafRoute::kEveryTime;
    };
    for (PredicateId id = 0; id < sets.predicates.size(); ++id) {
      if (!is_every_time(id)) continue;
      for (const Literal literal : {Literal(id, false), Literal(id, true)})
        changes.Touch(literal, truths.Met(literal));
    }
    changes.Open(verdicts);
    for (size_t i = 0; i < 600; ++i) {
      for (const Literal literal : parts.trials.LiteralsOf(i)) {
        if (is_every_time(literal.predicate())) verdicts.Lower(i, truths.Met(literal));
      }
    }
    changes.Settle(verdicts);
    for (size_t i = 0; i < 600; ++i) {
      const Truth truth = parts.trials.Evaluate(i, truths, counts);
      if (!changes.doubtful().Has(i)) {
        ASSERT_EQ(verdicts[i], truth) << i;
        ++settled[static_cast<size_t>(truth)];
        continue;
      }
      ++doubtful;
      ASSERT_GE(verdicts[i], truth) << i;
      if (changes.AreLiteralsDoubtful(i, verdicts)) continue;
      verdicts.Lower(i, parts.trials.FindRest(i, truths, counts));
      ASSERT_EQ(verdicts[i], truth) << i;
    }
  }
  for (const size_t count : settled) EXPECT_GT(count, 100u);
  EXPECT_GT(doubtful, 100u);
  EXPECT_LT(doubtful, settled[0] + settled[1] + settled[2]) << "most are known without being evaluated";
}

TEST(KnownBaselinesTest, StopsWhenTold) {
  const RandomWorld world = MakeWorld(TestSeed(), 100, 1);
  const Parts parts(world);
  KnownBaselines known(parts.trials, *parts.sets);
  const size_t bytes = known.BytesUsed();
  const PatientTruths truths(*parts.sets, world.View(world.patients[0]));
  EXPECT_EQ(known.Find(truths, [] { return true; }).baseline, nullptr);
  EXPECT_EQ(known.BytesUsed(), bytes);
}

}  // namespace
}  // namespace trialmatch
