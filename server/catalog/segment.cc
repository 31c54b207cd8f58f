#include "catalog/segment.h"

namespace trialmatch {
namespace {

constexpr size_t kPackFrom = 4096;  // see TrialColumns::Pack

}  // namespace

std::shared_ptr<const Segment> SegmentBuilder::Build(std::vector<TrialPointer> held) && {
  if (size() >= kPackFrom) columns_.Pack();
  return std::make_shared<const Segment>(
      Segment{std::move(columns_), std::move(index_).Build(), std::move(revisions_), std::move(held)});
}

}  // namespace trialmatch
