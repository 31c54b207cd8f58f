// How the enumerations of trial.proto and criterion.proto read.
#ifndef TRIALMATCH_WIRE_TRIAL_ENUMS_H_
#define TRIALMATCH_WIRE_TRIAL_ENUMS_H_

#include "domain/criterion.h"
#include "domain/fact_criterion.h"
#include "domain/trial.h"
#include "domain/window.h"
#include "trialmatch/v1/criterion.pb.h"
#include "trialmatch/v1/trial.pb.h"
#include "wire/enum_table.h"

namespace trialmatch {

inline constexpr auto kRecruitmentStatuses = MakeEnumTable<v1::RecruitmentStatus, RecruitmentStatus>({
    {v1::RECRUITMENT_STATUS_UNSPECIFIED, RecruitmentStatus::kUnknown},
    {v1::RECRUITMENT_STATUS_NOT_YET_RECRUITING, RecruitmentStatus::kNotYetRecruiting},
    {v1::RECRUITMENT_STATUS_RECRUITING, RecruitmentStatus::kRecruiting},
    {v1::RECRUITMENT_STATUS_ENROLLING_BY_INVITATION, RecruitmentStatus::kEnrollingByInvitation},
    {v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING, RecruitmentStatus::kActiveNotRecruiting},
    {v1::RECRUITMENT_STATUS_SUSPENDED, RecruitmentStatus::kSuspended},
    {v1::RECRUITMENT_STATUS_TERMINATED, RecruitmentStatus::kTerminated},
    {v1::RECRUITMENT_STATUS_COMPLETED, RecruitmentStatus::kCompleted},
    {v1::RECRUITMENT_STATUS_WITHDRAWN, RecruitmentStatus::kWithdrawn},
});

inline constexpr auto kPhases = MakeEnumTable<v1::Phase, Phase>({
    {v1::PHASE_NOT_APPLICABLE, Phase::kNotApplicable},
    {v1::PHASE_EARLY_PHASE1, Phase::kEarlyPhase1},
    {v1::PHASE_PHASE1, Phase::kPhase1},
    {v1::PHASE_PHASE2, Phase::kPhase2},
    {v1::PHASE_PHASE3, Phase::kPhase3},
    {v1::PHASE_PHASE4, Phase::kPhase4},
});

inline constexpr auto kStudyTypes = MakeEnumTable<v1::StudyType, StudyType>({
    {v1::STUDY_TYPE_UNSPECIFIED, StudyType::kUnknown},
    {v1::STUDY_TYPE_INTERVENTIONAL, StudyType::kInterventional},
    {v1::STUDY_TYPE_OBSERVATIONAL, StudyType::kObservational},
    {v1::STUDY_TYPE_EXPANDED_ACCESS, StudyType::kExpandedAccess},
});

inline constexpr auto kHealthyVolunteers = MakeEnumTable<v1::HealthyVolunteers, HealthyVolunteers>({
    {v1::HEALTHY_VOLUNTEERS_UNSPECIFIED, HealthyVolunteers::kUnknown},
    {v1::HEALTHY_VOLUNTEERS_ACCEPTED, HealthyVolunteers::kAccepted},
    {v1::HEALTHY_VOLUNTEERS_NOT_ACCEPTED, HealthyVolunteers::kNotAccepted},
});

// Of a trial. INDETERMINATE is for patients only.
inline constexpr auto kTrialSexes = MakeEnumTable<v1::Sex, Sex>({
    {v1::SEX_UNSPECIFIED, Sex::kUnrecorded},
    {v1::SEX_ALL, Sex::kUnrecorded},
    {v1::SEX_FEMALE, Sex::kFemale},
    {v1::SEX_MALE, Sex::kMale},
});

// Of a criterion: one sex.
inline constexpr auto kCriterionSexes =
    MakeEnumTable<v1::Sex, Sex>({{v1::SEX_FEMALE, Sex::kFemale}, {v1::SEX_MALE, Sex::kMale}});

inline constexpr auto kSexAttributes = MakeEnumTable<v1::SexAttribute, SexAttribute>({
    {v1::SEX_ATTRIBUTE_SEX_AT_BIRTH, SexAttribute::kSexAtBirth},
    {v1::SEX_ATTRIBUTE_UNSPECIFIED, SexAttribute::kSexAtBirth},
    {v1::SEX_ATTRIBUTE_ADMINISTRATIVE_GENDER, SexAttribute::kAdministrativeGender},
    {v1::SEX_ATTRIBUTE_GENDER_IDENTITY, SexAttribute::kGenderIdentity},
});

inline constexpr auto kClocks = MakeEnumTable<v1::Clock, Clock>({
    {v1::CLOCK_AGE, Clock::kAge},
    {v1::CLOCK_GESTATIONAL_AGE_AT_BIRTH, Clock::kGestationalAgeAtBirth},
    {v1::CLOCK_POSTMENSTRUAL_AGE, Clock::kPostmenstrualAge},
    {v1::CLOCK_CORRECTED_AGE, Clock::kCorrectedAge},
    {v1::CLOCK_PREGNANCY_LENGTH, Clock::kPregnancyLength},
});

// UNSPECIFIED is the kind's own default.
inline constexpr auto kFactStatuses = MakeEnumTable<v1::FactStatus, FactStatus>({
    {v1::FACT_STATUS_EVER, FactStatus::kEver},
    {v1::FACT_STATUS_ACTIVE, FactStatus::kActive},
    {v1::FACT_STATUS_RESOLVED, FactStatus::kResolved},
});

inline constexpr auto kAnchorPoints = MakeEnumTable<v1::AnchorPoint, AnchorPoint>({
    {v1::ANCHOR_POINT_START, AnchorPoint::kStart},
    {v1::ANCHOR_POINT_UNSPECIFIED, AnchorPoint::kStart},
    {v1::ANCHOR_POINT_END, AnchorPoint::kEnd},
});

inline constexpr auto kSelections = MakeEnumTable<v1::Selection, Selection>({
    {v1::SELECTION_LATEST, Selection::kLatest},
    {v1::SELECTION_UNSPECIFIED, Selection::kLatest},
    {v1::SELECTION_ANY, Selection::kAny},
    {v1::SELECTION_ALL, Selection::kAll},
    {v1::SELECTION_MINIMUM, Selection::kMinimum},
    {v1::SELECTION_MAXIMUM, Selection::kMaximum},
    {v1::SELECTION_CHANGE, Selection::kChange},
    {v1::SELECTION_PERCENT_CHANGE, Selection::kPercentChange},
});

inline constexpr auto kNormalLimits = MakeEnumTable<v1::NormalLimit, NormalLimitSide>(
    {{v1::NORMAL_LIMIT_UPPER, NormalLimitSide::kUpper}, {v1::NORMAL_LIMIT_LOWER, NormalLimitSide::kLower}});

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_TRIAL_ENUMS_H_
