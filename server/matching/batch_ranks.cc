#include "matching/batch_ranks.h"

#include <algorithm>
#include <bit>

#include "matching/batch_truth_bits.h"

namespace trialmatch {
namespace {

void Fill(bool bit, uint32_t words, BlockPlane& plane) {
  std::fill_n(plane.words, words, bit ? ~Word{0} : Word{0});
}

void Flip(const BlockPlane& where, uint32_t words, BlockPlane& plane) {
  for (uint32_t w = 0; w < words; ++w) plane.words[w] ^= where.words[w];
}

// Puts `found` where `has` has a bit.
void Choose(const Word* has, const BlockPlane& found, uint32_t words, BlockPlane& plane) {
  for (uint32_t w = 0; w < words; ++w) {
    plane.words[w] = (plane.words[w] & ~has[w]) | (found.words[w] & has[w]);
  }
}

}  // namespace

RankPlanes::RankPlanes(size_t row_count, uint32_t rank_count, const std::vector<uint32_t>& rows,
                       const std::vector<uint32_t>& ranks)
    : has_(row_count), bits_(std::max<size_t>(1, std::bit_width(rank_count - 1)), RowPlane(row_count)) {
  for (size_t i = 0; i < rows.size(); ++i) {
    has_.Set(rows[i]);
    for (size_t bit = 0; bit < bits_.size(); ++bit) {
      if ((ranks[i] >> bit & 1) != 0) bits_[bit].Set(rows[i]);
    }
  }
}

void RankPlanes::FindAtLeast(const RowBlock& block, uint32_t bound, BlockPlane& found) const {
  const uint32_t words = block.words();
  Fill(true, words, found);
  // From the lowest bit up: the highest in which rank and bound differ decides.
  for (size_t bit = 0; bit < bits_.size(); ++bit) {
    const Word* ranks = bits_[bit].From(block.begin);
    if ((bound >> bit & 1) != 0) {
      for (uint32_t w = 0; w < words; ++w) found.words[w] &= ranks[w];
    } else {
      for (uint32_t w = 0; w < words; ++w) found.words[w] |= ranks[w];
    }
  }
}

void RankPlanes::Put(const RowBlock& block, const std::vector<RankRun>& runs, BlockPlane& possible,
                     BlockPlane& certain) const {
  const uint32_t words = block.words();
  BlockPlane may, is, from;
  Fill((runs[0].bits & kPossibleBit) != 0, words, may);
  Fill((runs[0].bits & kCertainBit) != 0, words, is);
  for (size_t run = 1; run < runs.size(); ++run) {
    const int turned = runs[run].bits ^ runs[run - 1].bits;
    FindAtLeast(block, runs[run].first, from);
    if ((turned & kPossibleBit) != 0) Flip(from, words, may);
    if ((turned & kCertainBit) != 0) Flip(from, words, is);
  }
  const Word* has = has_.From(block.begin);
  Choose(has, may, words, possible);
  Choose(has, is, words, certain);
}

size_t RankPlanes::BytesUsed() const {
  size_t bytes = has_.BytesUsed();
  for (const RowPlane& plane : bits_) bytes += plane.BytesUsed();
  return bytes;
}

}  // namespace trialmatch
