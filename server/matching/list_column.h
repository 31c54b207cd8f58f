// A list a trial, in one block.
#ifndef TRIALMATCH_MATCHING_LIST_COLUMN_H_
#define TRIALMATCH_MATCHING_LIST_COLUMN_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "matching/large_vector.h"

namespace trialmatch {

// Lists are filled one after the other; all of them have less than 2³² items.
template <typename T>
class ListColumn {
 public:
  // To the list that is not ended yet.
  void Append(T item) { items_.push_back(item); }
  void EndList() { ends_.push_back(static_cast<uint32_t>(items_.size())); }

  absl::Span<const T> operator[](size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return absl::MakeConstSpan(items_).subspan(begin, ends_[i] - begin);
  }
  absl::Span<const T> Unended() const {
    return absl::MakeConstSpan(items_).subspan(ends_.empty() ? 0 : ends_.back());
  }

  // Has what the list is read from fetched: first where it is, a little later what is there.
  void PrefetchPlace(size_t i) const { __builtin_prefetch(ends_.data() + i); }
  void Prefetch(size_t i) const { __builtin_prefetch(items_.data() + (i == 0 ? 0 : ends_[i - 1])); }

  void ShrinkToFit() {
    ends_.shrink_to_fit();
    items_.shrink_to_fit();
  }
  size_t BytesUsed() const { return ends_.capacity() * sizeof(uint32_t) + items_.capacity() * sizeof(T); }

 private:
  LargeVector<uint32_t> ends_;
  LargeVector<T> items_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LIST_COLUMN_H_
