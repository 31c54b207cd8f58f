#include "matching/trial_lists.h"

#include <algorithm>

namespace trialmatch {

TrialLists::TrialLists(size_t keys, size_t trials, absl::FunctionRef<void(Visit)> visit_all,
                       size_t trials_per_entry)
    : trials_(trials), begins_(keys + 1, 0) {
  std::vector<uint32_t> counts(keys, 0);
  visit_all([&](uint32_t key, uint32_t) { ++counts[key]; });
  std::vector<uint32_t> next(keys);
  uint32_t end = 0;
  for (size_t key = 0; key < keys; ++key) {
    begins_[key] = next[key] = end;
    end += counts[key] * trials_per_entry > trials ? 1 : counts[key];
  }
  begins_[keys] = end;
  entries_.resize(end);
  for (size_t key = 0; key < keys; ++key) {
    if (counts[key] * trials_per_entry <= trials) continue;
    entries_[next[key]] = kMany | static_cast<uint32_t>(many_.size());
    many_.emplace_back(trials, false);
    many_counts_.push_back(counts[key]);
  }
  visit_all([&](uint32_t key, uint32_t position) {
    if (counts[key] * trials_per_entry > trials) {
      many_[entries_[begins_[key]] & ~kMany].Add(position);
    } else {
      entries_[next[key]++] = position;
    }
  });
}

size_t TrialLists::CountOf(uint32_t key) const {
  const absl::Span<const uint32_t> few = FewOf(key);
  return ManyOf(few) == nullptr ? few.size() : many_counts_[few[0] & ~kMany];
}

void TrialLists::CountUp(uint32_t key, TrialBits& once, TrialBits& more) const {
  const absl::Span<const uint32_t> few = FewOf(key);
  if (const TrialBits* many = ManyOf(few)) {
    return ThePlaneKernels().count_up(once.words().data(), more.words().data(), many->words().data(),
                                      many->words().size());
  }
  for (const uint32_t position : few) {
    if (once.Has(position)) more.Add(position);
    once.Add(position);
  }
}

void TrialLists::CountUpAll(absl::Span<const uint32_t> keys, TrialBits& once, TrialBits& more) const {
  std::vector<const TrialBits*> planes;
  for (const uint32_t key : keys) {
    const TrialBits* many = ManyOf(FewOf(key));
    many != nullptr ? planes.push_back(many) : CountUp(key, once, more);
  }
  // What is counted stays in the first-level cache while all planes pass by.
  constexpr size_t kBlock = 1024;
  for (size_t begin = 0; begin < once.words().size(); begin += kBlock) {
    const size_t words = std::min(kBlock, once.words().size() - begin);
    for (const TrialBits* plane : planes) {
      ThePlaneKernels().count_up(once.words().data() + begin, more.words().data() + begin,
                                 plane->words().data() + begin, words);
    }
  }
}

size_t TrialLists::BytesUsed() const {
  const size_t words = (trials_ + 63) / 64;
  return sizeof(uint32_t) * (begins_.capacity() + entries_.capacity()) + 8 * words * many_.size();
}

}  // namespace trialmatch
