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
#include "tests/benchmark/corpus/corpus.h"
#include "tests/support/random_trial.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

bool Never() { return false; }

size_t WorldCount() { return IsSlowBuild() ? 1 : 4; }
size_t PatientCount() { return IsSlowBuild() ? 70 : 750; }
constexpr size_t kTrials = 72;

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
  for (size_t i = 0; i < 2; ++i) {
    const uint64_t seed = TestSeed() + 1000 + i;
    const size_t count = PatientCount() / 3;
    const RandomWorld world = MakeWorld(seed, 2 * kTrials, count);
    const auto batch = BatchOf(world, 0, count);
    for (const TrialPointer& trial : world.trials) {
      for (const Criterion* leaf : LeavesOf(*trial)) {
        const BatchVerdicts found = ScreenAll(Asking(*leaf, trial->id), *batch);
        for (size_t p = 0; p < world.patients.size(); ++p) {
          const Truth defined = EvaluateCriterion(*leaf, trial->id, world.View(world.patients[p]), nullptr);
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

TEST(PatientBatchTest, AnySizeOfBatchGivesTheSameAnswers) {
  constexpr size_t kAll = 400;
  const RandomWorld world = MakeWorld(TestSeed() + 2000, 40, kAll);
  const auto whole = BatchOf(world, 0, kAll);
  std::vector<BatchVerdicts> of_whole;
  for (const TrialPointer& trial : world.trials) of_whole.push_back(ScreenAll(*trial, *whole));
  for (const size_t size : {1, 63, 64, 65, 127, 129}) {
    const size_t first = kAll - size;
    const auto part = BatchOf(world, first, size);
    for (size_t t = 0; t < world.trials.size(); ++t) {
      const BatchVerdicts found = ScreenAll(*world.trials[t], *part);
      ASSERT_EQ(found.size(), size);
      size_t possible = 0;
      for (size_t p = 0; p < size; ++p) {
        ASSERT_EQ(found[p], of_whole[t][first + p]) << size << " patients, trial " << t << ", patient " << p;
        possible += found[p] != Truth::kFalse;
      }
      // No bit beyond the last patient counts.
      ASSERT_EQ(found.Count(Truth::kTrue) + found.Count(Truth::kUnknown), possible);
      ASSERT_EQ(found.Count(Truth::kFalse), size - possible);
    }
  }
}

TEST(PatientBatchTest, TheOrderOfThePatientsChangesNoAnswer) {
  constexpr size_t kAll = 300;
  const RandomWorld world = MakeWorld(TestSeed() + 3000, 40, kAll);
  const auto straight = BatchOf(world, 0, kAll);
  RandomSource random(TestSeed());
  std::vector<size_t> order(kAll);
  for (size_t i = 0; i < kAll; ++i) order[i] = i;
  random.Shuffle(order);
  PatientBatchBuilder builder(*world.terms.terminology);
  for (const size_t p : order) builder.Add(world.patients[p].patient, world.patients[p].options);
  const auto turned = std::move(builder).Build();
  for (const TrialPointer& trial : world.trials) {
    const BatchVerdicts one = ScreenAll(*trial, *straight), other = ScreenAll(*trial, *turned);
    for (size_t i = 0; i < kAll; ++i) ASSERT_EQ(other[i], one[order[i]]) << trial->id << ", patient " << i;
  }
}

// Several blocks of rows, and patients as real ones are: most have nothing to do with most that is asked.
TEST(PatientBatchTest, EqualsTheDefinitionOnTheCorpus) {
  const Corpus corpus(TestSeed() % 1000);
  const size_t patients = IsSlowBuild() ? 300 : 3 * kBlockRows + 100;
  PatientBatchBuilder builder(*corpus.terminology());
  for (size_t i = 0; i < patients; ++i) {
    const CorpusPatient made = corpus.MakePatient(i);
    builder.Add(made.patient, made.options);
  }
  const auto batch = std::move(builder).Build();
  EXPECT_GT(batch->BytesUsed(), patients * 500);
  const std::vector<TrialPointer> trials = corpus.MakeTrials(IsSlowBuild() ? 50 : 300);
  std::vector<BatchVerdicts> found;
  for (const TrialPointer& trial : trials) found.push_back(ScreenAll(*trial, *batch));
  Shares shares;
  for (size_t i = 0; i < patients; i += IsSlowBuild() ? 3 : 41) {
    const CorpusPatient made = corpus.MakePatient(i);
    const PatientView view = corpus.View(made);
    for (size_t t = 0; t < trials.size(); ++t) {
      const Truth defined = Evaluate(*trials[t], view);
      ASSERT_EQ(found[t][i], defined) << trials[t]->id << ", patient " << i;
      shares.Add(defined);
    }
  }
  std::printf("%zu verdicts: %zu false, %zu unknown, %zu true\n", shares.all(), shares.of[0], shares.of[1],
              shares.of[2]);
  for (const size_t count : shares.of) EXPECT_GT(count, 20u);
}

// What somebody decided for a trial counts for that trial.
TEST(PatientBatchTest, ConsentsAndAttestationsCountForTheirTrialOnly) {
  const RandomWorld world = MakeWorld(TestSeed() + 4000, 1, 1);
  Criterion text;
  text.id = "text";
  text.text_hash = "hash";
  text.kind = UnstructuredCriterion{};
  RandomPatient attested = world.patients[0], silent = world.patients[0];
  attested.patient.consents.clear();
  attested.patient.attestations = {
      {"a", "mine", "text", "hash", Truth::kTrue, "physician", *RecordedTime::Parse("2001-01-01")}};
  silent.patient.consents.clear();
  silent.patient.attestations.clear();
  PatientBatchBuilder builder(*world.terms.terminology);
  builder.Add(silent.patient, silent.options);
  builder.Add(attested.patient, attested.options);
  const auto batch = std::move(builder).Build();
  const BatchVerdicts mine = ScreenAll(Asking(text, "mine"), *batch);
  EXPECT_EQ(mine[0], Truth::kUnknown);
  EXPECT_EQ(mine[1], Truth::kTrue);
  const BatchVerdicts other = ScreenAll(Asking(text, "other"), *batch);
  EXPECT_EQ(other[0], Truth::kUnknown);
  EXPECT_EQ(other[1], Truth::kUnknown);
}

TEST(PatientBatchTest, StopsWhenTold) {
  const RandomWorld world = MakeWorld(TestSeed() + 5000, 1, 10);
  const auto batch = BatchOf(world, 0, 10);
  const absl::StatusOr<BatchVerdicts> stopped = Screen(*world.trials[0], *batch, [] { return true; });
  EXPECT_EQ(stopped.status().code(), absl::StatusCode::kCancelled);
}

TEST(PatientBatchTest, AnswersForNobody) {
  const RandomWorld world = MakeWorld(TestSeed() + 6000, 1, 1);
  const auto batch = BatchOf(world, 0, 0);
  const BatchVerdicts verdicts = ScreenAll(*world.trials[0], *batch);
  EXPECT_EQ(verdicts.size(), 0u);
  EXPECT_EQ(verdicts.Count(Truth::kFalse), 0u);
}

}  // namespace
}  // namespace trialmatch
