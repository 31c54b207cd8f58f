// Whether a trial recruits, apart from whether the patient qualifies.
#ifndef TRIALMATCH_MATCHING_AVAILABILITY_H_
#define TRIALMATCH_MATCHING_AVAILABILITY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/place.h"
#include "domain/trial.h"
#include "domain/truth.h"

namespace trialmatch {

// In the order of ranking.
enum class Recruitment : uint8_t { kRecruiting, kUnknown, kNotRecruiting };

struct Availability {
  Recruitment recruitment = Recruitment::kUnknown;
  // The nearest recruiting site (the first one where no place is known); absent: none recruits.
  std::optional<size_t> nearest_site;
  // To it; absent where either place is not known.
  std::optional<double> distance_km;
};

// The cohort's own status, or where none is known that of its trial.
RecruitmentStatus StatusOf(const Cohort& cohort, const Trial& trial);

// Recruiting when the trial, one of the cohorts and one of the sites recruit; not recruiting when one of the
// three certainly does not; else unknown. Not yet recruiting and by invitation are not recruiting. `cohorts`
// has the truth of each cohort, of which those that are not FALSE count (all, if all are FALSE); empty: all
// count.
Availability FindAvailability(const Trial& trial, const std::vector<Truth>& cohorts,
                              const std::optional<LatLng>& patient_location);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_AVAILABILITY_H_
