#include "domain/calendar.h"

#include <limits>
#include <random>

#include "domain/as_of.h"
#include "gtest/gtest.h"

namespace trialmatch {
namespace {

using absl::CivilDay;
using absl::CivilSecond;

constexpr TimeUnit kCivilUnits[] = {TimeUnit::kDay, TimeUnit::kWeek, TimeUnit::kMonth, TimeUnit::kYear};

CivilDay RandomDay(std::mt19937* random) {
  return CivilDay(2019, 12, 1) + std::uniform_int_distribution<int>(0, 1500)(*random);
}

TEST(AddDays, IsTheSumOfTheLibrary) {
  for (const CivilDay& from : {CivilDay(), CivilDay(2024, 2, 29), CivilDay(0, 3, 1), CivilDay(-399, 1, 31)}) {
    for (int64_t days = -800 * 366; days < 800 * 366; ++days)
      ASSERT_EQ(AddDays(from, days), from + days) << days;
    for (const int64_t days : {-20'000 * 366, 20'000 * 366})
      EXPECT_EQ(AddDays(from, days), from + days) << days;
  }
}

TEST(AddOffset, MovesDays) {
  const struct {
    CivilDay from;
    CalendarOffset offset;
    CivilDay to;
  } kCases[] = {
      {CivilDay(2024, 2, 28), {1, TimeUnit::kDay}, CivilDay(2024, 2, 29)},
      {CivilDay(2023, 2, 28), {1, TimeUnit::kDay}, CivilDay(2023, 3, 1)},
      {CivilDay(2024, 3, 1), {-2, TimeUnit::kWeek}, CivilDay(2024, 2, 16)},
      {CivilDay(2024, 1, 30), {1, TimeUnit::kMonth}, CivilDay(2024, 3, 1)},
      {CivilDay(2024, 1, 29), {1, TimeUnit::kMonth}, CivilDay(2024, 2, 29)},
      {CivilDay(2023, 12, 31), {2, TimeUnit::kMonth}, CivilDay(2024, 3, 1)},
      {CivilDay(2024, 2, 29), {1, TimeUnit::kYear}, CivilDay(2025, 3, 1)},
      {CivilDay(2024, 2, 29), {4, TimeUnit::kYear}, CivilDay(2028, 2, 29)},
      {CivilDay(2024, 2, 29), {-1, TimeUnit::kYear}, CivilDay(2023, 3, 1)},
      {CivilDay(2024, 3, 31), {-1, TimeUnit::kMonth}, CivilDay(2024, 3, 1)},
      {CivilDay(2025, 3, 1), {-1, TimeUnit::kYear}, CivilDay(2024, 3, 1)},
      {CivilDay(2024, 5, 1), {-1, TimeUnit::kMonth}, CivilDay(2024, 4, 1)},
      {CivilDay(2024, 1, 15), {-13, TimeUnit::kMonth}, CivilDay(2022, 12, 15)},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(AddOffset(c.from, c.offset), c.to)
        << c.from << " " << c.offset.count << UnitName(c.offset.unit);
  }
}

TEST(AddOffset, IsMonotoneAndGoesBackToTheEarliestDayThatReturns) {
  std::mt19937 random(1);
  for (int i = 0; i < 20000; ++i) {
    const CivilDay day = RandomDay(&random);
    const TimeUnit unit = kCivilUnits[random() % 4];
    const int64_t count = static_cast<int64_t>(random() % 41) - 20;
    const CivilDay moved = AddOffset(day, {count, unit});
    EXPECT_LE(moved, AddOffset(day + 1, {count, unit}));
    const CivilDay back = AddOffset(moved, {-count, unit});
    if (moved.day() == day.day()) {
      EXPECT_EQ(back, day);
    } else if (unit == TimeUnit::kMonth || unit == TimeUnit::kYear) {
      EXPECT_GE(back, day);  // rolled over
      EXPECT_LT(AddOffset(moved - 1, {-count, unit}), day);
    }
  }
}

TEST(AddOffset, SaturatesInsteadOfOverflowing) {
  const CivilDay day(2024, 2, 29);
  for (TimeUnit unit : kCivilUnits) {
    EXPECT_GT(AddOffset(day, {std::numeric_limits<int64_t>::max(), unit}), CivilDay(9999, 12, 31));
    EXPECT_LT(AddOffset(day, {std::numeric_limits<int64_t>::min(), unit}), CivilDay(1, 1, 1));
  }
  for (TimeUnit unit : {TimeUnit::kMinute, TimeUnit::kHour}) {
    const absl::TimeZone utc = absl::UTCTimeZone();
    const absl::Time time = absl::FromCivil(day, utc);
    EXPECT_GT(AddOffset(time, {std::numeric_limits<int64_t>::max(), unit}, utc),
              absl::FromCivil(CivilDay(9999, 12, 31), utc));
    EXPECT_LT(AddOffset(time, {std::numeric_limits<int64_t>::min(), unit}, utc),
              absl::FromCivil(CivilDay(1), utc));
  }
}

TEST(AddOffset, HoursAreElapsedTimeAndDaysAreDatesWhenClocksChange) {
  const absl::TimeZone berlin = *ParseZone("Europe/Berlin");
  const absl::Time noon = absl::FromCivil(CivilSecond(2024, 3, 30, 12), berlin);
  EXPECT_EQ(absl::ToCivilSecond(AddOffset(noon, {24, TimeUnit::kHour}, berlin), berlin),
            CivilSecond(2024, 3, 31, 13));
  EXPECT_EQ(absl::ToCivilSecond(AddOffset(noon, {1, TimeUnit::kDay}, berlin), berlin),
            CivilSecond(2024, 3, 31, 12));
  EXPECT_EQ(AddOffset(noon, {90, TimeUnit::kMinute}, berlin) - noon, absl::Minutes(90));
  const absl::Time fine = noon + absl::Milliseconds(7);
  EXPECT_EQ(AddOffset(fine, {1, TimeUnit::kYear}, berlin),
            absl::FromCivil(CivilSecond(2025, 3, 30, 12), berlin) + absl::Milliseconds(7));
  const absl::Time leap = absl::FromCivil(CivilSecond(2024, 2, 29, 8), berlin);
  EXPECT_EQ(absl::ToCivilSecond(AddOffset(leap, {1, TimeUnit::kYear}, berlin), berlin),
            CivilSecond(2025, 3, 1, 8));
}

TEST(LatestOrigin, IsTheLastDayThatHasReachedTheAge) {
  EXPECT_EQ(LatestOrigin(CivilDay(2025, 2, 28), {1, TimeUnit::kYear}), CivilDay(2024, 2, 28));
  EXPECT_EQ(LatestOrigin(CivilDay(2025, 3, 1), {1, TimeUnit::kYear}), CivilDay(2024, 3, 1));
  EXPECT_EQ(LatestOrigin(CivilDay(2023, 3, 31), {1, TimeUnit::kMonth}), CivilDay(2023, 2, 28));
  std::mt19937 random(2);
  for (int i = 0; i < 20000; ++i) {
    const CivilDay day = RandomDay(&random);
    const CalendarOffset offset{static_cast<int64_t>(random() % 41) - 20, kCivilUnits[random() % 4]};
    const CivilDay origin = LatestOrigin(day, offset);
    EXPECT_LE(AddOffset(origin, offset), day);
    EXPECT_GT(AddOffset(origin + 1, offset), day);
  }
}

TEST(CompletedUnits, CountsBirthdays) {
  const struct {
    CivilDay origin, today;
    TimeUnit unit;
    int64_t completed;
  } kCases[] = {
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 19), TimeUnit::kDay, 0},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 18), TimeUnit::kDay, -1},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 25), TimeUnit::kWeek, 0},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 26), TimeUnit::kWeek, 1},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 18), TimeUnit::kWeek, -1},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 12), TimeUnit::kWeek, -1},
      {CivilDay(2024, 5, 19), CivilDay(2024, 5, 11), TimeUnit::kWeek, -2},
      {CivilDay(2024, 1, 31), CivilDay(2024, 2, 29), TimeUnit::kMonth, 0},
      {CivilDay(2024, 1, 31), CivilDay(2024, 3, 1), TimeUnit::kMonth, 1},
      {CivilDay(2024, 2, 29), CivilDay(2025, 2, 28), TimeUnit::kYear, 0},
      {CivilDay(2024, 2, 29), CivilDay(2025, 3, 1), TimeUnit::kYear, 1},
      {CivilDay(2024, 2, 29), CivilDay(2028, 2, 28), TimeUnit::kYear, 3},
      {CivilDay(2024, 2, 29), CivilDay(2028, 2, 29), TimeUnit::kYear, 4},
      {CivilDay(2024, 2, 29), CivilDay(2024, 2, 28), TimeUnit::kYear, -1},
      {CivilDay(2000, 6, 15), CivilDay(1998, 6, 15), TimeUnit::kYear, -2},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(CompletedUnits(c.origin, c.today, c.unit), c.completed) << c.origin << " " << c.today;
  }
}

