// What a refutation ("does not have", "never had") says: of which concepts, and for which time.
#ifndef TRIALMATCH_MATCHING_REFUTATION_H_
#define TRIALMATCH_MATCHING_REFUTATION_H_

#include <optional>

#include "domain/time_unit.h"
#include "domain/window.h"
#include "matching/patient_view.h"

namespace trialmatch {

// The time for which a refutation speaks: from its date (for "never": from the beginning of time) up to its
// end, or as long after its date as it stays fresh (a criterion's freshness before the request's). Empty for
// an undated one that cannot be placed in time.
std::optional<CoveredPeriod> SpokenFor(const BoundFact& refutation, const Rare<CalendarOffset>& freshness,
                                       const PatientView& patient);

// True iff the fact held, or may have held, at the time of a refutation of the same or a broader concept. An
// onset after the refutation is no conflict, nor is a fact that may have ended before it and is not known to
// go on; a refutation that cannot be placed in time conflicts with every such fact.
bool ConflictsWith(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient);

// True iff the fact certainly began before the day of the refutation, so that a suspicion is settled by it.
bool BeganBefore(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient);

// An order of refutations by the last day on which they were stated to hold, undated ones first; the same in
// whatever order the profile has them.
bool StatedBefore(const BoundFact& a, const BoundFact& b, const PatientView& patient);

// True iff the fact may have begun after the last day on which the refutation was stated to hold: what
// freshness only assumes of later days does not settle it. True of an undated refutation, which may be older.
bool MayBeginAfter(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_REFUTATION_H_
