#include "matching/window_span.h"

#include "domain/calendar.h"

namespace trialmatch {
namespace {

InstantSpan SpanOfOffset(const CalendarOffset& offset, const AsOf& as_of) {
  if (!IsCivil(offset.unit)) {
    const absl::Time at = AddOffset(as_of.instant, offset, as_of.zone);
    return {at, at};
  }
  const absl::CivilDay day = AddOffset(Today(as_of), offset);
  return InstantsOf({day, day}, as_of.zone);
}

}  // namespace

InstantSpan SpanOfWindow(const TimeWindow& window, const AsOf& as_of) {
  InstantSpan span{absl::InfinitePast(), absl::InfiniteFuture()};
  if (window.start) span.earliest = SpanOfOffset(*window.start, as_of).earliest;
  if (window.end) span.latest = SpanOfOffset(*window.end, as_of).latest;
  return span;
}

}  // namespace trialmatch
