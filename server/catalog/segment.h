// Trials that are matched together: all of a catalog, or what was written since.
#ifndef TRIALMATCH_CATALOG_SEGMENT_H_
#define TRIALMATCH_CATALOG_SEGMENT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "matching/trial_columns.h"
#include "matching/trial_index.h"
#include "matching/trial_index_builder.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable and safe for use by any number of threads. The terminology outlives it.
struct Segment {
  TrialColumns columns;
  std::unique_ptr<const TrialIndex> index;  // of the same positions
  // By position: a catalog revision at which the trial was as it is here; no later one wrote this version.
  std::vector<int64_t> revisions;
  // The trials themselves, of a segment so small that the next write makes it anew; else none.
  std::vector<TrialPointer> held;

  size_t size() const { return columns.size(); }
};

// For one thread. The terminology outlives the builder.
class SegmentBuilder {
 public:
  explicit SegmentBuilder(const Terminology& terminology) : columns_(terminology), index_(terminology) {}

  // Each id once. The trial need not outlive the call. `revision`: see Segment.
  void Add(const Trial& trial, int64_t revision) {
    columns_.Add(trial);
    index_.Add(trial);
    revisions_.push_back(revision);
  }

  size_t size() const { return columns_.size(); }

  // The builder is spent. `held`: see Segment.
  std::shared_ptr<const Segment> Build(std::vector<TrialPointer> held = {}) &&;

 private:
  TrialColumns columns_;
  TrialIndexBuilder index_;
  std::vector<int64_t> revisions_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_SEGMENT_H_
