// The ids of trials by position, and the positions by id.
#ifndef TRIALMATCH_MATCHING_TRIAL_ID_LIST_H_
#define TRIALMATCH_MATCHING_TRIAL_ID_LIST_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch {

// Safe to read from many threads. All ids together have less than 4 GiB.
class TrialIdList {
 public:
  // Not in the list yet. Views of ids from before are void.
  void Add(absl::string_view id);

  size_t size() const { return ends_.size(); }
  absl::string_view operator[](size_t i) const {
    const size_t begin = i == 0 ? 0 : ends_[i - 1];
    return absl::string_view(text_).substr(begin, ends_[i] - begin);
  }
  std::optional<size_t> Find(absl::string_view id) const;

  void ShrinkToFit();
  size_t BytesUsed() const;

 private:
  // Where the id is in the table, or would be.
  size_t SlotOf(absl::string_view id) const;
  void Grow();

  std::string text_;
  std::vector<uint32_t> ends_;
  // Open addressing, at most three quarters full: a position + 1, or 0. The size is a power of two.
  std::vector<uint32_t> table_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_ID_LIST_H_
