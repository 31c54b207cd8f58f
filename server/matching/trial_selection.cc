#include "matching/trial_selection.h"

#include <algorithm>

namespace trialmatch {
namespace {

template <typename T>
bool Among(const std::vector<T>& asked, const T& value) {
  return asked.empty() || std::find(asked.begin(), asked.end(), value) != asked.end();
}

template <typename T, typename Predicate>
bool AnyOf(const std::vector<T>& values, Predicate predicate) {
  return std::any_of(values.begin(), values.end(), predicate);
}

bool PassesPlaces(const TrialFilter& filter, const Trial& trial) {
  const bool country = filter.country_codes.empty() || AnyOf(trial.sites, [&](const Site& site) {
                         return Among(filter.country_codes, site.country_code);
                       });
  const bool near = !filter.near || AnyOf(trial.sites, [&](const Site& site) {
    return site.coordinates && DistanceKm(filter.near->center, *site.coordinates) <= filter.near->radius_km;
  });
  return country && near;
}

// A coarse date is on or after the day asked only if all of it is.
bool UpdatedSince(const TrialFilter& filter, const Trial& trial) {
  if (!filter.updated_since) return true;
  if (!trial.last_updated) return false;
  const absl::TimeZone utc = absl::UTCTimeZone();
  return trial.last_updated->Days(utc).first >= filter.updated_since->Days(utc).first;
}

bool PassesConditions(const TrialFilter& filter, const Trial& trial, const Terminology& terminology) {
  return filter.conditions.empty() || AnyOf(trial.conditions, [&](const Code& condition) {
           return AnyOf(filter.conditions, [&](const Code& asked) {
             return condition == asked || terminology.IsA(condition, asked);
           });
         });
}

}  // namespace

bool Recruits(const Trial& trial) {
  return trial.status == RecruitmentStatus::kRecruiting &&
         AnyOf(trial.sites, [](const Site& site) { return site.status == RecruitmentStatus::kRecruiting; });
}

bool Passes(const TrialFilter& filter, const Trial& trial, const Terminology& terminology) {
  const bool phase =
      filter.phases.empty() || AnyOf(trial.phases, [&](Phase phase) { return Among(filter.phases, phase); });
  const bool volunteers = filter.healthy_volunteers == HealthyVolunteers::kUnknown ||
                          filter.healthy_volunteers == trial.healthy_volunteers;
  return Among(filter.statuses, trial.status) && phase && Among(filter.study_types, trial.study_type) &&
         Among(filter.trials, trial.id) && volunteers && (!filter.recruiting_only || Recruits(trial)) &&
         PassesPlaces(filter, trial) && UpdatedSince(filter, trial) &&
         PassesConditions(filter, trial, terminology);
}

std::vector<size_t> SelectTrials(const TrialFilter& filter, absl::Span<const TrialPointer> trials,
                                 const Terminology& terminology) {
  std::vector<size_t> positions;
  for (size_t i = 0; i < trials.size(); ++i) {
    if (Passes(filter, *trials[i], terminology)) positions.push_back(i);
  }
  return positions;
}

}  // namespace trialmatch
