#include "matching/bundle_postings.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace trialmatch {
namespace {

// Ascending, each as often as it was added; used for one trial after another.
using Keys = std::vector<uint32_t>;

}  // namespace

BundlePostings::BundlePostings(const CompiledTrials& trials, const PredicateBundles& bundles)
    : bundles_(bundles.size()),
      literals_(2 * kParts * bundles.size(), trials.size(),
                [&](TrialLists::Visit visit) {
                  Keys keys;
                  for (uint32_t i = 0; i < trials.size(); ++i) {
                    keys.clear();
                    const Part part = trials.IsCapped(i) ? kCapped : kUncapped;
                    for (const Literal& literal : trials.LiteralsOf(i)) {
                      const BundleId bundle = bundles.Of(literal.predicate());
                      if (bundle == PredicateBundles::kNone) continue;
                      keys.push_back(Key(bundle, literal.negated(), part));
                    }
                    std::sort(keys.begin(), keys.end());
                    for (size_t k = 0; k < keys.size(); ++k) {
                      const size_t before =
                          k > 1 && keys[k - 2] == keys[k] ? 2 : k > 0 && keys[k - 1] == keys[k];
                      if (before < 2) visit(keys[k] + static_cast<uint32_t>(before), i);
                    }
                  }
                }),
      rests_(4 * bundles.size(), trials.size(),
             [&](TrialLists::Visit visit) {
               Keys keys;
               for (uint32_t i = 0; i < trials.size(); ++i) {
                 keys.clear();
                 trials.ForEachInRest(i, [&](const Literal& literal, bool is_guard) {
                   const BundleId bundle = bundles.Of(literal.predicate());
                   if (bundle == PredicateBundles::kNone) return;
                   keys.push_back(RestKey(bundle, literal.negated(), is_guard));
                 });
                 std::sort(keys.begin(), keys.end());
                 const auto end = std::unique(keys.begin(), keys.end());
                 std::for_each(keys.begin(), end, [&](uint32_t key) { visit(key, i); });
               }
             }),
      capped_(trials.size(), false),
      never_met_(trials.size(), false),
      unbacked_(trials.size(), false) {
  for (size_t i = 0; i < trials.size(); ++i) {
    capped_.Put(i, trials.IsCapped(i));
    never_met_.Put(i, trials.IsRestNeverMet(i));
    unbacked_.Put(i, !trials.IsBacked(i));
  }
}

void BundlePostings::CountUp(BundleId bundle, bool negated, Part once, TrialBits& one,
                             TrialBits& more) const {
  const uint32_t key = Key(bundle, negated, once);
  literals_.CountUp(key, one, more);
  literals_.AddTo(key + 1, more);
}

void BundlePostings::CountLiterals(Baseline& baseline) const {
  const size_t size = capped_.words().size() * 64;
  baseline.one_false = baseline.more_false = baseline.one_open = TrialBits(size, false);
  baseline.more_open = capped_;
  for (BundleId bundle = 0; bundle < bundles_; ++bundle) {
    const auto truth = static_cast<Truth>(baseline.bundle_truths[bundle]);
    for (const bool negated : {false, true}) {
      const Truth met = negated ? Not(truth) : truth;
      if (met == Truth::kTrue) continue;
      CountUp(bundle, negated, kUncapped, baseline.one_open, baseline.more_open);
      if (met == Truth::kUnknown) continue;
      CountUp(bundle, negated, kUncapped, baseline.one_false, baseline.more_false);
      CountUp(bundle, negated, kCapped, baseline.one_false, baseline.more_false);
    }
  }
  baseline.one_false.RemoveAll(baseline.more_false);
  baseline.one_open.RemoveAll(baseline.more_open);
}

void BundlePostings::FindFalseLeaves(Baseline& baseline) const {
  baseline.unguarded = never_met_;
  baseline.unbacked = unbacked_;
  for (BundleId bundle = 0; bundle < bundles_; ++bundle) {
    const auto truth = static_cast<Truth>(baseline.bundle_truths[bundle]);
    if (truth == Truth::kUnknown) continue;
    const bool negated = truth == Truth::kTrue;
    rests_.AddTo(RestKey(bundle, negated, true), baseline.unguarded);
    rests_.AddTo(RestKey(bundle, negated, false), baseline.unbacked);
  }
}

void BundlePostings::AddWithRest(BundleId bundle, TrialBits& bits) const {
  for (const bool negated : {false, true}) {
    for (const bool is_guard : {false, true}) rests_.AddTo(RestKey(bundle, negated, is_guard), bits);
  }
}

size_t BundlePostings::CountWithRest(BundleId bundle) const {
  size_t count = 0;
  for (const bool negated : {false, true}) {
    for (const bool is_guard : {false, true}) count += rests_.CountOf(RestKey(bundle, negated, is_guard));
  }
  return count;
}

size_t BundlePostings::BytesUsed() const {
  return literals_.BytesUsed() + rests_.BytesUsed() + 3 * sizeof(uint64_t) * capped_.words().size();
}

}  // namespace trialmatch