TEST(CompletedUnits, IsTheLargestCountThatTodayHasReached) {
  std::mt19937 random(3);
  for (int i = 0; i < 20000; ++i) {
    const CivilDay origin = RandomDay(&random), today = RandomDay(&random);
    const TimeUnit unit = kCivilUnits[random() % 4];
    const int64_t n = CompletedUnits(origin, today, unit);
    EXPECT_LE(AddOffset(origin, {n, unit}), today) << origin << " " << today << " " << UnitName(unit);
    EXPECT_GT(AddOffset(origin, {n + 1, unit}), today) << origin << " " << today << " " << UnitName(unit);
  }
}

TEST(CompletedUnits, CountsElapsedMinutesAndHours) {
  const absl::Time origin = absl::UnixEpoch();
  EXPECT_EQ(CompletedUnits(origin, origin + absl::Seconds(59), TimeUnit::kMinute), 0);
  EXPECT_EQ(CompletedUnits(origin, origin + absl::Seconds(60), TimeUnit::kMinute), 1);
  EXPECT_EQ(CompletedUnits(origin, origin - absl::Nanoseconds(1), TimeUnit::kMinute), -1);
  EXPECT_EQ(CompletedUnits(origin, origin + absl::Minutes(119), TimeUnit::kHour), 1);
  EXPECT_EQ(CompletedUnits(origin, origin - absl::Hours(2), TimeUnit::kHour), -2);
}

TEST(CalendarDeathTest, ADayHasNoHours) {
  EXPECT_DEATH(AddOffset(CivilDay(2024), {1, TimeUnit::kHour}), "");
  EXPECT_DEATH(CompletedUnits(CivilDay(2024), CivilDay(2024), TimeUnit::kMinute), "");
  EXPECT_DEATH(CompletedUnits(absl::UnixEpoch(), absl::UnixEpoch(), TimeUnit::kDay), "");
}

}  // namespace
}  // namespace trialmatch
