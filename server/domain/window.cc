#include "domain/window.h"

#include <algorithm>

#include "domain/calendar.h"

namespace trialmatch {
namespace {

// Stand for "any time before" and "any time after": farther from every recorded date than offsets reach.
constexpr absl::civil_year_t kFarPastYear = -100000, kFarFutureYear = 100000;

// One end of a span in both measures.
struct Edge {
  absl::CivilDay day;
  absl::Time instant;
};

Edge EdgeOf(const absl::CivilDay& day) { return {day, absl::FromCivil(day, absl::UTCTimeZone())}; }
Edge FarPast() { return EdgeOf(absl::CivilDay(kFarPastYear)); }
Edge FarFuture() { return EdgeOf(absl::CivilDay(kFarFutureYear)); }
Edge Now(const AsOf& as_of) { return {Today(as_of), as_of.instant}; }

struct Span {
  Edge first, last;
};

Span FromTimeSpan(const TimeSpan& span) {
  return {{span.days.first, span.instants.earliest}, {span.days.last, span.instants.latest}};
}

Edge Earlier(const Edge& a, const Edge& b) {
  return {std::min(a.day, b.day), std::min(a.instant, b.instant)};
}
Edge Later(const Edge& a, const Edge& b) { return {std::max(a.day, b.day), std::max(a.instant, b.instant)}; }
bool Empty(const Span& span) {
  return span.first.day > span.last.day || span.first.instant > span.last.instant;
}

// A period whose start never lies after its end: the spans hold only what occurs in some such pair.
struct Period {
  Span start, end;
};

// nullopt when no start lies before an end.
std::optional<Period> Tightened(Period period) {
  period.start.last = Earlier(period.start.last, period.end.last);
  period.end.first = Later(period.end.first, period.start.first);
  if (Empty(period.start) || Empty(period.end)) return std::nullopt;
  return period;
}

Span StartOf(const FactPeriod& fact, const AsOf& as_of) {
  // A plan of which no end is known may still begin; one with an end may have begun at any time before it.
  if (!fact.start && fact.planned) return {fact.end ? FarPast() : Now(as_of), FarFuture()};
  if (!fact.start) return {FarPast(), Now(as_of)};
  if (!fact.planned) {
    if (const std::optional<TimeSpan> seen = SpanUpTo(*fact.start, as_of)) return FromTimeSpan(*seen);
  }
  return FromTimeSpan(SpanOf(*fact.start, as_of.zone));
}

Span EndOf(const FactPeriod& fact, const AsOf& as_of) {
  if (fact.end) return FromTimeSpan(SpanOf(*fact.end, as_of.zone));
  switch (fact.end_kind) {
    case FactPeriod::End::kEnded:
      return {FarPast(), Now(as_of)};
    case FactPeriod::End::kOngoing:
      return {Now(as_of), FarFuture()};
    case FactPeriod::End::kUnknown:
      break;
  }
  return {FarPast(), FarFuture()};
}

std::optional<Period> PeriodOf(const FactPeriod& fact, const AsOf& as_of) {
  const Span start = StartOf(fact, as_of);
  if (fact.point) return Period{start, start};
  return Tightened({start, EndOf(fact, as_of)});
}

// The instants at which the anchor may lie; nullopt for a period that cannot be.
std::optional<InstantSpan> AnchorSpan(const TimeWindow& window, const std::optional<FactPeriod>& anchor,
                                      const AsOf& as_of) {
  if (!anchor) return InstantSpan{as_of.instant, as_of.instant};
  const std::optional<Period> period = PeriodOf(*anchor, as_of);
  if (!period) return std::nullopt;
  const Span& span = window.anchor_point == AnchorPoint::kStart ? period->start : period->end;
  return InstantSpan{span.first.instant, span.last.instant};
}

// The sign of x - (anchor + offset) in the measure of the offset's unit.
int CompareToOffset(const Edge& x, absl::Time anchor, const CalendarOffset& offset,
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
  const std::optional<Period> period = PeriodOf(fact, as_of);
  const std::optional<InstantSpan> anchors = AnchorSpan(window, anchor, as_of);
  if (!period || !anchors) return Truth::kUnknown;
  const auto begins_in_time = [&](const Edge& start,
                                  absl::Time at) {  // the later the anchor, the sooner true
    return !window.end || CompareToOffset(start, at, *window.end, as_of.zone) <= 0;
  };
  const auto ends_in_time = [&](const Edge& end, absl::Time at) {  // the later the anchor, the sooner false
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
  const auto span_of = [&](const std::optional<RecordedTime>& t, const Edge& open) {
    return t ? FromTimeSpan(SpanOf(*t, as_of.zone)) : Span{open, open};
  };
  const std::optional<Period> period =
      Tightened({span_of(covered.from, FarPast()), span_of(covered.to, FarFuture())});
  const std::optional<InstantSpan> anchors = AnchorSpan(window, anchor, as_of);
  if (!period || !anchors) return Truth::kUnknown;
  const Edge now = Now(as_of);
  const auto opens_later = [&](absl::Time at) {
    return window.start && CompareToOffset(now, at, *window.start, as_of.zone) < 0;
  };
  const auto from_start = [&](const Edge& from, absl::Time at) {
    if (!covered.from) return true;
    return window.start && CompareToOffset(from, at, *window.start, as_of.zone) <= 0;
  };
  const auto to_end = [&](const Edge& to, absl::Time at) {
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
