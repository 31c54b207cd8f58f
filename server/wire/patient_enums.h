// How the enumerations of patient.proto read.
#ifndef TRIALMATCH_WIRE_PATIENT_ENUMS_H_
#define TRIALMATCH_WIRE_PATIENT_ENUMS_H_

#include "domain/fact.h"
#include "domain/patient.h"
#include "trialmatch/v1/patient.pb.h"
#include "trialmatch/v1/values.pb.h"
#include "wire/enum_table.h"

namespace trialmatch {

inline constexpr auto kSides = MakeEnumTable<v1::Side, Side>({
    {v1::SIDE_UNSPECIFIED, Side::kUnspecified},
    {v1::SIDE_LEFT, Side::kLeft},
    {v1::SIDE_RIGHT, Side::kRight},
    {v1::SIDE_BILATERAL, Side::kBilateral},
});

// Of a patient. ALL is for trials only, where it is no criterion.
inline constexpr auto kPatientSexes = MakeEnumTable<v1::Sex, Sex>({
    {v1::SEX_UNSPECIFIED, Sex::kUnrecorded},
    {v1::SEX_FEMALE, Sex::kFemale},
    {v1::SEX_MALE, Sex::kMale},
    {v1::SEX_INDETERMINATE, Sex::kIndeterminate},
});

inline constexpr auto kFactCategories = MakeEnumTable<v1::FactCategory, FactCategory>({
    {v1::FACT_CATEGORY_CONDITION, FactCategory::kCondition},
    {v1::FACT_CATEGORY_OBSERVATION, FactCategory::kObservation},
    {v1::FACT_CATEGORY_PROCEDURE, FactCategory::kProcedure},
    {v1::FACT_CATEGORY_MEDICATION, FactCategory::kMedication},
    {v1::FACT_CATEGORY_ALLERGY, FactCategory::kAllergy},
    {v1::FACT_CATEGORY_VARIANT, FactCategory::kVariant},
    {v1::FACT_CATEGORY_REPRODUCTIVE_STATE, FactCategory::kReproductiveState},
    {v1::FACT_CATEGORY_CARE_SETTING, FactCategory::kCareSetting},
    {v1::FACT_CATEGORY_TRIAL_PARTICIPATION, FactCategory::kTrialParticipation},
    {v1::FACT_CATEGORY_LIFESTYLE, FactCategory::kLifestyle},
    {v1::FACT_CATEGORY_ABILITY, FactCategory::kAbility},
    {v1::FACT_CATEGORY_PLAN, FactCategory::kPlan},
});

// ENTERED_IN_ERROR has no meaning: such a fact is dropped before.
inline constexpr auto kVerifications = MakeEnumTable<v1::Verification, Verification>({
    {v1::VERIFICATION_CONFIRMED, Verification::kConfirmed},
    {v1::VERIFICATION_UNSPECIFIED, Verification::kConfirmed},
    {v1::VERIFICATION_SUSPECTED, Verification::kSuspected},
    {v1::VERIFICATION_PROVISIONAL, Verification::kSuspected},
    {v1::VERIFICATION_DIFFERENTIAL, Verification::kSuspected},
    {v1::VERIFICATION_REFUTED, Verification::kRefuted},
    {v1::VERIFICATION_NEVER, Verification::kNever},
});

inline constexpr auto kClinicalStatuses = MakeEnumTable<v1::ClinicalStatus, ClinicalStatus>({
    {v1::CLINICAL_STATUS_UNSPECIFIED, ClinicalStatus::kUnknown},
    {v1::CLINICAL_STATUS_ACTIVE, ClinicalStatus::kActive},
    {v1::CLINICAL_STATUS_RECURRENCE, ClinicalStatus::kActive},
    {v1::CLINICAL_STATUS_RELAPSE, ClinicalStatus::kActive},
    {v1::CLINICAL_STATUS_INACTIVE, ClinicalStatus::kInactive},
    {v1::CLINICAL_STATUS_REMISSION, ClinicalStatus::kRemission},
    {v1::CLINICAL_STATUS_RESOLVED, ClinicalStatus::kResolved},
});

inline constexpr auto kLinkKinds = MakeEnumTable<v1::FactLink::Kind, LinkKind>(
    {{v1::FactLink::KIND_CAUSED_BY, LinkKind::kCausedBy}, {v1::FactLink::KIND_AFTER, LinkKind::kAfter}});

inline constexpr auto kRelationships = MakeEnumTable<v1::Relationship, Subject>({
    {v1::RELATIONSHIP_MOTHER, Subject::kMother},
    {v1::RELATIONSHIP_FATHER, Subject::kFather},
    {v1::RELATIONSHIP_SIBLING, Subject::kSibling},
    {v1::RELATIONSHIP_CHILD, Subject::kChild},
    {v1::RELATIONSHIP_GRANDPARENT, Subject::kGrandparent},
    {v1::RELATIONSHIP_OTHER_RELATIVE, Subject::kOtherRelative},
    {v1::RELATIONSHIP_PARTNER, Subject::kPartner},
});

inline constexpr auto kConsentKinds = MakeEnumTable<v1::ConsentKind, ConsentKind>({
    {v1::CONSENT_KIND_INFORMED_CONSENT, ConsentKind::kInformedConsent},
    {v1::CONSENT_KIND_ASSENT, ConsentKind::kAssent},
    {v1::CONSENT_KIND_WILLINGNESS, ConsentKind::kWillingness},
});

inline constexpr auto kConsentDecisions = MakeEnumTable<v1::ConsentDecision, ConsentDecision>({
    {v1::CONSENT_DECISION_GIVEN, ConsentDecision::kGiven},
    {v1::CONSENT_DECISION_REFUSED, ConsentDecision::kRefused},
    {v1::CONSENT_DECISION_WITHDRAWN, ConsentDecision::kWithdrawn},
});

inline constexpr auto kConsentGivers = MakeEnumTable<v1::ConsentGiver, ConsentGiver>({
    {v1::CONSENT_GIVER_UNSPECIFIED, ConsentGiver::kOther},
    {v1::CONSENT_GIVER_PATIENT, ConsentGiver::kPatient},
    {v1::CONSENT_GIVER_PARENT, ConsentGiver::kParent},
    {v1::CONSENT_GIVER_LEGAL_GUARDIAN, ConsentGiver::kProxy},
    {v1::CONSENT_GIVER_HEALTH_CARE_PROXY, ConsentGiver::kProxy},
    {v1::CONSENT_GIVER_OTHER, ConsentGiver::kOther},
});

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_PATIENT_ENUMS_H_
