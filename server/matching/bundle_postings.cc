#include "matching/bundle_postings.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace trialmatch {
namespace {

// Some planes are dense enough to pass by quickly all together.
constexpr size_t kTrialsPerEntry = 128;

}  // namespace

void BundlePostings::VisitLiterals(const CompiledTrials& trials, const PredicateBundles& bundles,
                                   TrialLists::Visit visit) {
  Keys keys;
  for (uint32_t i = 0; i < trials.size(); ++i) {
    keys.clear();
    for (const Literal& literal : trials.LiteralsOf(i)) {
      const BundleId bundle = bundles.Of(literal.predicate());
      if (bundle != PredicateBundles::kNone) keys.push_back(Key(bundle, literal.negated(), kAll));
    }
    std::sort(keys.begin(), keys.end());
    for (size_t k = 0; k < keys.size(); ++k) {
      const bool second = k > 0 && keys[k - 1] == keys[k];
      if (second && k > 1 && keys[k - 2] == keys[k]) continue;
      const uint32_t all = keys[k] + (second ? kTwiceOfAll : kAll);
      visit(all, i);
      if (!trials.IsCapped(i)) visit(all + kUncapped, i);
    }
  }
}

void BundlePostings::VisitRests(const CompiledTrials& trials, const PredicateBundles& bundles,
                                TrialLists::Visit visit) {
  Keys keys;
  for (uint32_t i = 0; i < trials.size(); ++i) {
    keys.clear();
    trials.ForEachInRest(i, [&](const Literal& literal, bool is_guard) {
      const BundleId bundle = bundles.Of(literal.predicate());
      if (bundle != PredicateBundles::kNone) keys.push_back(RestKey(bundle, literal.negated(), is_guard));
    });
    std::sort(keys.begin(), keys.end());
    const auto end = std::unique(keys.begin(), keys.end());
    std::for_each(keys.begin(), end, [&](uint32_t key) { visit(key, i); });
  }
}

BundlePostings::BundlePostings(const CompiledTrials& trials, const PredicateBundles& bundles)
    : bundles_(bundles.size()),
      literals_(
          2 * kParts * bundles.size(), trials.size(),
          [&](TrialLists::Visit visit) { VisitLiterals(trials, bundles, visit); }, kTrialsPerEntry),
      rests_(4 * bundles.size(), trials.size(),
             [&](TrialLists::Visit visit) { VisitRests(trials, bundles, visit); }),
      capped_(trials.size(), false),
      never_met_(trials.size(), false),
      unbacked_(trials.size(), false) {
  for (size_t i = 0; i < trials.size(); ++i) {
    capped_.Put(i, trials.IsCapped(i));
    never_met_.Put(i, trials.IsRestNeverMet(i));
    unbacked_.Put(i, !trials.IsBacked(i));
  }
}

void BundlePostings::CountUp(const Keys& keys, TrialBits& one, TrialBits& more) const {
  literals_.CountUpPlanes(keys, one, more);
  for (const uint32_t key : keys) literals_.AddTo(key + kTwiceOfAll, more);
  one.RemoveAll(more);
}

void BundlePostings::CountLiterals(Baseline& baseline) const {
  Keys open_keys, false_keys;
  for (BundleId bundle = 0; bundle < bundles_; ++bundle) {
    const auto truth = static_cast<Truth>(baseline.bundle_truths[bundle]);
    for (const bool negated : {false, true}) {
      const Truth met = negated ? Not(truth) : truth;
      if (met != Truth::kTrue) open_keys.push_back(Key(bundle, negated, kUncapped));
      if (met == Truth::kFalse) false_keys.push_back(Key(bundle, negated, kAll));
    }
  }
  const size_t size = capped_.words().size() * 64;
  baseline.one_false = baseline.more_false = baseline.one_open = TrialBits(size, false);
  baseline.more_open = capped_;
  CountUp(false_keys, baseline.one_false, baseline.more_false);
  CountUp(open_keys, baseline.one_open, baseline.more_open);
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
