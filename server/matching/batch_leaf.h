// One leaf criterion over the rows of a batch, block by block.
#ifndef TRIALMATCH_MATCHING_BATCH_LEAF_H_
#define TRIALMATCH_MATCHING_BATCH_LEAF_H_

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "domain/criterion.h"
#include "matching/patient_batch.h"
#include "matching/row_plane.h"

namespace trialmatch {

// The truths of the rows of one block: possible unless FALSE, certain when TRUE.
struct BlockTruths {
  BlockPlane possible, certain;

  void SetAll(Truth truth, uint32_t words) {
    for (uint32_t w = 0; w < words; ++w) {
      possible.words[w] = truth == Truth::kFalse ? 0 : ~Word{0};
      certain.words[w] = truth == Truth::kTrue ? ~Word{0} : 0;
    }
  }
  void Set(uint32_t offset, Truth truth) {
    const Word bit = Word{1} << (offset % kWordBits);
    Word& may = possible.words[offset / kWordBits];
    Word& is = certain.words[offset / kWordBits];
    may = truth == Truth::kFalse ? may & ~bit : may | bit;
    is = truth == Truth::kTrue ? is | bit : is & ~bit;
  }
};

// How much work a screening was, beside words.
struct ScreenWork {
  uint64_t facts = 0;  // looked at in columns
  uint64_t asked = 0;  // (leaf, patient) pairs asked by the definition
};

// For one thread and one pass: blocks come in ascending order, some may be left out.
class BatchLeaf {
 public:
  virtual ~BatchLeaf() = default;

  // The truths of the block's rows that are in `mask`; those of other rows, and bits beyond the rows, mean
  // nothing.
  virtual void Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths, ScreenWork& work) = 0;

  // Of asking, to ask what is cheap first: about the number of columns' entries to look at.
  virtual double Cost() const = 0;
};

// `leaf` (no combination, with nothing attested) and the batch outlive it.
std::unique_ptr<BatchLeaf> MakeBatchLeaf(const Criterion& leaf, const PatientBatch& batch);

// Puts the truth by `ask` (of a row) wherever both `where` and `mask` have a bit.
template <typename Ask>
void AskEach(const RowBlock& block, const BlockPlane& where, const BlockPlane& mask, const Ask& ask,
             BlockTruths& truths, ScreenWork& work) {
  for (uint32_t w = 0; w < block.words(); ++w) {
    for (Word word = where.words[w] & mask.words[w]; word != 0; word &= word - 1) {
      const uint32_t offset = w * kWordBits + static_cast<uint32_t>(std::countr_zero(word));
      truths.Set(offset, ask(block.begin + offset));
      ++work.asked;
    }
  }
}

// Where a pass stands in a column of ascending rows.
class RowCursor {
 public:
  // The first place at or after the row; rows asked for ascend.
  size_t SeekTo(const std::vector<uint32_t>& rows, uint32_t row) {
    if (place_ < rows.size() && rows[place_] < row) {
      place_ = static_cast<size_t>(
          std::lower_bound(rows.begin() + static_cast<ptrdiff_t>(place_), rows.end(), row) - rows.begin());
    }
    return place_;
  }
  void Set(size_t place) { place_ = place; }
  // The row at its place.
  static constexpr uint32_t kNoRow = 0xffffffff;
  uint32_t RowIn(const std::vector<uint32_t>& rows) const {
    return place_ < rows.size() ? rows[place_] : kNoRow;
  }

 private:
  size_t place_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_LEAF_H_
