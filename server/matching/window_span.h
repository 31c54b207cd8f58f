// Where a window around `as_of` lies in time.
#ifndef TRIALMATCH_MATCHING_WINDOW_SPAN_H_
#define TRIALMATCH_MATCHING_WINDOW_SPAN_H_

#include "domain/as_of.h"
#include "domain/recorded_time.h"
#include "domain/window.h"

namespace trialmatch {

// From the first instant of the first day (or the first instant itself, where the unit is hours or minutes)
// to the last; an open side reaches to the infinite past or future.
InstantSpan SpanOfWindow(const TimeWindow& window, const AsOf& as_of);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_WINDOW_SPAN_H_
