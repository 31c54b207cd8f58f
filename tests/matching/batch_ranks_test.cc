#include "matching/batch_ranks.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/random_source.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

constexpr uint32_t kRows = kBlockRows + 1'000;

struct Ranked {
  std::vector<uint32_t> rows, ranks;
};

// What is put for a row, with and without a rank, compared with a look at the runs one by one.
void Check(uint32_t rank_count, const Ranked& ranked, const std::vector<RankRun>& runs) {
  const RankPlanes planes(kRows, rank_count, ranked.rows, ranked.ranks);
  std::vector<std::optional<uint32_t>> rank_of(kRows);
  for (size_t i = 0; i < ranked.rows.size(); ++i) rank_of[ranked.rows[i]] = ranked.ranks[i];
  for (const RowBlock block : {RowBlock{0, kBlockRows}, RowBlock{kBlockRows, kRows}}) {
    BlockPlane possible, certain;
    std::fill_n(possible.words, kBlockWords, ~Word{0});
    certain.Clear(kBlockWords);
    planes.Put(block, runs, possible, certain);
    for (uint32_t row = block.begin; row < block.end; ++row) {
      int expected = 1;  // as before
      for (const RankRun& run : runs) {
        if (rank_of[row] && *rank_of[row] >= run.first) expected = run.bits;
      }
      const uint32_t offset = row - block.begin;
      ASSERT_EQ(possible.Has(offset), (expected & 1) != 0) << "row " << row << " of " << rank_count;
      ASSERT_EQ(certain.Has(offset), (expected & 2) != 0) << "row " << row << " of " << rank_count;
    }
  }
}

TEST(RankPlanesTest, EqualsALookAtEachRank) {
  RandomSource random(TestSeed());
  for (const uint32_t rank_count : {1u, 2u, 3u, 4u, 5u, 64u, 100u, 1'000u, 1'025u}) {
    Ranked ranked;
    for (uint32_t row = 0; row < kRows; ++row) {
      if (random.Below(3) == 0) continue;
      ranked.rows.push_back(row);
      ranked.ranks.push_back(static_cast<uint32_t>(random.Below(rank_count)));
    }
    std::vector<RankRun> runs = {{0, 3}};
    Check(rank_count, ranked, runs);
    for (uint32_t first = 1; first < rank_count && runs.size() < RankPlanes::kMostRuns;
         first += 1 + static_cast<uint32_t>(random.Below(rank_count / 8 + 1))) {
      constexpr uint8_t kBits[] = {0, 1, 3};
      runs.push_back({first, kBits[random.Below(3)]});
    }
    Check(rank_count, ranked, runs);
  }
}

TEST(RankPlanesTest, PaysWhereManyRowsHaveARank) {
  EXPECT_TRUE(RankPlanes::Pays(100, 1'000));
  EXPECT_FALSE(RankPlanes::Pays(10, 1'000));
  EXPECT_TRUE(RankPlanes().empty());
  EXPECT_FALSE(RankPlanes(10, 1, {3}, {0}).empty());
}

}  // namespace
}  // namespace trialmatch
