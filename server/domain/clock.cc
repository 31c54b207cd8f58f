#include "domain/clock.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "domain/calendar.h"

namespace trialmatch {
namespace {

// Days and longer: points are civil days.
struct DayAxis {
  using Point = absl::CivilDay;
  static constexpr TimeUnit kFineUnit = TimeUnit::kDay;
  Point now, first, last;  // first and last: the ends of the origin

  Point Plus(Point origin, CalendarOffset offset) const { return AddOffset(origin, offset); }
  int64_t Completed(Point origin, TimeUnit unit) const { return CompletedUnits(origin, now, unit); }
  // Beyond the last day before an exclusive maximum.
  int64_t FineSince(Point limit) const { return now - limit + 1; }
};

// Minutes and hours: points are instants.
struct InstantAxis {
  using Point = absl::Time;
  static constexpr TimeUnit kFineUnit = TimeUnit::kMinute;
  Point now, first, last;

  Point Plus(Point origin, CalendarOffset offset) const {
    return AddOffset(origin, offset, absl::UTCTimeZone());  // elapsed time is the same in every zone
  }
  int64_t Completed(Point origin, TimeUnit unit) const { return CompletedUnits(origin, now, unit); }
  int64_t FineSince(Point limit) const {
    return std::max<int64_t>(1, absl::ToInt64Minutes(absl::Ceil(now - limit, absl::Minutes(1))));
  }
};

// A bound as one offset: weeks + days become days.
struct Limit {
  CalendarOffset at;
  bool exclusive;
  bool is_min;
  bool weeks_and_days;
};

std::optional<Limit> LimitOf(const ClockBound& bound, bool is_min) {
  const int64_t value = SaturatedCount(bound.value, bound.unit);
  if (!bound.extra_days) return Limit{{value, bound.unit}, bound.exclusive, is_min, false};
  if (bound.unit != TimeUnit::kWeek) return std::nullopt;
  return Limit{{7 * value + *bound.extra_days, TimeUnit::kDay}, bound.exclusive, is_min, true};
}

template <typename Axis>
bool Holds(const Axis& axis, typename Axis::Point origin, const Limit& limit) {
  if (limit.is_min) {
    const auto reached = axis.Plus(origin, limit.at);
    return limit.exclusive ? reached < axis.now : reached <= axis.now;
  }
  CalendarOffset end = limit.at;
  if (!limit.exclusive) ++end.count;
  return axis.now < axis.Plus(origin, end);
}

template <typename Axis>
ClockDistance DistanceAt(const Axis& axis, typename Axis::Point origin, const Limit& limit) {
  const int64_t completed = axis.Completed(origin, limit.at.unit);
  const int64_t slack = limit.is_min ? completed - limit.at.count : limit.at.count - completed;
  if (slack < 0 || Holds(axis, origin, limit)) return {slack, limit.at.unit};
  // On an exclusive bound. A minimum becomes true with the very next step of time; a maximum is already
  // behind.
  return {limit.is_min ? -1 : -axis.FineSince(axis.Plus(origin, limit.at)), Axis::kFineUnit};
}

std::string Amount(int64_t count, TimeUnit unit) {
  return absl::StrCat(count, " ", UnitName(unit), count == 1 ? "" : "s");
}

std::string WeeksAndDays(int64_t days) {
  const int64_t weeks = days / 7 - (days % 7 < 0 ? 1 : 0);
  return absl::StrCat(Amount(weeks, TimeUnit::kWeek), " + ", Amount(days - 7 * weeks, TimeUnit::kDay));
}

std::string RangeText(int64_t least, int64_t most, TimeUnit unit, bool weeks_and_days) {
  if (weeks_and_days) {
    return least == most ? WeeksAndDays(most) : absl::StrCat(WeeksAndDays(least), " to ", WeeksAndDays(most));
  }
  return least == most ? Amount(most, unit) : absl::StrCat(least, " to ", Amount(most, unit));
}

template <typename Axis>
Truth TruthOf(const Axis& axis, const Limit& limit) {
  // Monotone: the ends of the origin bracket every origin between them.
  const bool first = Holds(axis, axis.first, limit);
  if (axis.first == axis.last) return FromBool(first);
  return first == Holds(axis, axis.last, limit) ? FromBool(first) : Truth::kUnknown;
}

template <typename Axis>
ClockReading ReadOne(const Axis& axis, const Limit& limit) {
  ClockReading reading;
  reading.truth = TruthOf(axis, limit);
  reading.decided_by = limit.is_min ? ClockSide::kMin : ClockSide::kMax;
  if (reading.truth != Truth::kUnknown) {
    // The earliest origin is the greatest age: nearest to a missed minimum and to a kept maximum.
    const bool holds = reading.truth == Truth::kTrue;
    reading.distance = DistanceAt(axis, limit.is_min != holds ? axis.first : axis.last, limit);
  }
  reading.text = RangeText(axis.Completed(axis.last, limit.at.unit),
                           axis.Completed(axis.first, limit.at.unit), limit.at.unit, limit.weeks_and_days);
  return reading;
}

int64_t RoughMinutes(const ClockDistance& distance) {
  constexpr int64_t kMinutes[] = {1, 60, 1440, 7 * 1440, 43830, 525960};
  return SaturatedCount(distance.count, distance.unit) * kMinutes[static_cast<int>(distance.unit)];
}

// The reading that decides the conjunction: the broken bound, else the unsure one, else the nearer.
ClockReading Both(ClockReading min, ClockReading max) {
  if (min.truth != max.truth) return min.truth < max.truth ? min : max;
  if (!min.distance) return min;
  return RoughMinutes(*min.distance) <= RoughMinutes(*max.distance) ? min : max;
}

// Whether no origin at all keeps both limits (> 4 weeks and < 29 days), though each may be kept by some.
bool Contradict(const DayAxis& axis, const Limit& min, const Limit& max) {
  const absl::CivilDay youngest = LatestOrigin(min.exclusive ? axis.now - 1 : axis.now, min.at);
  return !Holds(axis, youngest, max);
}

// A range held against an origin at as_of.
struct Question {
  DayAxis days;
  InstantAxis instants;
  bool not_started;
  bool malformed;
  std::optional<Limit> min, max;

