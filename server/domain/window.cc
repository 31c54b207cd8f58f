#include "domain/window.h"

#include <algorithm>

#include "domain/calendar.h"
#include "domain/period_spans.h"

namespace trialmatch {
namespace {

// The instants at which the anchor may lie; nullopt for a period that cannot be.
std::optional<InstantSpan> AnchorSpan(const TimeWindow& window, const FactPeriod& anchor, const AsOf& as_of) {
  const std::optional<PeriodSpans> period = SpansOf(anchor, as_of);
  if (!period) return std::nullopt;
  const PeriodSpans::Span& span = window.anchor_point == AnchorPoint::kStart ? period->start : period->end;
  return InstantSpan{span.first.instant, span.last.instant};
}

// The sign of x - (anchor + offset) in the measure of the offset's unit.
int CompareToOffset(const TimeEdge& x, absl::Time anchor, const CalendarOffset& offset,
                    const absl::TimeZone& zone) {
  if (!IsCivil(offset.unit)) {
    const absl::Time at = AddOffset(anchor, offset, zone);
    return x.instant < at ? -1 : x.instant > at;
  }
  const absl::CivilDay at = AddOffset(absl::ToCivilDay(anchor, zone), offset);
  return x.day < at ? -1 : x.day > at;
}

// The earliest anchor of the span for which `holds`, which once true stays true for later anchors.
template <typename Predicate>
std::optional<absl::Time> FirstAnchor(const InstantSpan& span, const Predicate& holds) {
  if (holds(span.earliest)) return span.earliest;
  if (!holds(span.latest)) return std::nullopt;
  absl::Time no = span.earliest, yes = span.latest;
  while (yes - no > absl::Nanoseconds(1)) {
    const absl::Time middle = no + (yes - no) / 2;
    (holds(middle) ? yes : no) = middle;
  }
  return yes;
}

Truth FromCertainAndPossible(bool certain, bool possible) {
  return certain ? Truth::kTrue : possible ? Truth::kUnknown : Truth::kFalse;
}

}  // namespace

Truth Overlaps(const FactPeriod& fact, const TimeWindow& window, const std::optional<FactPeriod>& anchor,
               const AsOf& as_of) {
  const std::optional<PeriodSpans> period = SpansOf(fact, as_of);
  if (!anchor) return SeenWindow(window, as_of).Overlaps(period);
  const std::optional<InstantSpan> anchors = AnchorSpan(window, *anchor, as_of);
  if (!period || !anchors) return Truth::kUnknown;
  const auto begins_in_time = [&](const TimeEdge& start,
                                  absl::Time at) {  // the later the anchor, the sooner true
    return !window.end || CompareToOffset(start, at, *window.end, as_of.zone) <= 0;
  };
  const auto ends_in_time = [&](const TimeEdge& end,
                                absl::Time at) {  // the later the anchor, the sooner false
    return !window.start || CompareToOffset(end, at, *window.start, as_of.zone) >= 0;
  };
  const bool certain = begins_in_time(period->start.last, anchors->earliest) &&
                       ends_in_time(period->end.first, anchors->latest);
  const std::optional<absl::Time> first =
      FirstAnchor(*anchors, [&](absl::Time at) { return begins_in_time(period->start.first, at); });
  return FromCertainAndPossible(certain, first && ends_in_time(period->end.last, *first));
}

Truth Covers(const CoveredPeriod& covered, const TimeWindow& window, const std::optional<FactPeriod>& anchor,
             const AsOf& as_of) {
  const std::optional<PeriodSpans> period = SpansOf(covered, as_of);
  if (!anchor) {
    return SeenWindow(window, as_of).Covers(period, !covered.from.has_value(), NowEdge(as_of));
  }
  const std::optional<InstantSpan> anchors = AnchorSpan(window, *anchor, as_of);
  if (!period || !anchors) return Truth::kUnknown;
  const TimeEdge now = NowEdge(as_of);
  const auto opens_later = [&](absl::Time at) {
    return window.start && CompareToOffset(now, at, *window.start, as_of.zone) < 0;
  };
  const auto from_start = [&](const TimeEdge& from, absl::Time at) {
    if (!covered.from) return true;
    return window.start && CompareToOffset(from, at, *window.start, as_of.zone) <= 0;
  };
  const auto to_end = [&](const TimeEdge& to, absl::Time at) {
    const bool in_instants = window.end && !IsCivil(window.end->unit);
    if (in_instants ? to.instant >= now.instant : to.day >= now.day) return true;
    return window.end && CompareToOffset(to, at, *window.end, as_of.zone) >= 0;
  };
  const std::optional<absl::Time> first_later = FirstAnchor(*anchors, opens_later);
  if (first_later == anchors->earliest) return Truth::kTrue;
  const absl::Time last = first_later ? *first_later - absl::Nanoseconds(1) : anchors->latest;
  const bool certain = from_start(period->start.last, anchors->earliest) && to_end(period->end.first, last);
  const std::optional<absl::Time> first =
      FirstAnchor(*anchors, [&](absl::Time at) { return from_start(period->start.first, at); });
  const bool possible = first_later || (first && to_end(period->end.last, *first));
  return FromCertainAndPossible(certain, possible);
}

Truth ExistsBy(const RecordedTime& t, const AsOf& as_of) { return FromBool(SpanUpTo(t, as_of).has_value()); }

Order Compare(const RecordedTime& a, const RecordedTime& b, const absl::TimeZone& zone) {
  if (a.precision() == Precision::kInstant && b.precision() == Precision::kInstant) {
    const absl::Time at = a.Instants(zone).earliest, bt = b.Instants(zone).earliest;
    return at < bt ? Order::kBefore : bt < at ? Order::kAfter : Order::kSame;
  }
  const DaySpan ad = a.Days(zone), bd = b.Days(zone);
  if (ad.last < bd.first) return Order::kBefore;
  if (bd.last < ad.first) return Order::kAfter;
  const bool bare_days = a.precision() == Precision::kDay && b.precision() == Precision::kDay;
  return bare_days ? Order::kSame : Order::kUnknown;
}

}  // namespace trialmatch
