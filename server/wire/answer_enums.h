// How the enumerations of an answer are written.
#ifndef TRIALMATCH_WIRE_ANSWER_ENUMS_H_
#define TRIALMATCH_WIRE_ANSWER_ENUMS_H_

#include "domain/evidence.h"
#include "domain/issue.h"
#include "domain/verdict.h"
#include "trialmatch/v1/explanation.pb.h"
#include "trialmatch/v1/trial_service.pb.h"
#include "wire/enum_table.h"

namespace trialmatch {

inline constexpr auto kVerdicts = MakeEnumTable<v1::Verdict, Verdict>({
    {v1::VERDICT_ELIGIBLE, Verdict::kEligible},
    {v1::VERDICT_INELIGIBLE, Verdict::kIneligible},
    {v1::VERDICT_UNDETERMINED, Verdict::kUndetermined},
});

inline constexpr auto kCriterionRoles = MakeEnumTable<v1::CriterionRole, CriterionRole>({
    {v1::CRITERION_ROLE_UNSPECIFIED, CriterionRole::kNode},
    {v1::CRITERION_ROLE_INCLUSION, CriterionRole::kInclusion},
    {v1::CRITERION_ROLE_EXCLUSION, CriterionRole::kExclusion},
});

inline constexpr auto kSeverities = MakeEnumTable<v1::IssueSeverity, Severity>(
    {{v1::ISSUE_SEVERITY_ERROR, Severity::kError}, {v1::ISSUE_SEVERITY_WARNING, Severity::kWarning}});

// Both sides have one order and one numbering (see domain/evidence.h); a test compares the names.
inline v1::EvidenceKind ToWire(EvidenceKind kind) { return static_cast<v1::EvidenceKind>(kind); }
inline v1::EvidenceReason ToWire(EvidenceReason reason) { return static_cast<v1::EvidenceReason>(reason); }

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_ANSWER_ENUMS_H_
