#include "domain/time_order.h"

#include <cstdint>

namespace trialmatch {
namespace {

// Units within a family are exact multiples of its base.
enum class Family : uint8_t { kMinutes, kDays, kMonths };

struct Length {
  Family family;
  int64_t amount;  // in minutes, days or months
};

struct Minutes {
  int64_t least, most;
};

constexpr int64_t kMinutesPerDay = 1440;

Length LengthOf(int64_t count, TimeUnit unit) {
  switch (unit) {
    case TimeUnit::kMinute:
      return {Family::kMinutes, count};
    case TimeUnit::kHour:
      return {Family::kMinutes, count * 60};
    case TimeUnit::kDay:
      return {Family::kDays, count};
    case TimeUnit::kWeek:
      return {Family::kDays, count * 7};
    case TimeUnit::kMonth:
      return {Family::kMonths, count};
    case TimeUnit::kYear:
      break;
  }
  return {Family::kMonths, count * 12};
}

// Wide enough for every calendar and zone: a civil day may complete after a minute or last 25 hours; n months
// differ by less than four days from n times the mean month, however the leap years fall.
Minutes Bracket(const Length& length) {
  constexpr int64_t kMeanMonthInTenths = 438'291;  // 365.2425 days / 12, in tenths of a minute
  constexpr int64_t kDaySlack = 2 * kMinutesPerDay;
  constexpr int64_t kMonthSlack = 6 * kMinutesPerDay;
  switch (length.family) {
    case Family::kMinutes:
      return {length.amount, length.amount};
    case Family::kDays:
      return {length.amount * kMinutesPerDay - kDaySlack, length.amount * kMinutesPerDay + kDaySlack};
    case Family::kMonths:
      break;
  }
  const int64_t mean = length.amount * kMeanMonthInTenths / 10;
  return {mean - kMonthSlack, mean + kMonthSlack};
}

Length LengthOf(const ClockBound& bound, int64_t more_units) {
  if (!bound.extra_days) return LengthOf(bound.value + more_units, bound.unit);
  return {Family::kDays, bound.value * 7 + *bound.extra_days + more_units};
}

}  // namespace

bool CertainlyEmpty(const ClockRange& range) {
  if (!range.min || !range.max) return false;
  Length least = LengthOf(*range.min, 0);
  if (range.min->exclusive && least.family == Family::kDays) ++least.amount;
  // The first length that is too long.
  const Length limit = LengthOf(*range.max, range.max->exclusive ? 0 : 1);
  if (least.family == limit.family) return least.amount >= limit.amount;
  return Bracket(least).least >= Bracket(limit).most;
}

bool CertainlyAfter(const CalendarOffset& start, const CalendarOffset& end) {
  const Length a = LengthOf(start.count, start.unit);
  const Length b = LengthOf(end.count, end.unit);
  if (a.family == b.family) return a.amount > b.amount;
  return Bracket(a).least > Bracket(b).most;
}

}  // namespace trialmatch
