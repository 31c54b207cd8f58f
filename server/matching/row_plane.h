// One bit for each row of a batch.
#ifndef TRIALMATCH_MATCHING_ROW_PLANE_H_
#define TRIALMATCH_MATCHING_ROW_PLANE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

namespace trialmatch {

using Word = uint64_t;
inline constexpr uint32_t kWordBits = 64;
// Rows are evaluated in blocks whose planes stay in the first-level cache.
inline constexpr uint32_t kBlockRows = 8192;
inline constexpr uint32_t kBlockWords = kBlockRows / kWordBits;

// The bits beyond the last row are zero.
class RowPlane {
 public:
  RowPlane() = default;
  explicit RowPlane(size_t rows) : words_((rows + kWordBits - 1) / kWordBits) {}

  bool Has(uint32_t row) const { return words_[row / kWordBits] >> (row % kWordBits) & 1; }
  void Set(uint32_t row) { words_[row / kWordBits] |= Word{1} << (row % kWordBits); }

  // The words from a row on that begins a word.
  const Word* From(uint32_t row) const { return words_.data() + row / kWordBits; }
  Word* From(uint32_t row) { return words_.data() + row / kWordBits; }
  const std::vector<Word>& words() const { return words_; }
  size_t BytesUsed() const { return words_.capacity() * sizeof(Word); }

 private:
  std::vector<Word> words_;
};

// The planes of one block.
struct BlockPlane {
  Word words[kBlockWords];

  void Clear(uint32_t count) {
    for (uint32_t w = 0; w < count; ++w) words[w] = 0;
  }
  void Set(uint32_t offset) { words[offset / kWordBits] |= Word{1} << (offset % kWordBits); }
  bool Has(uint32_t offset) const { return words[offset / kWordBits] >> (offset % kWordBits) & 1; }
};

// Rows from `begin`, a multiple of kBlockRows, to before `end`.
struct RowBlock {
  uint32_t begin, end;
  uint32_t words() const { return (end - begin + kWordBits - 1) / kWordBits; }
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ROW_PLANE_H_
