// Where trials have sites.
#ifndef TRIALMATCH_MATCHING_TRIAL_SITES_H_
#define TRIALMATCH_MATCHING_TRIAL_SITES_H_

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "domain/place.h"
#include "domain/trial.h"
#include "domain/trial_filter.h"
#include "matching/list_column.h"
#include "matching/trial_bits.h"
#include "matching/trial_list.h"

namespace trialmatch {

// Coordinates that sites have; dense from 0.
using PlaceId = uint32_t;

// From the middle of the earth to a place on it, of length 1.
using Direction = std::array<float, 3>;
Direction DirectionTo(const LatLng& place);
// The straight way between two places, in radii of the earth (0 to 2).
inline float Chord(const Direction& a, const Direction& b) {
  const float x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
  return std::sqrt(x * x + y * y + z * z);
}
// By how much a chord may lie beside the one that belongs to DistanceKm: five times the rounding of a float's
// 24 bits in the coordinates, the differences and the root (at most 7e-7).
inline constexpr float kChordError = 4e-6f;

// Safe to read from many threads.
class TrialSites {
 public:
  void Add(const Trial& trial);
  // After the last Add; see TrialList.
  void Pack();

  size_t size() const { return size_; }
  const LatLng& CoordinatesOf(PlaceId place) const { return coordinates_[place]; }
  const Direction& DirectionOf(PlaceId place) const { return directions_[place]; }
  // Of the trial's recruiting sites, as far as they are known; each once.
  absl::Span<const PlaceId> RecruitingPlaces(size_t trial) const { return recruiting_[trial]; }

  // See ListColumn.
  void PrefetchPlace(size_t trial) const { recruiting_.PrefetchPlace(trial); }
  void Prefetch(size_t trial) const { recruiting_.Prefetch(trial); }

  // The trials with a site in one of the countries.
  TrialBits InCountries(const std::vector<std::string>& country_codes) const;
  // The trials with a site in the circle.
  TrialBits InCircle(const Near& near) const;

  size_t BytesUsed() const;

 private:
  PlaceId PlaceOf(const LatLng& coordinates);

  size_t size_ = 0;
  ListColumn<PlaceId> recruiting_;
  absl::flat_hash_map<std::string, TrialList> in_country_;
  // By place.
  std::vector<LatLng> coordinates_;
  std::vector<Direction> directions_;
  std::vector<TrialList> at_place_;
  absl::flat_hash_map<std::pair<double, double>, PlaceId> places_;  // empty once packed
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_SITES_H_
