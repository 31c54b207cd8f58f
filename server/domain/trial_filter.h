// Which trials a list or a match considers.
#ifndef TRIALMATCH_DOMAIN_TRIAL_FILTER_H_
#define TRIALMATCH_DOMAIN_TRIAL_FILTER_H_

#include <optional>
#include <string>
#include <vector>

#include "domain/code.h"
#include "domain/place.h"
#include "domain/recorded_time.h"
#include "domain/trial.h"

namespace trialmatch {

// A circle; its edge is inside.
struct Near {
  LatLng center;
  double radius_km = 0;  // above 0
};

// A trial passes when it passes every member that is set; one value of a list is enough. What a trial does
// not tell does not pass.
struct TrialFilter {
  std::vector<RecruitmentStatus> statuses;
  std::vector<Phase> phases;
  std::vector<StudyType> study_types;
  std::vector<std::string> country_codes;                              // of a site
  std::optional<Near> near;                                            // of a site
  std::vector<Code> conditions;                                        // at or beneath one of them
  std::vector<std::string> trials;                                     // ids, without "trials/"
  bool recruiting_only = false;                                        // the trial and one site
  HealthyVolunteers healthy_volunteers = HealthyVolunteers::kUnknown;  // kUnknown: not asked
  std::optional<RecordedTime> updated_since;

  // Everything passes.
  bool empty() const {
    return statuses.empty() && phases.empty() && study_types.empty() && country_codes.empty() && !near &&
           conditions.empty() && trials.empty() && !recruiting_only &&
           healthy_volunteers == HealthyVolunteers::kUnknown && !updated_since;
  }
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_TRIAL_FILTER_H_
