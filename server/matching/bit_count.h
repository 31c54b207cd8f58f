// How many bits are set in many words.
#ifndef TRIALMATCH_MATCHING_BIT_COUNT_H_
#define TRIALMATCH_MATCHING_BIT_COUNT_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace trialmatch {

// Faster than a count of each word on processors that have no instruction for it, or a compiler that may not
// use it (x86-64 without extensions): words are added bit by bit first, eight at a time (Harley and Seal).
size_t CountBits(absl::Span<const uint64_t> words);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BIT_COUNT_H_
