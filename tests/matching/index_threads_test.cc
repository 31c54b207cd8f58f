// One index, many threads.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

#include "tests/support/match_truths.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

TEST(TrialIndexThreadsTest, AnswersTheSameToAllThreads) {
  const size_t patients = IsSlowBuild() ? 20 : 60;
  const RandomWorld world = MakeWorld(TestSeed(), 400, patients);
  const auto alone = BuildTrialIndex(world.trials, *world.terms.terminology);
  std::vector<std::vector<Truth>> expected;
  for (const RandomPatient& made : world.patients) {
    expected.push_back(MatchTruths(*alone, world.View(made), world.trials));
  }
  // Its baselines are made by whichever thread is first, from whichever others are there.
  const auto shared = BuildTrialIndex(world.trials, *world.terms.terminology);
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (size_t own = 0; own < 4; ++own) {
    threads.emplace_back([&, own] {
      for (size_t i = 0; i < 2 * patients; ++i) {
        const size_t p = (i * 7 + own * 5) % patients;
        wrong += MatchTruths(*shared, world.View(world.patients[p]), world.trials) != expected[p];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

}  // namespace
}  // namespace trialmatch
