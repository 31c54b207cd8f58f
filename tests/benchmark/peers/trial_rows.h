// Trials as rows of tables: what must hold, and trees of "at least k of these".
#ifndef TRIALMATCH_TESTS_BENCHMARK_PEERS_TRIAL_ROWS_H_
#define TRIALMATCH_TESTS_BENCHMARK_PEERS_TRIAL_ROWS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "domain/trial.h"
#include "tests/benchmark/bench/leaf_table.h"

namespace trialmatch::bench {

// A trial is not ruled out where none of its needs is FALSE and each of its trees holds. A tree holds where
// at least `k` of its children do, a literal where it is not FALSE. Negations are in the literals, and what
// only a person decides, which rules nobody out, is reckoned in.
struct TrialRows {
  struct Tree {
    uint32_t k = 0;
    std::vector<uint32_t> literals;  // each counts for itself
    std::vector<Tree> trees;
  };
  std::set<uint32_t> needs;  // literals
  std::vector<Tree> trees;
};

TrialRows RowsOf(const Trial& trial, LeafTable& leaves);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_PEERS_TRIAL_ROWS_H_
