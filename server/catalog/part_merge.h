// Keeps the parts of a snapshot few while much is written: small ones are merged among themselves first.
#ifndef TRIALMATCH_CATALOG_PART_MERGE_H_
#define TRIALMATCH_CATALOG_PART_MERGE_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "catalog/merged_segment.h"
#include "catalog/snapshot.h"

namespace trialmatch {

// Parts of a snapshot that follow one another.
struct PartRange {
  size_t first = 0, end = 0;

  bool empty() const { return first == end; }
};

// From the first part that has no more live trials than all after it together: so each trial is merged as
// often as the number of trials written can be halved, and as many parts are left at most. Never the first
// part of all, nor the last where the next write makes it anew.
PartRange PartsToMerge(const Snapshot& snapshot);

// Whether so much was written since the first part was made that all parts should become one.
bool IsWholeMergeDue(const Snapshot& snapshot);

// The live trials of the parts, which are at least one. `read` is asked for those that the segments do not
// hold; its error is that of the merge.
absl::StatusOr<MergedSegment> MergeParts(const Snapshot& snapshot, PartRange range,
                                         absl::FunctionRef<absl::StatusOr<TrialPointer>(TrialPlace)> read);

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_PART_MERGE_H_