  Question(const ClockRange& range, const ClockOrigin& origin, const AsOf& as_of)
      : days{Today(as_of), origin.span.days.first, origin.span.days.last},
        instants{as_of.instant, origin.span.instants.earliest, origin.span.instants.latest},
        // A later end of the origin may be ahead only by its day: its instants are an outer estimate within
        // that day.
        not_started(origin.ahead || (!origin.below_zero && days.last > days.now)) {
    if (range.min) min = LimitOf(*range.min, true);
    if (range.max) max = LimitOf(*range.max, false);
    malformed = min.has_value() != range.min.has_value() || max.has_value() != range.max.has_value();
  }

  Truth TruthOfLimit(const std::optional<Limit>& limit) const {
    if (!limit) return Truth::kTrue;
    return IsCivil(limit->at.unit) ? TruthOf(days, *limit) : TruthOf(instants, *limit);
  }
  ClockReading Read(const Limit& limit) const {
    return IsCivil(limit.at.unit) ? ReadOne(days, limit) : ReadOne(instants, limit);
  }

  Truth Answer() const {
    if (not_started || malformed) return Truth::kUnknown;
    const Truth both = And(TruthOfLimit(min), TruthOfLimit(max));
    const bool days_bound_both = min && max && IsCivil(min->at.unit) && IsCivil(max->at.unit);
    return both == Truth::kUnknown && days_bound_both && Contradict(days, *min, *max) ? Truth::kFalse : both;
  }
};

}  // namespace

Truth ClockTruth(const ClockRange& range, const ClockOrigin& origin, const AsOf& as_of) {
  return Question(range, origin, as_of).Answer();
}

ClockReading EvaluateClock(const ClockRange& range, const ClockOrigin& origin, const AsOf& as_of) {
  const Question asked(range, origin, as_of);
  ClockReading reading;
  reading.not_started = asked.not_started;
  if (asked.not_started || asked.malformed) return reading;
  if (!asked.min && !asked.max) {
    const DayAxis& days = asked.days;
    reading.truth = Truth::kTrue;
    reading.text = RangeText(days.Completed(days.last, TimeUnit::kDay),
                             days.Completed(days.first, TimeUnit::kDay), TimeUnit::kDay, false);
    return reading;
  }
  if (!asked.min || !asked.max) return asked.Read(asked.min ? *asked.min : *asked.max);
  reading = Both(asked.Read(*asked.min), asked.Read(*asked.max));
  // Where the two together decide what neither does.
  if (reading.truth != asked.Answer()) reading.decided_by = ClockSide::kNeither;
  reading.truth = asked.Answer();
  return reading;
}

ClockReading EvaluateGestation(const ClockRange& range, const GestationalAge& gestation) {
  for (const std::optional<ClockBound>& bound : {range.min, range.max}) {
    if (bound && bound->unit != TimeUnit::kDay && bound->unit != TimeUnit::kWeek) return ClockReading();
  }
  // The same comparison on an arbitrary day: a gestation of g days began g days before it.
  const absl::CivilDay day(2000, 1, 1);
  const DaySpan began{day - gestation.MaxDays(), day - gestation.MinDays()};
  const absl::TimeZone utc = absl::UTCTimeZone();
  ClockReading reading =
      EvaluateClock(range, {{began, InstantsOf(began, utc)}}, AsOf{absl::FromCivil(day, utc), utc});
  if (reading.text) {
    reading.text =
        gestation.days ? WeeksAndDays(gestation.MinDays()) : Amount(gestation.weeks, TimeUnit::kWeek);
  }
  return reading;
}

}  // namespace trialmatch
