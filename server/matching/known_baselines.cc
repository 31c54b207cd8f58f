#include "matching/known_baselines.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace trialmatch {
namespace {

// How many trials pass between two questions whether to stop.
constexpr size_t kTrialsPerStop = 1024;
// How many trials ahead what is evaluated next is fetched.
constexpr size_t kPrefetched = 8;
constexpr size_t kBytesKept = size_t{64} << 20;

}  // namespace

KnownBaselines::KnownBaselines(const CompiledTrials& trials, const PredicateSets& sets)
    : trials_(trials),
      sets_(sets),
      bundles_(trials, sets.bundles),
      cache_(std::max<size_t>(4, kBytesKept / (Baseline::BytesFor(trials.size()) + 1))) {}

KnownBaselines::Found KnownBaselines::Find(const PatientTruths& truths, absl::FunctionRef<bool()> stop) {
  if (auto kept = cache_.Find(truths.bundle_truths())) return {std::move(kept)};
  auto made = std::make_shared<Baseline>(trials_.size());
  made->bundle_truths = truths.bundle_truths();
  bundles_.CountLiterals(*made);
  if (const auto nearest = FindNearest(made->bundle_truths)) {
    TakeRests(*nearest, *made);
  } else if (!FindRests(*made, stop)) {
    return {};
  }
  cache_.Put(made);
  return {std::move(made), /*is_new=*/true};
}

void KnownBaselines::Complete(const Baseline& baseline, absl::Span<const uint32_t> positions) {
  auto completed = std::make_shared<Baseline>(baseline);
  const BaselineTruths truths(sets_, baseline.bundle_truths);
  FlatRests::Counts counts = trials_.MakeCounts();
  for (size_t i = 0; i < positions.size(); ++i) {
    if (i + 2 * kPrefetched < positions.size()) trials_.PrefetchPlace(positions[i + 2 * kPrefetched]);
    if (i + kPrefetched < positions.size()) trials_.PrefetchRest(positions[i + kPrefetched]);
    completed->FindRest(trials_, positions[i], truths, counts);
  }
  cache_.Replace(std::move(completed));
}

// What differs in a rest is left open.
std::shared_ptr<const Baseline> KnownBaselines::FindNearest(const std::string& bundle_truths) const {
  std::shared_ptr<const Baseline> nearest;
  size_t least = std::numeric_limits<size_t>::max();
  for (std::shared_ptr<const Baseline>& kept : cache_.All()) {
    size_t cost = 0;
    for (BundleId bundle = 0; bundle < bundle_truths.size() && cost < least; ++bundle) {
      if (bundle_truths[bundle] != kept->bundle_truths[bundle]) cost += bundles_.CountWithRest(bundle);
    }
    if (cost < least) {
      least = cost;
      nearest = std::move(kept);
    }
  }
  return nearest;
}

bool KnownBaselines::FindRests(Baseline& made, absl::FunctionRef<bool()> stop) const {
  const BaselineTruths truths(sets_, made.bundle_truths);
  FlatRests::Counts counts = trials_.MakeCounts();
  for (size_t i = 0; i < trials_.size(); ++i) {
    if (i % kTrialsPerStop == 0 && stop()) return false;
    made.FindRest(trials_, i, truths, counts);
  }
  return true;
}

// A rest with no leaf of a bundle that differs stands as it did.
void KnownBaselines::TakeRests(const Baseline& nearest, Baseline& made) const {
  bundles_.FindFalseLeaves(made);
  TrialBits affected(trials_.size(), false);
  for (BundleId bundle = 0; bundle < made.bundle_truths.size(); ++bundle) {
    if (made.bundle_truths[bundle] != nearest.bundle_truths[bundle]) bundles_.AddWithRest(bundle, affected);
  }
  made.rest_false = nearest.rest_false;
  made.rest_false.RemoveAll(affected);
  made.rest_open = nearest.rest_open;
  made.rest_open.RemoveAll(affected);
  made.maybe_open = nearest.maybe_open;
  made.maybe_open.AddAll(affected);
  made.maybe_false = nearest.maybe_false;
  affected.KeepAll(made.unguarded);
  affected.KeepAll(made.unbacked);
  made.maybe_false.AddAll(affected);
}

size_t KnownBaselines::BytesUsed() const {
  return cache_.size() * Baseline::BytesFor(trials_.size()) + bundles_.BytesUsed();
}

}  // namespace trialmatch
