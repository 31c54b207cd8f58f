#include "registry/snapshot_loader.h"

#include <utility>

#include "catalog/segment.h"
#include "registry/trial_walk.h"

namespace trialmatch {
namespace {

constexpr size_t kTrialsPerProgress = 1024;

absl::StatusOr<size_t> CountTrials(const TrialStore& store) {
  TrialListRequest count;
  count.limit = 0;
  const absl::StatusOr<TrialPage> page = store.List(count);
  if (!page.ok()) return page.status();
  return static_cast<size_t>(page->total_size);
}

}  // namespace

absl::StatusOr<LoadedSnapshot> LoadSnapshot(const TrialStore& store,
                                            std::shared_ptr<const Terminology> terminology,
                                            LoadProgress progress) {
  const absl::StatusOr<size_t> total = CountTrials(store);
  if (!total.ok()) return total.status();
  LoadedSnapshot loaded;
  SegmentBuilder builder(*terminology);
  const absl::StatusOr<int64_t> revision = WalkTrials(store, *terminology, [&](const WalkedTrial& walked) {
    builder.Add(walked.trial, walked.revision);
    if (walked.unresolved) loaded.unresolved.push_back(walked.trial.id);
    if (builder.size() % kTrialsPerProgress == 0) progress(builder.size(), *total);
  });
  if (!revision.ok()) return revision.status();
  progress(builder.size(), *total);
  loaded.snapshot =
      std::make_shared<const Snapshot>(*revision, std::move(builder).Build(), std::move(terminology));
  return loaded;
}

}  // namespace trialmatch
