// For each of many keys, the trials that have to do with it: few as positions, many as bits.
#ifndef TRIALMATCH_MATCHING_TRIAL_LISTS_H_
#define TRIALMATCH_MATCHING_TRIAL_LISTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "matching/large_vector.h"
#include "matching/trial_bits.h"

namespace trialmatch {

// Immutable. Four bytes a key and an entry; a list of many entries takes a bit a trial instead.
class TrialLists {
 public:
  using Visit = absl::FunctionRef<void(uint32_t key, uint32_t position)>;

  // Where as many entries take as many bytes as the bits do, which are faster then.
  static constexpr size_t kTrialsPerEntry = 32;

  // Keys are below `keys`, positions below `trials`. `visit_all` calls its argument with every entry, in the
  // order of positions; it is called twice. Bits are taken where there are more entries than one for so many
  // trials.
  TrialLists(size_t keys, size_t trials, absl::FunctionRef<void(Visit)> visit_all,
             size_t trials_per_entry = kTrialsPerEntry);

  size_t CountOf(uint32_t key) const;

  // Each in the list joins, or leaves, the set.
  void AddTo(uint32_t key, TrialBits& bits) const {
    const absl::Span<const uint32_t> few = FewOf(key);
    if (const TrialBits* many = ManyOf(few)) return bits.AddAll(*many);
    for (const uint32_t position : few) bits.Add(position);
  }
  void RemoveFrom(uint32_t key, TrialBits& bits) const {
    const absl::Span<const uint32_t> few = FewOf(key);
    if (const TrialBits* many = ManyOf(few)) return bits.RemoveAll(*many);
    for (const uint32_t position : few) bits.Remove(position);
  }
  // The lists of the keys from `key` + `first` on, `width` (1 or 2) of them, for each of many keys.
  struct Run {
    uint32_t first, width;
  };
  // The same for one list after the other, faster.
  void AddTo(absl::Span<const uint32_t> keys, Run run, TrialBits& bits) const;
  void RemoveFrom(absl::Span<const uint32_t> keys, Run run, TrialBits& bits) const;
  // Of each list, those in `once` join `more`, all of them `once`.
  void CountUp(absl::Span<const uint32_t> keys, Run run, TrialBits& once, TrialBits& more) const;
  // The same where most lists are planes.
  void CountUpPlanes(absl::Span<const uint32_t> keys, TrialBits& once, TrialBits& more) const;

  size_t BytesUsed() const;

 private:
  // A list with this bit in its one entry is the set of that number.
  static constexpr uint32_t kMany = uint32_t{1} << 31;

  // Calls few(begin, end) or many(bits), of the lists of each key in their order.
  template <typename Few, typename Many>
  void ForEachList(absl::Span<const uint32_t> keys, Run run, Few few, Many many) const;

  absl::Span<const uint32_t> FewOf(uint32_t key) const {
    return absl::MakeConstSpan(entries_).subspan(begins_[key], begins_[key + 1] - begins_[key]);
  }
  // Null: they are few.
  const TrialBits* ManyOf(absl::Span<const uint32_t> few) const {
    return few.size() == 1 && (few[0] & kMany) != 0 ? &many_[few[0] & ~kMany] : nullptr;
  }

  size_t trials_;
  LargeVector<uint32_t> begins_;  // by key, and the end
  LargeVector<uint32_t> entries_;
  std::vector<TrialBits> many_;
  std::vector<uint32_t> many_counts_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_LISTS_H_
