#include "matching/bound_planes.h"

#include <algorithm>

namespace trialmatch {
namespace {

// So few are taken one by one before the next plane, which costs about as much as twice as many.
constexpr size_t kTrialsPerEntry = 128;

constexpr LiteralPostings::Part kMandatory[] = {LiteralPostings::kUncapped, LiteralPostings::kCapped};

}  // namespace

BoundPlanes::BoundPlanes(std::vector<Literal> falling, const LiteralPostings& postings, size_t trials)
    : falling_(std::move(falling)), postings_(postings) {
  TrialBits all(trials, false);
  size_t since_plane = 0;
  for (size_t place = falling_.size(); place-- > 0;) {
    for (const LiteralPostings::Part part : kMandatory) {
      postings_.AddTo(falling_[place], part, all);
      since_plane += postings_.Count(falling_[place], part);
    }
    if (since_plane * kTrialsPerEntry < trials || since_plane == 0) continue;
    planes_.emplace_back(place, all);
    since_plane = 0;
  }
  std::reverse(planes_.begin(), planes_.end());
}

void BoundPlanes::RemoveFrom(size_t first, TrialBits& bits) const {
  const auto plane = std::lower_bound(
      planes_.begin(), planes_.end(), first,
      [](const std::pair<size_t, TrialBits>& one, size_t place) { return one.first < place; });
  const size_t end = plane == planes_.end() ? falling_.size() : plane->first;
  for (size_t place = first; place < end; ++place) {
    for (const LiteralPostings::Part part : kMandatory) postings_.RemoveFrom(falling_[place], part, bits);
  }
  if (plane != planes_.end()) bits.RemoveAll(plane->second);
}

size_t BoundPlanes::BytesUsed() const {
  size_t bytes = falling_.capacity() * sizeof(Literal);
  for (const auto& [place, plane] : planes_) bytes += 8 * plane.words().size();
  return bytes;
}

}  // namespace trialmatch
