// Whether a fact that no record shows is absent: refuted, ruled out, complete without it, or assumed so.
#ifndef TRIALMATCH_MATCHING_ABSENCE_H_
#define TRIALMATCH_MATCHING_ABSENCE_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/evidence.h"
#include "domain/fact_criterion.h"
#include "matching/asked_fact.h"
#include "matching/patient_view.h"

namespace trialmatch {

// kOpen: nothing says so. kPresent: assumed present by policy.
enum class AbsenceKind : uint8_t { kOpen, kAbsent, kPresent };

// Why, of one person.
struct Absence {
  AbsenceKind kind = AbsenceKind::kOpen;
  // kRefuted, kBiologyRule, kGeneTested, kCriterionPolicy, kCompleteness or kRequestDefault; if open kRefuted
  // or kNotRecorded.
  EvidenceReason reason = EvidenceReason::kNotRecorded;
  // Of kRefuted, at least one: those used, or, if open, those that speak of too little time.
  std::vector<const BoundFact*> refutations = {};
  // Of kRefuted: that biology rules out the rest of the states asked was needed too.
  bool by_biology = false;
  // Of kGeneTested.
  std::vector<const TestedGene*> tested = {};
};

// True iff a statement of completeness of the criterion's category and this person covers the criterion's
// whole time.
bool IsComplete(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                const PatientView& patient);

// For the whole time in which the criterion could hold. The order: recorded refutations, the rule on
// reproductive states, tested genes, the criterion's policy (`unknown` ends the search), completeness, the
// request's default. Completeness and the default never reach genes that are not listed as tested, and what
// was ever refuted is not assumed to be present.
Absence FindAbsence(const AskedFact& asked, const Person& person, const PatientView& patient);
Absence FindAbsence(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                    const PatientView& patient);

// Its kind alone. Other reasons may be found for it, the cheapest first.
AbsenceKind KindOfAbsence(const AskedFact& asked, const Person& person, const PatientView& patient);

// False only if the kind is kPresent of nobody.
bool MayBeAssumed(const AskedFact& asked, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_ABSENCE_H_
