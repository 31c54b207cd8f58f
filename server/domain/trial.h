// A trial as matching sees it; texts for people stay in the stored record.
#ifndef TRIALMATCH_DOMAIN_TRIAL_H_
#define TRIALMATCH_DOMAIN_TRIAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/clock.h"
#include "domain/code.h"
#include "domain/criterion.h"
#include "domain/patient.h"
#include "domain/place.h"
#include "domain/recorded_time.h"

namespace trialmatch {

enum class RecruitmentStatus : uint8_t {
  kUnknown,
  kNotYetRecruiting,
  kRecruiting,
  kEnrollingByInvitation,
  kActiveNotRecruiting,
  kSuspended,
  kTerminated,
  kCompleted,
  kWithdrawn,
};
enum class Phase : uint8_t { kNotApplicable, kEarlyPhase1, kPhase1, kPhase2, kPhase3, kPhase4 };
enum class StudyType : uint8_t { kUnknown, kInterventional, kObservational, kExpandedAccess };
enum class HealthyVolunteers : uint8_t { kUnknown, kAccepted, kNotAccepted };

// All inclusions must be TRUE and all exclusions FALSE.
struct CriteriaLists {
  std::vector<Criterion> inclusion;
  std::vector<Criterion> exclusion;
  bool empty() const { return inclusion.empty() && exclusion.empty(); }
};

struct Cohort {
  std::string id;
  std::string title;
  RecruitmentStatus status = RecruitmentStatus::kUnknown;
  std::vector<Code> conditions;
  CriteriaLists criteria;
};

struct Site {
  std::string id;
  std::string country_code;
  std::optional<LatLng> coordinates;
  RecruitmentStatus status = RecruitmentStatus::kUnknown;
};

struct Trial {
  std::string id;  // without "trials/"
  std::string title;
  RecruitmentStatus status = RecruitmentStatus::kUnknown;
  std::vector<Phase> phases;
  StudyType study_type = StudyType::kUnknown;
  HealthyVolunteers healthy_volunteers = HealthyVolunteers::kUnknown;
  // Coded conditions of the trial and of its cohorts, each once: labels, never a gate.
  std::vector<Code> conditions;
  // kUnrecorded: no criterion.
  Sex sex = Sex::kUnrecorded;
  bool gender_based = false;
  ClockRange age;
  CriteriaLists criteria;
  std::vector<Cohort> cohorts;
  std::vector<Site> sites;
  std::optional<RecordedTime> last_updated;
};

inline constexpr char kSexCriterionId[] = "sex";
inline constexpr char kMinimumAgeCriterionId[] = "minimum-age";
inline constexpr char kMaximumAgeCriterionId[] = "maximum-age";
inline constexpr char kEligibilityTextCriterionId[] = "eligibility-text";

// Puts sex and age bounds in front of the trial-wide inclusions as criteria of their own, and gives a trial,
// or a cohort of a trial without trial-wide criteria, for which nothing was structured its one unstructured
// criterion (age and sex alone are no reading of a text). `hash_text` gives the text hash of a criterion's
// text. Called once, by whoever builds a trial from a record.
void AddImpliedCriteria(Trial& trial, std::string (*hash_text)(const std::string& text));

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_TRIAL_H_
