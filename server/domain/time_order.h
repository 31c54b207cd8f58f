// Which ranges of time nothing can lie in, as far as that is certain for every calendar.
#ifndef TRIALMATCH_DOMAIN_TIME_ORDER_H_
#define TRIALMATCH_DOMAIN_TIME_ORDER_H_

#include "domain/clock.h"
#include "domain/time_unit.h"

namespace trialmatch {

// Whether no clock reading can keep both bounds, by the rule that an inclusive maximum of n units holds until
// n + 1 units are complete: from 30 days to (inclusive) 4 weeks is possible, from 35 days is not. Bounds in
// days and weeks, in months and years, in minutes and hours are compared exactly, others only where the
// calendar leaves no doubt.
bool CertainlyEmpty(const ClockRange& range);

// Whether a window from `start` to `end` is certainly turned round.
bool CertainlyAfter(const CalendarOffset& start, const CalendarOffset& end);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_TIME_ORDER_H_
