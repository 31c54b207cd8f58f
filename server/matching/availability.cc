#include "matching/availability.h"

#include <algorithm>

namespace trialmatch {
namespace {

// Ordered kRecruiting < kUnknown < kNotRecruiting: all of several is the maximum, one of several the minimum.
Recruitment RecruitmentOf(RecruitmentStatus status) {
  switch (status) {
    case RecruitmentStatus::kRecruiting:
      return Recruitment::kRecruiting;
    case RecruitmentStatus::kUnknown:
      return Recruitment::kUnknown;
    default:
      return Recruitment::kNotRecruiting;
  }
}

Recruitment OfCohorts(const Trial& trial, const std::vector<Truth>& truths) {
  if (trial.cohorts.empty()) return Recruitment::kRecruiting;
  const bool none_open =
      std::all_of(truths.begin(), truths.end(), [](Truth truth) { return truth == Truth::kFalse; });
  Recruitment best = Recruitment::kNotRecruiting;
  for (size_t i = 0; i < trial.cohorts.size(); ++i) {
    if (!none_open && truths[i] == Truth::kFalse) continue;
    best = std::min(best, RecruitmentOf(StatusOf(trial.cohorts[i], trial)));
  }
  return best;
}

Recruitment OfSites(const Trial& trial) {
  if (trial.sites.empty()) return Recruitment::kUnknown;
  Recruitment best = Recruitment::kNotRecruiting;
  for (const Site& site : trial.sites) best = std::min(best, RecruitmentOf(site.status));
  return best;
}

void FindNearestSite(const Trial& trial, const std::optional<LatLng>& from, Availability& availability) {
  for (size_t i = 0; i < trial.sites.size(); ++i) {
    const Site& site = trial.sites[i];
    if (site.status != RecruitmentStatus::kRecruiting) continue;
    std::optional<double> distance;
    if (from && site.coordinates) distance = DistanceKm(*from, *site.coordinates);
    const bool nearer = distance && (!availability.distance_km || *distance < *availability.distance_km);
    if (!availability.nearest_site || nearer) {
      availability.nearest_site = i;
      availability.distance_km = distance;
    }
  }
}

}  // namespace

RecruitmentStatus StatusOf(const Cohort& cohort, const Trial& trial) {
  return cohort.status == RecruitmentStatus::kUnknown ? trial.status : cohort.status;
}

Availability FindAvailability(const Trial& trial, const std::vector<Truth>& cohorts,
                              const std::optional<LatLng>& patient_location) {
  Availability availability;
  availability.recruitment =
      std::max({RecruitmentOf(trial.status), OfCohorts(trial, cohorts), OfSites(trial)});
  FindNearestSite(trial, patient_location, availability);
  return availability;
}

}  // namespace trialmatch
