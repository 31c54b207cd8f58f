// What trials are in a few values, one bit plane a value.
#ifndef TRIALMATCH_MATCHING_TRIAL_TRAITS_H_
#define TRIALMATCH_MATCHING_TRIAL_TRAITS_H_

#include <array>
#include <cstddef>

#include "domain/trial.h"
#include "matching/availability.h"
#include "matching/trial_bits.h"

namespace trialmatch {

// Safe to read from many threads.
class TrialTraits {
 public:
  void Add(const Trial& trial);

  size_t size() const { return size_; }
  const TrialBits& Of(RecruitmentStatus status) const { return planes_[kStatus + At(status)]; }
  const TrialBits& Of(Phase phase) const { return planes_[kPhase + At(phase)]; }
  const TrialBits& Of(StudyType type) const { return planes_[kStudyType + At(type)]; }
  const TrialBits& Of(HealthyVolunteers volunteers) const { return planes_[kVolunteers + At(volunteers)]; }
  // Of FindAvailability, of any cohort.
  const TrialBits& Of(Recruitment recruitment) const { return planes_[kRecruitment + At(recruitment)]; }
  // See Recruits.
  const TrialBits& recruiting() const { return planes_[kRecruiting]; }

  size_t BytesUsed() const { return kPlanes * planes_[0].words().size() * sizeof(uint64_t); }

 private:
  // The first plane of each trait.
  static constexpr size_t kStatus = 0, kPhase = 9, kStudyType = 15, kVolunteers = 19, kRecruitment = 22,
                          kRecruiting = 25, kPlanes = 26;
  template <typename Value>
  static constexpr size_t At(Value value) {
    return static_cast<size_t>(value);
  }
  size_t size_ = 0;
  std::array<TrialBits, kPlanes> planes_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_TRAITS_H_
