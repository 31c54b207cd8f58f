// From a bundle of predicates to the trials that have to do with it.
#ifndef TRIALMATCH_MATCHING_BUNDLE_POSTINGS_H_
#define TRIALMATCH_MATCHING_BUNDLE_POSTINGS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "matching/baseline.h"
#include "matching/compiled_trial.h"
#include "matching/predicate_bundles.h"
#include "matching/trial_bits.h"
#include "matching/trial_lists.h"

namespace trialmatch {

// What a baseline is put together from without looking at each trial. Immutable.
class BundlePostings {
 public:
  BundlePostings(const CompiledTrials& trials, const PredicateBundles& bundles);

  // Finds, by the truths of the baseline, how the literals of all trials stand, and which guards and other
  // leaves of rests are FALSE.
  void CountLiterals(Baseline& baseline) const;
  void FindFalseLeaves(Baseline& baseline) const;

  // The trials in whose rest there is a leaf of the bundle join the set; about how many there are.
  void AddWithRest(BundleId bundle, TrialBits& bits) const;
  size_t CountWithRest(BundleId bundle) const;

  size_t BytesUsed() const;

 private:
  // By what they have of a bundle and a sign: at least one literal, or two; all of them, or the uncapped
  // ones.
  enum Part : uint32_t { kAll, kTwiceOfAll, kUncapped, kTwiceOfUncapped };
  static constexpr uint32_t kParts = 4;
  static uint32_t Key(BundleId bundle, bool negated, Part part) {
    return kParts * (2 * bundle + static_cast<uint32_t>(negated)) + part;
  }
  static uint32_t RestKey(BundleId bundle, bool negated, bool is_guard) {
    return 4 * bundle + 2 * static_cast<uint32_t>(negated) + static_cast<uint32_t>(is_guard);
  }

  using Keys = std::vector<uint32_t>;

  static void VisitLiterals(const CompiledTrials& trials, const PredicateBundles& bundles,
                            TrialLists::Visit visit);
  static void VisitRests(const CompiledTrials& trials, const PredicateBundles& bundles,
                         TrialLists::Visit visit);
  // `keys`: of kAll or kUncapped.
  void CountUp(const Keys& keys, TrialBits& one, TrialBits& more) const;

  size_t bundles_;
  TrialLists literals_, rests_;
  TrialBits capped_, never_met_, unbacked_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BUNDLE_POSTINGS_H_
