// Ages and moments as clock tests write them.
#ifndef TRIALMATCH_TESTS_DOMAIN_CLOCK_TEST_SUPPORT_H_
#define TRIALMATCH_TESTS_DOMAIN_CLOCK_TEST_SUPPORT_H_

#include "domain/clock.h"
#include "gtest/gtest.h"

namespace trialmatch {

inline constexpr Truth F = Truth::kFalse, U = Truth::kUnknown, T = Truth::kTrue;
inline constexpr TimeUnit kDay = TimeUnit::kDay, kWeek = TimeUnit::kWeek, kMonth = TimeUnit::kMonth,
                          kYear = TimeUnit::kYear, kHour = TimeUnit::kHour, kMinute = TimeUnit::kMinute;

inline RecordedTime R(absl::string_view text) { return *RecordedTime::Parse(text); }

// At an instant as recorded, or at 10:00 of a day.
inline AsOf At(absl::string_view time, absl::string_view zone = "Z") {
  const RecordedTime t = R(time);
  const absl::TimeZone tz = *ParseZone(zone);
  const absl::Time instant = t.Instants(tz).earliest;
  return {t.precision() == Precision::kInstant ? instant : instant + absl::Hours(10), tz};
}

inline ClockRange Min(ClockBound bound) { return {bound, std::nullopt}; }
inline ClockRange Max(ClockBound bound) { return {std::nullopt, bound}; }
inline ClockBound Over(int64_t value, TimeUnit unit) { return {value, unit, std::nullopt, true}; }

inline ClockReading Read(const ClockRange& range, absl::string_view birth, const AsOf& as_of) {
  return EvaluateClock(range, OriginOf(R(birth), as_of), as_of);
}
inline Truth Age(const ClockRange& range, absl::string_view birth, absl::string_view today) {
  return Read(range, birth, At(today)).truth;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_DOMAIN_CLOCK_TEST_SUPPORT_H_
