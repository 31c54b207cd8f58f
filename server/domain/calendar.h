// Adding and counting calendar units. Results beyond some 20,000 years from the argument saturate, so no
// count overflows.
#ifndef TRIALMATCH_DOMAIN_CALENDAR_H_
#define TRIALMATCH_DOMAIN_CALENDAR_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "domain/time_unit.h"

namespace trialmatch {

// `count` within the range in which AddOffset does not saturate; one more or less than the result cannot
// overflow, nor can seven times it.
int64_t SaturatedCount(int64_t count, TimeUnit unit);

// `day` + `days`, in the same time however many: the library's own sum goes there year by year.
absl::CivilDay AddDays(absl::CivilDay day, int64_t days);

// `day` moved by units of a day or longer. Months and years keep the day of the month; where that month has
// no such day, the result is the first of the next month, in both directions: 2024-02-29 + 1 year =
// 2025-03-01 (the first birthday), 2024-03-31 - 1 month = 2024-03-01.
//
// Why one rule serves both: it never moves a date back across another (monotone in `day`); x - n + n = x
// wherever the day exists; and where it does not, x - n is the earliest e with e + n >= x, so that "not more
// than a month before 31 March" begins on the first day that is, by counting forwards, less than a month old.
// Several ends of a month may roll over to one day (29, 30, 31 January and 1 February + 1 month = 1 March
// 2023); backwards that day goes to its namesake: 1 March - 1 month = 1 February.
//
// Minutes and hours have no meaning for a day: the caller's error, which ends the process.
absl::CivilDay AddOffset(absl::CivilDay day, CalendarOffset offset);

// An instant moved by any unit: minutes and hours are elapsed time; longer units move the civil date in
// `zone` and keep the time of day (the moment of the jump where clocks skip it, its first occurrence where
// they repeat it).
absl::Time AddOffset(absl::Time instant, CalendarOffset offset, const absl::TimeZone& zone);

// The latest day o with o + offset <= day: the youngest that has reached the age `offset` on `day`.
absl::CivilDay LatestOrigin(absl::CivilDay day, CalendarOffset offset);

// The largest n with origin + n units <= today; negative before the origin (-1 from one unit to a day before
// it). Units of a day or longer; others are the caller's error, which ends the process.
int64_t CompletedUnits(absl::CivilDay origin, absl::CivilDay today, TimeUnit unit);

// The same for instants, in minutes or hours of elapsed time; others are the caller's error.
int64_t CompletedUnits(absl::Time origin, absl::Time now, TimeUnit unit);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_CALENDAR_H_
