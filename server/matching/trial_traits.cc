#include "matching/trial_traits.h"

#include "matching/trial_selection.h"

namespace trialmatch {

void TrialTraits::Add(const Trial& trial) {
  static_assert(At(RecruitmentStatus::kWithdrawn) + 1 == kPhase - kStatus);
  static_assert(At(Phase::kPhase4) + 1 == kStudyType - kPhase);
  static_assert(At(StudyType::kExpandedAccess) + 1 == kVolunteers - kStudyType);
  static_assert(At(HealthyVolunteers::kNotAccepted) + 1 == kRecruitment - kVolunteers);
  static_assert(At(Recruitment::kNotRecruiting) + 1 == kRecruiting - kRecruitment);
  const size_t position = size_++;
  for (TrialBits& plane : planes_) plane.Grow(size_);
  const auto set = [&](size_t first, size_t value) { planes_[first + value].Add(position); };
  set(kStatus, At(trial.status));
  for (const Phase phase : trial.phases) set(kPhase, At(phase));
  set(kStudyType, At(trial.study_type));
  set(kVolunteers, At(trial.healthy_volunteers));
  set(kRecruitment, At(FindAvailability(trial, {}, std::nullopt).recruitment));
  if (Recruits(trial)) set(kRecruiting, 0);
}

}  // namespace trialmatch
