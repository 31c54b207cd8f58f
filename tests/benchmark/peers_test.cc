// What the databases are given means what the trials mean.
#include <algorithm>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "matching/evaluator.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/benchmark/peers/trial_rows.h"

namespace trialmatch::bench {
namespace {

// As the query says it.
bool Holds(const TrialRows::Tree& tree, const LeafTable::Truths& truths) {
  auto held = std::count_if(tree.literals.begin(), tree.literals.end(),
                            [&truths](uint32_t literal) { return truths[literal] != kFalseBits; });
  for (const TrialRows::Tree& child : tree.trees) held += Holds(child, truths);
  return held >= static_cast<int64_t>(tree.k);
}

bool IsNotRuledOut(const TrialRows& rows, const LeafTable::Truths& truths) {
  return std::none_of(rows.needs.begin(), rows.needs.end(),
                      [&truths](uint32_t literal) { return truths[literal] == kFalseBits; }) &&
         std::all_of(rows.trees.begin(), rows.trees.end(),
                     [&truths](const TrialRows::Tree& tree) { return Holds(tree, truths); });
}

TEST(TrialRowsTest, RuleOutWhatTheDefinitionRulesOut) {
  const Corpus corpus(1);
  const std::vector<TrialPointer> trials = corpus.MakeTrials(600);
  LeafTable leaves;
  std::vector<TrialRows> rows;
  for (const TrialPointer& trial : trials) rows.push_back(RowsOf(*trial, leaves));
  size_t with_trees = 0, ruled_out = 0, compared = 0;
  for (const TrialRows& one : rows) with_trees += !one.trees.empty();
  for (uint64_t n = 0; n < 40; ++n) {
    const CorpusPatient made = corpus.MakePatient(n);
    if (!made.patient.consents.empty() || !made.patient.attestations.empty()) continue;
    const PatientView view = corpus.View(made);
    const LeafTable::Truths truths = leaves.Ask(view);
    for (size_t i = 0; i < trials.size(); ++i) {
      const bool defined = Evaluate(*trials[i], view) != Truth::kFalse;
      ASSERT_EQ(IsNotRuledOut(rows[i], truths), defined) << trials[i]->id << ", patient " << n;
      ruled_out += !defined;
      ++compared;
    }
  }
  EXPECT_GT(with_trees, 100u);
  EXPECT_GT(ruled_out, compared / 4);
  EXPECT_GT(compared - ruled_out, compared / 50);
}

}  // namespace
}  // namespace trialmatch::bench
