// Which recorded facts satisfy a fact criterion, one by one.
#ifndef TRIALMATCH_MATCHING_FACT_MATCH_H_
#define TRIALMATCH_MATCHING_FACT_MATCH_H_

#include <vector>

#include "domain/criterion.h"
#include "domain/fact_criterion.h"
#include "matching/asked_fact.h"
#include "matching/concept_match.h"
#include "matching/patient_view.h"

namespace trialmatch {

// A fact whose code is, or may be, one of the criterion's.
struct FactMatch {
  const BoundFact* fact = nullptr;
  // Whether it satisfies everything the criterion asks.
  Truth truth = Truth::kUnknown;
  EvidenceReason reason = EvidenceReason::kSatisfies;
  // Present and refuted at one time, or ruled out by biology: UNKNOWN whatever else is known.
  bool conflict = false;
  // Only suspected, provisional or differential.
  bool suspected = false;
  // It is the criterion's whole concept, it goes on, and its recorded grade or dose fails: the state asked
  // for is known not to be, even where nothing is known to be complete.
  bool settles_absence = false;
};

// Of one person, in the order of the profile; facts whose code is certainly another are left out.
std::vector<FactMatch> MatchFacts(const AskedFact& asked, const Person& person, const PatientView& patient);
std::vector<FactMatch> MatchFacts(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                                  const PatientView& patient);

// Whether the fact has what a criterion asks beside concept, status and window: of qualifiers of which
// another fact of the same kind may have another (site, side, line, response, trial), and of those that
// describe the present state of the one thing that the fact is (grade, dose).
Truth HasInstance(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology);
Truth HasState(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology);

// True iff the fact is not said to be of one place or side, where another may be in another state.
bool IsWholeBody(const Fact& fact);

// True iff the fact is refuted for a time at which it held, or may have held (see refutation.h).
bool InConflict(const BoundFact& fact, const PatientView& patient);

// The facts that a window is anchored at. `closed`: no others exist, because the absence of more is known or
// assumed.
struct Anchors {
  std::vector<FactMatch> facts;
  bool closed = false;
};
Anchors FindAnchors(const FactCriterion& anchor, AbsencePolicy policy, const Person& person,
                    const PatientView& patient);

// Whether the person's period meets the window: around `as_of`, or around one of that person's anchors (all
// tried; TRUE or UNKNOWN while another anchor may exist).
// A fact is no anchor of its own window: `self`, and what records the same, is left out.
Truth MeetsWindow(const FactPeriod& period, const AnchoredWindow& window, AbsencePolicy policy,
                  const Person& person, const PatientView& patient, const Fact* self = nullptr);
// The same of a fact's own period.
Truth MeetsWindow(const BoundFact& fact, const AnchoredWindow& window, AbsencePolicy policy,
                  const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_MATCH_H_
