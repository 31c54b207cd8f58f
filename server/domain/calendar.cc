#include "domain/calendar.h"

#include <algorithm>
#include <cstdlib>

namespace trialmatch {
namespace {

constexpr int64_t kMaxYears = 20000;

int64_t MaxCount(TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kMinute:
      return kMaxYears * 366 * 24 * 60;
    case TimeUnit::kHour:
      return kMaxYears * 366 * 24;
    case TimeUnit::kDay:
      return kMaxYears * 366;
    case TimeUnit::kWeek:
      return kMaxYears * 53;
    case TimeUnit::kMonth:
      return kMaxYears * 12;
    case TimeUnit::kYear:
      return kMaxYears;
  }
  std::abort();
}

int64_t FloorDivide(int64_t a, int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

absl::CivilDay AddMonths(absl::CivilDay day, int64_t months) {
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay same(month.year(), month.month(), day.day());
  return absl::CivilMonth(same) == month ? same : absl::CivilDay(month + 1);
}

absl::Duration UnitLength(TimeUnit unit) {
  if (unit == TimeUnit::kMinute) return absl::Minutes(1);
  if (unit == TimeUnit::kHour) return absl::Hours(1);
  std::abort();  // a civil unit has no fixed length
}

}  // namespace

int64_t SaturatedCount(int64_t count, TimeUnit unit) {
  const int64_t max = MaxCount(unit);
  return std::clamp(count, -max, max);
}

// By eras of 400 years that begin with March, from where the months have their days at fixed places.
absl::CivilDay AddDays(absl::CivilDay day, int64_t days) {
  constexpr int64_t kDaysOfEra = 146'097;
  static constexpr absl::CivilDay kFirstEra(0, 3, 1);
  const int64_t since = day - kFirstEra + days;
  const int64_t era = FloorDivide(since, kDaysOfEra);
  const int64_t of_era = since - era * kDaysOfEra;
  const int64_t year = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
  const int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
  const int64_t month = (5 * of_year + 2) / 153;  // from March
  const int64_t of_month = of_year - (153 * month + 2) / 5 + 1;
  return absl::CivilDay(400 * era + year + month / 10, month < 10 ? month + 3 : month - 9, of_month);
}

absl::CivilDay AddOffset(absl::CivilDay day, CalendarOffset offset) {
  const int64_t count = SaturatedCount(offset.count, offset.unit);
  switch (offset.unit) {
    case TimeUnit::kDay:
      return AddDays(day, count);
    case TimeUnit::kWeek:
      return AddDays(day, 7 * count);
    case TimeUnit::kMonth:
      return AddMonths(day, count);
    case TimeUnit::kYear:
      return AddMonths(day, 12 * count);
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
      break;
  }
  std::abort();  // a wrong date would become a wrong verdict
}

absl::Time AddOffset(absl::Time instant, CalendarOffset offset, const absl::TimeZone& zone) {
  if (offset.count == 0) return instant;
  if (!IsCivil(offset.unit)) {
    return instant + SaturatedCount(offset.count, offset.unit) * UnitLength(offset.unit);
  }
  const absl::TimeZone::CivilInfo info = zone.At(instant);
  const absl::CivilDay from(info.cs);
  const absl::CivilDay to = AddOffset(from, offset);
  return absl::FromCivil(absl::CivilSecond(to) + (info.cs - absl::CivilSecond(from)), zone) + info.subsecond;
}

absl::CivilDay LatestOrigin(absl::CivilDay day, CalendarOffset offset) {
  const CalendarOffset back{-SaturatedCount(offset.count, offset.unit), offset.unit};
  absl::CivilDay origin = AddOffset(day, back);
  while (AddOffset(origin, offset) > day) --origin;
  return origin;
}

int64_t CompletedUnits(absl::CivilDay origin, absl::CivilDay today, TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kDay:
      return today - origin;
    case TimeUnit::kWeek:
      return FloorDivide(today - origin, 7);
    case TimeUnit::kMonth: {
      const int64_t months = absl::CivilMonth(today) - absl::CivilMonth(origin);
      return AddMonths(origin, months) > today ? months - 1 : months;
    }
    case TimeUnit::kYear:
      return FloorDivide(CompletedUnits(origin, today, TimeUnit::kMonth), 12);
    case TimeUnit::kMinute:
    case TimeUnit::kHour:
      break;
  }
  std::abort();
}

int64_t CompletedUnits(absl::Time origin, absl::Time now, TimeUnit unit) {
  absl::Duration rest;
  const absl::Duration length = UnitLength(unit);
  return absl::IDivDuration(absl::Floor(now - origin, length), length, &rest);
}

}  // namespace trialmatch
