#include "domain/place.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace trialmatch {

double DistanceKm(const LatLng& a, const LatLng& b) {
  constexpr double kEarthRadiusKm = 6371.0088;
  constexpr double kRadians = std::numbers::pi / 180;
  const double half_dlat = std::sin((b.latitude - a.latitude) * kRadians / 2);
  const double half_dlng = std::sin((b.longitude - a.longitude) * kRadians / 2);
  const double h = half_dlat * half_dlat +
                   std::cos(a.latitude * kRadians) * std::cos(b.latitude * kRadians) * half_dlng * half_dlng;
  return 2 * kEarthRadiusKm * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace trialmatch
