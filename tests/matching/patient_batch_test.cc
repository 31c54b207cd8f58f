// One trial over many patients at once, against the definition, patient by patient.
#include "matching/patient_batch.h"

#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "matching/batch_screen.h"
#include "matching/evaluator.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

bool Never() { return false; }

size_t WorldCount() { return IsSlowBuild() ? 3 : 40; }
size_t PatientCount() { return IsSlowBuild() ? 60 : 300; }
constexpr size_t kTrials = 120;

std::unique_ptr<const PatientBatch> BatchOf(const RandomWorld& world, size_t first, size_t count) {
  PatientBatchBuilder builder(*world.terms.terminology);
  for (size_t i = first; i < first + count; ++i) {
    builder.Add(world.patients[i].patient, world.patients[i].options);
  }
  return std::move(builder).Build();
}

BatchVerdicts ScreenAll(const Trial& trial, const PatientBatch& batch) {
  absl::StatusOr<BatchVerdicts> verdicts = Screen(trial, batch, Never);
  EXPECT_TRUE(verdicts.ok()) << verdicts.status();
  return *std::move(verdicts);
}

// A trial that asks for one leaf only.
Trial Asking(const Criterion& leaf, const std::string& id) {
  Trial trial;
  trial.id = id;
  trial.criteria.inclusion = {leaf};
  return trial;
}

struct Shares {
  size_t of[3] = {0, 0, 0};
  void Add(Truth truth) { ++of[static_cast<size_t>(truth)]; }
  size_t all() const { return of[0] + of[1] + of[2]; }
};

TEST(PatientBatchTest, EqualsTheDefinitionOnRandomPairs) {
  const uint64_t seed = TestSeed();
  std::printf("TRIALMATCH_SEED=%llu\n", static_cast<unsigned long long>(seed));
  Shares shares;
  for (size_t i = 0; i < WorldCount(); ++i) {
    const RandomWorld world = MakeWorld(seed + i, kTrials, PatientCount());
    const auto batch = BatchOf(world, 0, PatientCount());
    ASSERT_EQ(batch->size(), PatientCount());
    for (const TrialPointer& trial : world.trials) {
      const BatchVerdicts found = ScreenAll(*trial, *batch);
      ASSERT_EQ(found.size(), PatientCount());
      for (size_t p = 0; p < world.patients.size(); ++p) {
        const Truth defined = Evaluate(*trial, world.View(world.patients[p]));
        ASSERT_EQ(found[p], defined) << "world " << seed + i << ", " << trial->id << ", patient " << p;
        shares.Add(defined);
      }
    }
  }
  std::printf("%zu verdicts: %zu false, %zu unknown, %zu true\n", shares.all(), shares.of[0], shares.of[1],
              shares.of[2]);
  for (const size_t count : shares.of) EXPECT_GT(count, shares.all() / 50);
}

TEST(PatientBatchTest, EachKindOfLeafEqualsTheDefinition) {
  std::map<std::string, Shares> leaves;
  for (size_t i = 0; i < WorldCount() / 2 + 1; ++i) {
    const uint64_t seed = TestSeed() + 1000 + i;
    const RandomWorld world = MakeWorld(seed, kTrials, PatientCount());
    const auto batch = BatchOf(world, 0, PatientCount());
    for (const TrialPointer& trial : world.trials) {
      for (const Criterion* leaf : LeavesOf(*trial)) {
        const BatchVerdicts found = ScreenAll(Asking(*leaf, trial->id), *batch);
        for (size_t p = 0; p < world.patients.size(); ++p) {
          const Truth defined =
              EvaluateCriterion(*leaf, trial->id, world.View(world.patients[p]), nullptr);
          ASSERT_EQ(found[p], defined) << LeafKindName(*leaf) << " " << leaf->id << " of " << trial->id
                                       << ", world " << seed << ", patient " << p;
          leaves[LeafKindName(*leaf)].Add(defined);
        }
      }
    }
  }
  EXPECT_EQ(leaves.size(), 22u);
  for (const auto& [name, shares] : leaves) {
    std::printf("%-20s %8zu false, %8zu unknown, %8zu true\n", name.c_str(), shares.of[0], shares.of[1],
                shares.of[2]);
    for (const size_t count : shares.of) EXPECT_GT(count, 0u) << name;
  }
}

}  // namespace
}  // namespace trialmatch
