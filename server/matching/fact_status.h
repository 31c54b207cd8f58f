// Whether a fact goes on, or is over, at `as_of`.
#ifndef TRIALMATCH_MATCHING_FACT_STATUS_H_
#define TRIALMATCH_MATCHING_FACT_STATUS_H_

#include "domain/fact_criterion.h"
#include "domain/truth.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Ends are inclusive: a fact that ended today still goes on today. Without an end its status decides; none
// recorded is UNKNOWN. A procedure or measurement without an end goes on for its day only.
Truth IsActive(const BoundFact& fact, const AsOf& as_of);

// Over at `as_of`. Inactive and remission are UNKNOWN: neither says that it will not return.
Truth IsResolved(const BoundFact& fact, const AsOf& as_of);

// kEver is TRUE for every fact.
Truth HasStatus(const BoundFact& fact, FactStatus status, const AsOf& as_of);

// The single day of `as_of`.
TimeWindow TodayWindow();

// No limits: all time up to `as_of`.
TimeWindow AllTime();

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_STATUS_H_
