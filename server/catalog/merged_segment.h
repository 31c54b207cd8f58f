// The trials of some parts of a snapshot in one segment.
#ifndef TRIALMATCH_CATALOG_MERGED_SEGMENT_H_
#define TRIALMATCH_CATALOG_MERGED_SEGMENT_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "catalog/segment.h"

namespace trialmatch {

struct MergedSegment {
  struct Origin {
    size_t source = 0;  // in sources
    size_t position = 0;
  };
  std::vector<std::shared_ptr<const Segment>> sources;
  std::shared_ptr<const Segment> segment;
  std::vector<Origin> origins;  // by position of the segment
};

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_MERGED_SEGMENT_H_
