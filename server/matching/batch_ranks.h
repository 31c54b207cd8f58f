// A number of each row, cut into bit planes, so that 64 rows at once are held against a bound.
#ifndef TRIALMATCH_MATCHING_BATCH_RANKS_H_
#define TRIALMATCH_MATCHING_BATCH_RANKS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "matching/row_plane.h"

namespace trialmatch {

// The truth of all ranks from `first` on, up to the next run's: two bits (see batch_truth_bits.h).
struct RankRun {
  uint32_t first;
  uint8_t bits;
};

// Immutable once built, and safe for use by any number of threads.
class RankPlanes {
 public:
  // So few rows are looked at one by one sooner.
  static bool Pays(size_t rows_with_rank, size_t rows) { return rows_with_rank >= rows / 16; }
  // A comparison takes a pass over the planes, so that with more runs rows are looked at one by one sooner.
  static constexpr size_t kMostRuns = 24;

  RankPlanes() = default;
  // The rank of rows[i] is ranks[i], below `rank_count`; other rows have none.
  RankPlanes(size_t row_count, uint32_t rank_count, const std::vector<uint32_t>& rows,
             const std::vector<uint32_t>& ranks);

  bool empty() const { return bits_.empty(); }
  // Sets the truth of all rows of the block that have a rank. `runs`: ascending, the first from rank 0 on.
  void Put(const RowBlock& block, const std::vector<RankRun>& runs, BlockPlane& possible,
           BlockPlane& certain) const;
  size_t BytesUsed() const;

 private:
  // Whether the ranks of the block are at least `bound`; of rows without a rank it means nothing.
  void FindAtLeast(const RowBlock& block, uint32_t bound, BlockPlane& found) const;

  RowPlane has_;
  std::vector<RowPlane> bits_;  // of the ranks, the lowest first
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_RANKS_H_
