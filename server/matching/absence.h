// Whether a fact that no record shows is absent: refuted, ruled out, complete without it, or assumed so.
#ifndef TRIALMATCH_MATCHING_ABSENCE_H_
#define TRIALMATCH_MATCHING_ABSENCE_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/patient_view.h"

namespace trialmatch {

// kOpen: nothing says so. kPresent: assumed present by policy.
enum class AbsenceKind : uint8_t { kOpen, kAbsent, kPresent };

// Why, for each subject of the criterion.
struct Absence {
  AbsenceKind kind = AbsenceKind::kOpen;
  // kRefuted, kBiologyRule, kGeneTested, kCriterionPolicy, kCompleteness or kRequestDefault; kNotRecorded if
  // open.
  EvidenceReason reason = EvidenceReason::kNotRecorded;
  // Of kRefuted: the refutations used, at least one.
  std::vector<const BoundFact*> refutations;
  // Of kGeneTested.
  std::vector<const TestedGene*> tested;
};

// For the whole time in which the criterion could hold. The order: recorded refutations, the rule on
// reproductive states, tested genes, the criterion's policy (`unknown` ends the search), completeness, the
// request's default. Completeness and the default never reach genes that are not listed as tested.
Absence FindAbsence(const FactCriterion& criterion, AbsencePolicy policy, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ABSENCE_H_
