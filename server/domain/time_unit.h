// The units in which trials count time, and a signed distance in one of them.
#ifndef TRIALMATCH_DOMAIN_TIME_UNIT_H_
#define TRIALMATCH_DOMAIN_TIME_UNIT_H_

#include <cstdint>

#include "absl/strings/string_view.h"

namespace trialmatch {

enum class TimeUnit : uint8_t { kMinute, kHour, kDay, kWeek, kMonth, kYear };

// Units of a day and longer count civil dates; minutes and hours count elapsed time.
constexpr bool IsCivil(TimeUnit unit) { return unit >= TimeUnit::kDay; }

// The English name in the singular: "day".
inline absl::string_view UnitName(TimeUnit unit) {
  constexpr const char* kNames[] = {"minute", "hour", "day", "week", "month", "year"};
  return kNames[static_cast<int>(unit)];
}

// Signed: -6 kMonth is six months earlier.
struct CalendarOffset {
  int64_t count = 0;
  TimeUnit unit = TimeUnit::kDay;

  friend bool operator==(const CalendarOffset& a, const CalendarOffset& b) = default;
  friend auto operator<=>(const CalendarOffset& a, const CalendarOffset& b) = default;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_TIME_UNIT_H_
