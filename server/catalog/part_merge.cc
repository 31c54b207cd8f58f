#include "catalog/part_merge.h"

#include <utility>

namespace trialmatch {
namespace {

// All parts are worth one when those after the first have so large a share of its trials.
constexpr size_t kWholeShare = 8;

}  // namespace

PartRange PartsToMerge(const Snapshot& snapshot) {
  const std::vector<Snapshot::Part>& parts = snapshot.parts();
  size_t end = parts.size();
  if (end > 0 && !parts.back().segment->held.empty()) --end;
  size_t first = end, after = 0;
  for (size_t i = end; i > 1; --i) {
    const size_t live = parts[i - 1].live_count;
    if (after > 0 && live <= after) first = i - 1;
    after += live;
  }
  return {first, end};
}

bool IsWholeMergeDue(const Snapshot& snapshot) {
  if (snapshot.parts().size() < 2) return false;
  const size_t base = snapshot.parts().front().live_count;
  return (snapshot.size() - base) * kWholeShare >= base;
}

absl::StatusOr<MergedSegment> MergeParts(const Snapshot& snapshot, PartRange range,
                                         absl::FunctionRef<absl::StatusOr<TrialPointer>(TrialPlace)> read) {
  MergedSegment merged;
  SegmentBuilder builder(snapshot.terminology());
  for (size_t i = range.first; i < range.end; ++i) {
    const Snapshot::Part& part = snapshot.parts()[i];
    const Segment& segment = *part.segment;
    for (size_t position = 0; position < segment.size(); ++position) {
      if (!part.live.Has(position)) continue;
      absl::StatusOr<TrialPointer> trial =
          segment.held.empty() ? read({i, position}) : segment.held[position];
      if (!trial.ok()) return trial.status();
      builder.Add(**trial, segment.revisions[position]);
      merged.origins.push_back({merged.sources.size(), position});
    }
    merged.sources.push_back(part.segment);
  }
  merged.segment = std::move(builder).Build();
  return merged;
}

}  // namespace trialmatch
