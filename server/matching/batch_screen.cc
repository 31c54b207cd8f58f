#include "matching/batch_screen.h"

#include <algorithm>
#include <bit>

#include "absl/status/status.h"
#include "matching/batch_tree.h"

namespace trialmatch {
namespace {

size_t CountBits(const RowPlane& plane) {
  size_t count = 0;
  for (const Word word : plane.words()) count += static_cast<size_t>(std::popcount(word));
  return count;
}

}  // namespace

size_t BatchVerdicts::Count(Truth truth) const {
  switch (truth) {
    case Truth::kTrue:
      return CountBits(certain_);
    case Truth::kUnknown:
      return CountBits(possible_) - CountBits(certain_);
    case Truth::kFalse:
      break;
  }
  return size() - CountBits(possible_);
}

void BatchVerdicts::Put(const RowBlock& block, const BlockTruths& truths) {
  std::copy_n(truths.possible.words, block.words(), possible_.From(block.begin));
  std::copy_n(truths.certain.words, block.words(), certain_.From(block.begin));
}

void BatchVerdicts::Put(uint32_t row, Truth truth) {
  const Word bit = Word{1} << (row % kWordBits);
  Word& possible = *possible_.From(row);
  Word& certain = *certain_.From(row);
  possible = truth == Truth::kFalse ? possible & ~bit : possible | bit;
  certain = truth == Truth::kTrue ? certain | bit : certain & ~bit;
}

absl::StatusOr<BatchVerdicts> Screen(const Trial& trial, const PatientBatch& batch,
                                     absl::FunctionRef<bool()> stop) {
  BatchVerdicts verdicts(batch);
  if (batch.size() == 0) return verdicts;
  BatchTree tree(trial, batch);
  const auto size = static_cast<uint32_t>(batch.size());
  BlockTruths truths;
  for (uint32_t begin = 0; begin < size; begin += kBlockRows) {
    if (stop()) return absl::CancelledError("the screening was stopped");
    const RowBlock block{begin, std::min(begin + kBlockRows, size)};
    tree.Find(block, truths, verdicts.work);
    verdicts.Put(block, truths);
  }
  for (const uint32_t row : batch.people().RowsNaming(trial.id)) {
    verdicts.Put(row, batch.AskOf(row, trial));
  }
  return verdicts;
}

}  // namespace trialmatch
