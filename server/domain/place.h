// Places on the earth.
#ifndef TRIALMATCH_DOMAIN_PLACE_H_
#define TRIALMATCH_DOMAIN_PLACE_H_

namespace trialmatch {

// Degrees (WGS 84), latitude -90 to 90, longitude -180 to 180.
struct LatLng {
  double latitude = 0;
  double longitude = 0;
};

// Great-circle distance on a sphere of the earth's mean radius (6371.0088 km).
double DistanceKm(const LatLng& a, const LatLng& b);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_PLACE_H_
