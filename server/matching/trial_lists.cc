#include "matching/trial_lists.h"

#include <algorithm>

namespace trialmatch {
namespace {

// How many lists ahead what is read next is fetched, and so much of it.
constexpr size_t kPrefetched = 4;
constexpr size_t kFetchedEntries = 128, kEntriesPerLine = 16;

}  // namespace

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
  entries_.resize(end + 1, 0);  // where an empty list is last, something can be read
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

template <typename Few, typename Many>
void TrialLists::ForEachList(absl::Span<const uint32_t> keys, Run run, Few few, Many many) const {
  const uint32_t* const begins = begins_.data();
  const uint32_t* const entries = entries_.data();
  for (size_t i = 0; i < keys.size(); ++i) {
    // What is beyond the end is fetched for nothing, which costs less than to ask.
    __builtin_prefetch(begins + keys[std::min(i + 2 * kPrefetched, keys.size() - 1)] + run.first);
    const uint32_t next = begins[keys[std::min(i + kPrefetched, keys.size() - 1)] + run.first];
    for (size_t entry = 0; entry < kFetchedEntries; entry += kEntriesPerLine) {
      __builtin_prefetch(entries + next + entry);
    }
    const uint32_t key = keys[i] + run.first;
    const uint32_t begin = begins[key], end = begins[key + run.width];
    // Most are few. The second list begins at the end of the first, which may be the end of both.
    if (((entries[begin] | entries[begins[key + run.width - 1]]) & kMany) == 0) {
      few(entries + begin, entries + end);
      continue;
    }
    for (uint32_t one = key; one < key + run.width; ++one) {
      const absl::Span<const uint32_t> list = FewOf(one);
      if (const TrialBits* bits = ManyOf(list)) {
        many(*bits);
      } else {
        few(list.begin(), list.end());
      }
    }
  }
}

void TrialLists::AddTo(absl::Span<const uint32_t> keys, Run run, TrialBits& bits) const {
  uint64_t* const words = bits.words().data();
  const auto few = [&](const uint32_t* begin, const uint32_t* end) {
    for (; begin != end; ++begin) words[*begin / 64] |= uint64_t{1} << (*begin % 64);
  };
  ForEachList(keys, run, few, [&](const TrialBits& many) { bits.AddAll(many); });
}

void TrialLists::RemoveFrom(absl::Span<const uint32_t> keys, Run run, TrialBits& bits) const {
  uint64_t* const words = bits.words().data();
  const auto few = [&](const uint32_t* begin, const uint32_t* end) {
    for (; begin != end; ++begin) words[*begin / 64] &= ~(uint64_t{1} << (*begin % 64));
  };
  ForEachList(keys, run, few, [&](const TrialBits& many) { bits.RemoveAll(many); });
}

void TrialLists::CountUp(absl::Span<const uint32_t> keys, Run run, TrialBits& once, TrialBits& more) const {
  uint64_t* const once_words = once.words().data();
  uint64_t* const more_words = more.words().data();
  const auto few = [&](const uint32_t* begin, const uint32_t* end) {
    for (; begin != end; ++begin) {
      const uint64_t bit = uint64_t{1} << (*begin % 64), before = once_words[*begin / 64];
      more_words[*begin / 64] |= before & bit;
      once_words[*begin / 64] = before | bit;
    }
  };
  ForEachList(keys, run, few, [&](const TrialBits& many) {
    ThePlaneKernels().count_up(once_words, more_words, many.words().data(), many.words().size());
  });
}

void TrialLists::CountUpPlanes(absl::Span<const uint32_t> keys, TrialBits& once, TrialBits& more) const {
  std::vector<const TrialBits*> planes;
  std::vector<uint32_t> others;
  for (const uint32_t key : keys) {
    const TrialBits* many = ManyOf(FewOf(key));
    many != nullptr ? planes.push_back(many) : others.push_back(key);
  }
  CountUp(others, {0, 1}, once, more);
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
