#include "domain/period_spans.h"

#include <algorithm>

#include "domain/calendar.h"

namespace trialmatch {
namespace {

using Span = PeriodSpans::Span;

constexpr absl::civil_year_t kFarPastYear = -100000, kFarFutureYear = 100000;

TimeEdge EdgeOf(const absl::CivilDay& day) { return {day, absl::FromCivil(day, absl::UTCTimeZone())}; }

Span FromTimeSpan(const TimeSpan& span) {
  return {{span.days.first, span.instants.earliest}, {span.days.last, span.instants.latest}};
}

TimeEdge Earlier(const TimeEdge& a, const TimeEdge& b) {
  return {std::min(a.day, b.day), std::min(a.instant, b.instant)};
}
TimeEdge Later(const TimeEdge& a, const TimeEdge& b) {
  return {std::max(a.day, b.day), std::max(a.instant, b.instant)};
}
bool Empty(const Span& span) {
  return span.first.day > span.last.day || span.first.instant > span.last.instant;
}

Span StartOf(const FactPeriod& fact, const AsOf& as_of) {
  // A plan of which no end is known may still begin; one with an end may have begun at any time before it.
  if (!fact.start && fact.planned) return {fact.end ? FarPastEdge() : NowEdge(as_of), FarFutureEdge()};
  if (!fact.start) return {FarPastEdge(), NowEdge(as_of)};
  if (!fact.planned) {
    if (const std::optional<TimeSpan> seen = SpanUpTo(*fact.start, as_of)) return FromTimeSpan(*seen);
  }
  return SpanOfTime(*fact.start, as_of);
}

Span EndOf(const FactPeriod& fact, const AsOf& as_of) {
  if (fact.end) return SpanOfTime(*fact.end, as_of);
  switch (fact.end_kind) {
    case FactPeriod::End::kEnded:
      return {FarPastEdge(), NowEdge(as_of)};
    case FactPeriod::End::kOngoing:
      return {NowEdge(as_of), FarFutureEdge()};
    case FactPeriod::End::kUnknown:
      break;
  }
  return {FarPastEdge(), FarFutureEdge()};
}

std::optional<PeriodSpans> SpansFrom(const Span& start, const FactPeriod& fact, const AsOf& as_of) {
  if (fact.point) return PeriodSpans{start, start};
  return Tightened({start, EndOf(fact, as_of)});
}

}  // namespace

TimeEdge NowEdge(const AsOf& as_of) { return {Today(as_of), as_of.instant}; }

TimeEdge FarPastEdge() {
  static const TimeEdge& edge = *new TimeEdge(EdgeOf(absl::CivilDay(kFarPastYear)));
  return edge;
}

TimeEdge FarFutureEdge() {
  static const TimeEdge& edge = *new TimeEdge(EdgeOf(absl::CivilDay(kFarFutureYear)));
  return edge;
}

Span SpanOfTime(const RecordedTime& t, const AsOf& as_of) { return FromTimeSpan(SpanOf(t, as_of.zone)); }

std::optional<PeriodSpans> Tightened(PeriodSpans period) {
  period.start.last = Earlier(period.start.last, period.end.last);
  period.end.first = Later(period.end.first, period.start.first);
  if (Empty(period.start) || Empty(period.end)) return std::nullopt;
  return period;
}

std::optional<PeriodSpans> SpansOf(const FactPeriod& fact, const AsOf& as_of) {
  return SpansFrom(StartOf(fact, as_of), fact, as_of);
}

std::optional<PeriodSpans> SpansOf(const FactPeriod& fact, const TimeSpan& begun, const AsOf& as_of) {
  return SpansFrom(FromTimeSpan(begun), fact, as_of);
}

std::optional<PeriodSpans> SpansOf(const CoveredPeriod& covered, const AsOf& as_of) {
  const auto span_of = [&](const std::optional<RecordedTime>& t, const TimeEdge& open) {
    return t ? SpanOfTime(*t, as_of) : PeriodSpans::Span{open, open};
  };
  return Tightened({span_of(covered.from, FarPastEdge()), span_of(covered.to, FarFutureEdge())});
}

SeenWindow::SeenWindow(const TimeWindow& window, const AsOf& as_of)
    : start_(EndOf(window.start, as_of)), end_(EndOf(window.end, as_of)) {}

std::optional<SeenWindow::End> SeenWindow::EndOf(const std::optional<CalendarOffset>& offset,
                                                 const AsOf& as_of) {
  if (!offset) return std::nullopt;
  if (IsCivil(offset->unit)) return End{true, {AddOffset(Today(as_of), *offset), {}}};
  return End{false, {{}, AddOffset(as_of.instant, *offset, as_of.zone)}};
}

bool SeenWindow::BeginsInTime(const TimeEdge& start) const {
  return !end_ || (end_->civil ? start.day <= end_->at.day : start.instant <= end_->at.instant);
}

bool SeenWindow::EndsInTime(const TimeEdge& end) const {
  return !start_ || (start_->civil ? end.day >= start_->at.day : end.instant >= start_->at.instant);
}

Truth SeenWindow::Overlaps(const std::optional<PeriodSpans>& period) const {
  if (!period) return Truth::kUnknown;
  if (BeginsInTime(period->start.last) && EndsInTime(period->end.first)) return Truth::kTrue;
  const bool possible = BeginsInTime(period->start.first) && EndsInTime(period->end.last);
  return possible ? Truth::kUnknown : Truth::kFalse;
}

Truth SeenWindow::Covers(const std::optional<PeriodSpans>& covered, bool since_ever,
                         const TimeEdge& now) const {
  if (!covered) return Truth::kUnknown;
  if (!EndsInTime(now)) return Truth::kTrue;  // opens later
  const auto from_start = [&](const TimeEdge& from) {
    if (since_ever) return true;
    return start_ && (start_->civil ? from.day <= start_->at.day : from.instant <= start_->at.instant);
  };
  const auto to_end = [&](const TimeEdge& to) {
    const bool in_instants = end_ && !end_->civil;
    if (in_instants ? to.instant >= now.instant : to.day >= now.day) return true;
    return end_ && (end_->civil ? to.day >= end_->at.day : to.instant >= end_->at.instant);
  };
  if (from_start(covered->start.last) && to_end(covered->end.first)) return Truth::kTrue;
  const bool possible = from_start(covered->start.first) && to_end(covered->end.last);
  return possible ? Truth::kUnknown : Truth::kFalse;
}

}  // namespace trialmatch
