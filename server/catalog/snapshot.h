// The trials of one catalog revision, ready to match.
#ifndef TRIALMATCH_CATALOG_SNAPSHOT_H_
#define TRIALMATCH_CATALOG_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "catalog/merged_segment.h"
#include "catalog/segment.h"
#include "domain/trial_filter.h"
#include "matching/trial_bits.h"
#include "terminology/terminology.h"

namespace trialmatch {

// What one write changes: trials written whole, and the ids of trials deleted. An id stands in it once.
struct CatalogChange {
  std::vector<TrialPointer> puts;
  std::vector<std::string> deletes;
};

// A trial of a snapshot.
struct TrialPlace {
  size_t part = 0;
  size_t position = 0;  // in the part's segment
};

// Segments, which snapshots share, and which of their trials this revision still has: an id is live in one
// part at most. Holds no criteria trees and no texts but those of the last few writes: they stay in the
// store, which keeps the versions of this revision for as long as the snapshot lives. Immutable and safe for
// use by any number of threads; lives as long as somebody reads it.
class Snapshot {
 public:
  struct Part {
    std::shared_ptr<const Segment> segment;
    TrialBits live;  // nothing beyond the segment's size
    size_t live_count = 0;

    // All trials of the segment are live.
    bool whole() const { return live_count == segment->size(); }
  };

  // All trials of the segment are live.
  Snapshot(int64_t revision, std::shared_ptr<const Segment> segment,
           std::shared_ptr<const Terminology> terminology);

  // The catalog after the change. Costs as much as the trials of the change and of the last few writes.
  std::shared_ptr<const Snapshot> With(const CatalogChange& change, int64_t revision) const;

  // The same catalog with the parts of `merged` in one, as far as they are still there.
  std::shared_ptr<const Snapshot> WithMerged(const MergedSegment& merged) const;

  // The same catalog with `base`, an earlier revision of it, for its first part. `written`: the ids that were
  // written or deleted after that revision.
  std::shared_ptr<const Snapshot> OnBase(const Snapshot& base, absl::Span<const std::string> written) const;

  int64_t revision() const { return revision_; }
  const Terminology& terminology() const { return *terminology_; }
  const std::vector<Part>& parts() const { return parts_; }

  // Of live trials.
  size_t size() const;
  absl::string_view id(TrialPlace place) const {
    return parts_[place.part].segment->columns.id(place.position);
  }
  // A revision, not after this one, from which on to this one the trial was as it is here. The same trial at
  // the same revision is the same in every snapshot.
  int64_t revision_of(TrialPlace place) const {
    return parts_[place.part].segment->revisions[place.position];
  }
  std::optional<TrialPlace> Find(absl::string_view trial_id) const;
  // In the order of ids.
  std::vector<TrialPlace> InOrder(const std::vector<TrialBits>& trials) const;

  // The live trials that pass, by part. `stop` as of SelectTrials.
  absl::StatusOr<std::vector<TrialBits>> Select(const TrialFilter& filter,
                                                absl::FunctionRef<bool()> stop) const;

 private:
  Snapshot(int64_t revision, std::vector<Part> parts, std::shared_ptr<const Terminology> terminology);

  int64_t revision_;
  std::shared_ptr<const Terminology> terminology_;  // before the segments, which read it
  std::vector<Part> parts_;                         // none without a live trial
};

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_SNAPSHOT_H_
