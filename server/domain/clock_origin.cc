// Where clocks begin: births, stated ages, and births shifted by a gestation.
#include <algorithm>

#include "domain/calendar.h"
#include "domain/clock.h"

namespace trialmatch {
namespace {

constexpr int kTermDays = 37 * 7;     // born before this is preterm
constexpr int kDueDateDays = 40 * 7;  // corrected age is zero here

// Moves the days exactly. Gestations are completed days, so instants are an outer estimate, a day wider where
// the shift depends on the gestation.
ClockOrigin Shift(const ClockOrigin& origin, int least_days, int most_days, int slack_days) {
  ClockOrigin shifted = origin;
  shifted.span.days.first += least_days;
  shifted.span.days.last += most_days;
  shifted.span.instants.earliest += absl::Hours(24) * (least_days - slack_days);
  shifted.span.instants.latest += absl::Hours(24) * most_days;
  return shifted;
}

ClockOrigin CutAt(ClockOrigin origin, const AsOf& as_of) {
  origin.span.days.last = std::min(origin.span.days.last, Today(as_of));
  origin.span.instants.latest = std::min(origin.span.instants.latest, as_of.instant);
  return origin;
}

}  // namespace

ClockOrigin OriginOf(const RecordedTime& start, const AsOf& as_of) {
  const std::optional<TimeSpan> seen = SpanUpTo(start, as_of);
  ClockOrigin origin;
  origin.span = seen ? *seen : SpanOf(start, as_of.zone);
  origin.ahead = !seen;
  return origin;
}

ClockOrigin OriginFromStatedAge(int64_t value, TimeUnit unit, const RecordedTime& stated_at,
                                const AsOf& as_of) {
  const ClockOrigin stated = OriginOf(stated_at, as_of);
  const int64_t age = SaturatedCount(value, unit);
  ClockOrigin origin;
  if (IsCivil(unit)) {
    // The age was reached by the latest statement, and the next one not yet at the earliest.
    DaySpan& days = origin.span.days;
    days.first = LatestOrigin(stated.span.days.first, {age + 1, unit}) + 1;
    days.last = LatestOrigin(stated.span.days.last, {age, unit});
    origin.span.instants = InstantsOf(days, as_of.zone);
    origin.span.instants.latest = std::min(origin.span.instants.latest, stated.span.instants.latest);
  } else {
    const absl::TimeZone& zone = as_of.zone;
    InstantSpan& instants = origin.span.instants;
    instants.earliest =
        AddOffset(stated.span.instants.earliest, {-(age + 1), unit}, zone) + absl::Nanoseconds(1);
    instants.latest = AddOffset(stated.span.instants.latest, {-age, unit}, zone);
    origin.span.days = {absl::ToCivilDay(instants.earliest, zone), absl::ToCivilDay(instants.latest, zone)};
  }
  origin.ahead = origin.span.days.first > Today(as_of) || origin.span.instants.earliest > as_of.instant;
  return origin.ahead ? origin : CutAt(origin, as_of);
}

ClockOrigin PostmenstrualOrigin(const ClockOrigin& birth, const GestationalAge& gestation) {
  ClockOrigin origin = Shift(birth, -gestation.MaxDays(), -gestation.MinDays(), 1);
  origin.ahead = false;
  return origin;
}

ClockOrigin CorrectedOrigin(const ClockOrigin& birth, const GestationalAge& gestation) {
  const bool may_be_term = gestation.MaxDays() >= kTermDays;
  const bool may_be_preterm = gestation.MinDays() < kTermDays;
  ClockOrigin origin = Shift(birth, may_be_term ? 0 : kDueDateDays - gestation.MaxDays(),
                             may_be_preterm ? kDueDateDays - gestation.MinDays() : 0, may_be_term ? 0 : 1);
  origin.below_zero = may_be_preterm;
  return origin;
}

}  // namespace trialmatch
