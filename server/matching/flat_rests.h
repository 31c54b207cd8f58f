// The rests of trials as words, to be evaluated without a branch that depends on a truth.
#ifndef TRIALMATCH_MATCHING_FLAT_RESTS_H_
#define TRIALMATCH_MATCHING_FLAT_RESTS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/truth.h"
#include "matching/large_vector.h"
#include "matching/literal.h"
#include "matching/threshold_trees.h"

namespace trialmatch {

// A rest is the conjunction of threshold trees. Trials in doubt differ in shape and truths, so that a walk
// would guess wrong at nearly every step; here all leaves are counted for their joins in one loop, and all
// joins, the inner ones first, for theirs in another.
class FlatRests {
 public:
  // Where Find counts: for one thread, and as many calls as one likes.
  class Counts {
   public:
    explicit Counts(const FlatRests& rests) : counts_(rests.most_joins_ + 1, 0) {}

   private:
    friend class FlatRests;
    std::vector<uint64_t> counts_;  // by join; 0 between the calls
  };

  // One past the last word: where the next rest begins.
  uint32_t end() const { return static_cast<uint32_t>(words_.size()); }
  // Appends the conjunction of the trees there, whose guards are marked.
  void Add(const ThresholdTrees& trees, uint32_t begin, uint32_t end);
  void ShrinkToFit() { words_.shrink_to_fit(); }

  // TRUE where there is nothing. `Truths` has Of(PredicateId).
  template <typename Truths>
  Truth Find(uint32_t begin, uint32_t end, const Truths& truths, Counts& counts) const;

  // Calls visit(literal, is_guard) for each leaf.
  template <typename Visit>
  void ForEachLeaf(uint32_t begin, uint32_t end, Visit visit) const;

  // Has what Find reads fetched, of most rests all; what is beyond does no harm.
  void Prefetch(uint32_t begin) const {
    constexpr size_t kWordsPerLine = 16, kLines = 3;
    for (size_t line = 0; line < kLines; ++line) {
      __builtin_prefetch(words_.data() + begin + line * kWordsPerLine);
    }
  }

  size_t BytesUsed() const { return words_.capacity() * sizeof words_[0]; }

 private:
  // A rest: how many leaf words; those, join by join; a few words for each join, after those of its children.
  // The last leaf word of a join leads on to the next join; one that holds no place counts for nothing.
  static constexpr uint32_t kLastOfJoin = 1u << 31, kGuard = 1u << 30, kNoLeaf = 1u << 29;
  static constexpr uint32_t kLiteral = kNoLeaf - 1;
  // How many must be met; how many may fail, signed; how many joins further on the parent is.
  static constexpr uint32_t kNeeded = 0, kMayFail = 1, kParent = 2, kJoinWords = 3;

  // Counts of children: those that are met in the lower half, those that failed in the upper one.
  static constexpr uint64_t kMet = 1, kFailed = uint64_t{1} << 32;
  // By kNoLeaf, truth and negation.
  static constexpr uint64_t kCountOf[16] = {kFailed, kMet, 0, 0, kMet, kFailed};
  static_assert(static_cast<int>(Truth::kFalse) == 0 && static_cast<int>(Truth::kTrue) == 2);

  class Flattening;

  LargeVector<uint32_t> words_;
  size_t most_joins_ = 0;
};

template <typename Truths>
Truth FlatRests::Find(uint32_t begin, uint32_t end, const Truths& truths, Counts& counts) const {
  if (begin == end) return Truth::kTrue;
  const uint32_t* word = words_.data() + begin;
  const uint32_t* const joins = word + 1 + *word;
  uint64_t* of_join = counts.counts_.data();
  for (++word; word != joins; ++word) {
    const Literal literal = Literal::OfIndex(*word & kLiteral);
    const auto truth = static_cast<uint32_t>(truths.Of(literal.predicate()));
    *of_join += kCountOf[(*word & kNoLeaf) >> 26 | truth << 1 | static_cast<uint32_t>(literal.negated())];
    of_join += *word / kLastOfJoin;
  }
  of_join = counts.counts_.data();
  for (const uint32_t* const last = words_.data() + end; word != last; word += kJoinWords, ++of_join) {
    const uint64_t count = *of_join;
    *of_join = 0;
    const uint64_t met = static_cast<uint32_t>(count) >= word[kNeeded];
    const uint64_t failed = static_cast<int64_t>(count / kFailed) > static_cast<int32_t>(word[kMayFail]);
    of_join[word[kParent]] += met * kMet + failed * kFailed;
  }
  const uint64_t root = *of_join;
  *of_join = 0;
  return static_cast<Truth>(1 + root % kFailed - root / kFailed);
}

template <typename Visit>
void FlatRests::ForEachLeaf(uint32_t begin, uint32_t end, Visit visit) const {
  if (begin == end) return;
  for (uint32_t word = begin + 1; word <= begin + words_[begin]; ++word) {
    if ((words_[word] & kNoLeaf) != 0) continue;
    visit(Literal::OfIndex(words_[word] & kLiteral), (words_[word] & kGuard) != 0);
  }
}

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FLAT_RESTS_H_
