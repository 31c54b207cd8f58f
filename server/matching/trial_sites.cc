#include "matching/trial_sites.h"

#include <algorithm>
#include <numbers>

namespace trialmatch {

Direction DirectionTo(const LatLng& place) {
  constexpr double kRadians = std::numbers::pi / 180;
  const double latitude = place.latitude * kRadians, longitude = place.longitude * kRadians;
  return {static_cast<float>(std::cos(latitude) * std::cos(longitude)),
          static_cast<float>(std::cos(latitude) * std::sin(longitude)),
          static_cast<float>(std::sin(latitude))};
}

void TrialSites::Add(const Trial& trial) {
  const uint32_t position = static_cast<uint32_t>(size_++);
  for (const Site& site : trial.sites) {
    in_country_[site.country_code].Append(position);
    if (!site.coordinates) continue;
    const PlaceId place = PlaceOf(*site.coordinates);
    at_place_[place].Append(position);
    if (site.status != RecruitmentStatus::kRecruiting) continue;
    const absl::Span<const PlaceId> known = recruiting_.Unended();
    if (std::find(known.begin(), known.end(), place) == known.end()) recruiting_.Append(place);
  }
  recruiting_.EndList();
}

PlaceId TrialSites::PlaceOf(const LatLng& coordinates) {
  const PlaceId next = static_cast<PlaceId>(coordinates_.size());
  const auto [found, is_new] = places_.try_emplace({coordinates.latitude, coordinates.longitude}, next);
  if (is_new) {
    coordinates_.push_back(coordinates);
    directions_.push_back(DirectionTo(coordinates));
    at_place_.emplace_back();
  }
  return found->second;
}

void TrialSites::Pack() {
  for (auto& [country, trials] : in_country_) trials.Pack(size_);
  for (TrialList& trials : at_place_) trials.Pack(size_);
  recruiting_.ShrinkToFit();
  coordinates_.shrink_to_fit();
  directions_.shrink_to_fit();
  at_place_.shrink_to_fit();
  places_ = {};
}

TrialBits TrialSites::InCountries(const std::vector<std::string>& country_codes) const {
  TrialBits found(size_, false);
  for (const std::string& country : country_codes) {
    const auto trials = in_country_.find(country);
    if (trials != in_country_.end()) trials->second.AddTo(found);
  }
  return found;
}

TrialBits TrialSites::InCircle(const Near& near) const {
  constexpr double kEarthRadiusKm = 6371.0088;
  const Direction center = DirectionTo(near.center);
  const double angle = std::min(near.radius_km / kEarthRadiusKm, std::numbers::pi);
  const float farthest = static_cast<float>(2 * std::sin(angle / 2)) + 2 * kChordError;
  TrialBits found(size_, false);
  for (PlaceId place = 0; place < coordinates_.size(); ++place) {
    if (Chord(center, directions_[place]) > farthest) continue;
    if (DistanceKm(near.center, coordinates_[place]) <= near.radius_km) at_place_[place].AddTo(found);
  }
  return found;
}

size_t TrialSites::BytesUsed() const {
  size_t bytes = recruiting_.BytesUsed() + coordinates_.capacity() * sizeof(LatLng) +
                 directions_.capacity() * sizeof(Direction);
  for (const TrialList& trials : at_place_) bytes += trials.BytesUsed();
  for (const auto& [country, trials] : in_country_) bytes += sizeof(country) + trials.BytesUsed() + 1;
  return bytes + places_.capacity() * (sizeof(*places_.begin()) + 1);
}

}  // namespace trialmatch
