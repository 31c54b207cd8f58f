// The truths that the index finds for a patient are those of the definition, predicate by predicate.
#include "matching/patient_truths.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "matching/compiled_trial.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

PredicateSets SetsOf(const std::vector<TrialPointer>& trials, const Terminology& terminology) {
  PredicateTable predicates(terminology);
  CompiledTrials compiled;
  for (const TrialPointer& trial : trials) compiled.Add(*trial, predicates);
  return PredicateSets(std::move(predicates).TakePredicates(), terminology);
}

// How often a leaf of each plan was changed by the facts.
using Changed = std::array<int, 5>;

// The plan of each predicate.
std::vector<LeafPlan::Kind> KindsOf(const PredicateSets& sets) {
  std::vector<LeafPlan::Kind> kinds(sets.predicates.size(), LeafPlan::Kind::kDefinition);
  for (SetId set = 0; set < sets.relations.size(); ++set) {
    for (const PlannedLeaf& one : sets.OfOneSet(set)) kinds[one.id] = one.kind;
  }
  return kinds;
}

void ExpectTheDefinition(const PredicateSets& sets, const PatientView& patient, Changed& changed) {
  const PatientTruths truths(sets, patient);
  const std::vector<LeafPlan::Kind> kinds = KindsOf(sets);
  for (PredicateId id = 0; id < sets.predicates.size(); ++id) {
    const Predicate& predicate = sets.predicates[id];
    ASSERT_EQ(truths.Of(id), EvaluatePredicate(predicate, patient))
        << "predicate " << id << ", leaf \"" << predicate.leaf->id << "\" of kind "
        << predicate.leaf->kind.index() << ", plan " << static_cast<int>(kinds[id]);
  }
  std::vector<bool> told(sets.predicates.size());
  for (const PatientTruths::Exception& one : truths.exceptions()) {
    ASSERT_FALSE(told[one.predicate]) << "twice";
    told[one.predicate] = true;
    if (truths.Of(one.predicate) != one.of_bundle) ++changed[static_cast<size_t>(kinds[one.predicate])];
  }
  for (PredicateId id = 0; id < sets.predicates.size(); ++id) {
    const BundleId bundle = sets.bundles.Of(id);
    if (told[id] || bundle == PredicateBundles::kNone) continue;
    ASSERT_EQ(truths.Of(id), static_cast<Truth>(truths.bundle_truths()[bundle])) << "an exception is missing";
  }
}

TEST(PatientTruthsTest, AreTheDefinitionsInRandomWorlds) {
  Changed changed = {};
  for (uint64_t i = 0; i < (IsSlowBuild() ? 2 : 40); ++i) {
    const RandomWorld world = MakeWorld(TestSeed() + i, 100, 60);
    const PredicateSets sets = SetsOf(world.trials, *world.terms.terminology);
    for (size_t p = 0; p < world.patients.size(); ++p) {
      SCOPED_TRACE(testing::Message() << "world " << TestSeed() + i << ", patient " << p);
      ExpectTheDefinition(sets, world.View(world.patients[p]), changed);
      if (HasFatalFailure()) return;
    }
  }
  const int enough = IsSlowBuild() ? 10 : 100;
  for (const int times : changed) EXPECT_GT(times, enough) << "a plan that hardly decides is hardly tested";
}

TEST(PatientTruthsTest, AreTheDefinitionsInTheCorpus) {
  const Corpus corpus(TestSeed());
  const std::vector<TrialPointer> trials = corpus.MakeTrials(2'000);
  const PredicateSets sets = SetsOf(trials, *corpus.terminology());
  Changed changed = {};
  for (uint64_t p = 0; p < (IsSlowBuild() ? 5 : 200); ++p) {
    SCOPED_TRACE(testing::Message() << "seed " << TestSeed() << ", patient " << p);
    const CorpusPatient patient = corpus.MakePatient(p);
    ExpectTheDefinition(sets, corpus.View(patient), changed);
    if (HasFatalFailure()) return;
  }
  if (IsSlowBuild()) return;  // too few patients to meet each plan
  for (const int times : changed) EXPECT_GT(times, 0);
}

}  // namespace
}  // namespace trialmatch
