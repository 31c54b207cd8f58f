// Where the ends of a fact's period may lie, as seen from one as_of.
#ifndef TRIALMATCH_DOMAIN_PERIOD_SPANS_H_
#define TRIALMATCH_DOMAIN_PERIOD_SPANS_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "domain/as_of.h"
#include "domain/recorded_time.h"
#include "domain/time_unit.h"
#include "domain/truth.h"
#include "domain/window.h"

namespace trialmatch {

// One end of a span in both measures.
struct TimeEdge {
  absl::CivilDay day;
  absl::Time instant;
};

// The spans in which the start and the end lie; they hold only what occurs in some pair of which the start
// does not lie after the end.
struct PeriodSpans {
  struct Span {
    TimeEdge first, last;
  };
  Span start, end;
};

TimeEdge NowEdge(const AsOf& as_of);
// Farther in the past, and in the future, than every recorded date and what offsets reach from there.
TimeEdge FarPastEdge();
TimeEdge FarFutureEdge();
PeriodSpans::Span SpanOfTime(const RecordedTime& t, const AsOf& as_of);

// Empty when no start lies before an end.
std::optional<PeriodSpans> Tightened(PeriodSpans period);
std::optional<PeriodSpans> SpansOf(const FactPeriod& fact, const AsOf& as_of);
// The same of a fact that began; `begun` is SpanUpTo of its start.
std::optional<PeriodSpans> SpansOf(const FactPeriod& fact, const TimeSpan& begun, const AsOf& as_of);
std::optional<PeriodSpans> SpansOf(const CoveredPeriod& covered, const AsOf& as_of);

// A window around as_of, for callers that hold it against many periods.
class SeenWindow {
 public:
  SeenWindow(const TimeWindow& window, const AsOf& as_of);

  // As Overlaps(fact, window, nothing, as_of) for the spans of the fact.
  Truth Overlaps(const std::optional<PeriodSpans>& period) const;
  // As Covers(covered, window, nothing, as_of) for the spans of what is covered; `now` is NowEdge(as_of), and
  // `since_ever` that it has no beginning.
  Truth Covers(const std::optional<PeriodSpans>& covered, bool since_ever, const TimeEdge& now) const;

 private:
  // The end of the window in the measure of its offset's unit.
  struct End {
    bool civil;
    TimeEdge at;
  };
  static std::optional<End> EndOf(const std::optional<CalendarOffset>& offset, const AsOf& as_of);
  bool BeginsInTime(const TimeEdge& start) const;
  bool EndsInTime(const TimeEdge& end) const;

  std::optional<End> start_, end_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_PERIOD_SPANS_H_
