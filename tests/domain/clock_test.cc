#include "domain/clock.h"

#include "domain/calendar.h"
#include "gtest/gtest.h"
#include "tests/domain/clock_test_support.h"

namespace trialmatch {
namespace {

using absl::CivilDay;

TEST(EvaluateClock, EveryCivilUnitOnBothSidesOfEachBound) {
  const struct {
    TimeUnit unit;
    int64_t value;
    const char* birth;
    const char* before;   // the last day before `value` units are complete
    const char* reached;  // the day on which they are
    const char* after;    // the day after
    const char* last;     // the last day before one unit more
    const char* over;     // and its day
  } kCases[] = {
      {kDay, 28, "2024-05-01", "2024-05-28", "2024-05-29", "2024-05-30", "2024-05-29", "2024-05-30"},
      {kWeek, 4, "2024-05-01", "2024-05-28", "2024-05-29", "2024-05-30", "2024-06-04", "2024-06-05"},
      {kMonth, 6, "2024-01-15", "2024-07-14", "2024-07-15", "2024-07-16", "2024-08-14", "2024-08-15"},
      {kMonth, 1, "2023-01-31", "2023-02-28", "2023-03-01", "2023-03-02", "2023-03-30", "2023-03-31"},
      {kYear, 18, "2000-06-10", "2018-06-09", "2018-06-10", "2018-06-11", "2019-06-09", "2019-06-10"},
      {kYear, 1, "2024-02-29", "2025-02-28", "2025-03-01", "2025-03-02", "2026-02-28", "2026-03-01"},
      {kYear, 4, "2024-02-29", "2028-02-28", "2028-02-29", "2028-03-01", "2029-02-28", "2029-03-01"},
      {kYear, 75, "1949-12-31", "2024-12-30", "2024-12-31", "2025-01-01", "2025-12-30", "2025-12-31"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(absl::StrCat(c.value, UnitName(c.unit), " ", c.birth));
    const ClockBound in{c.value, c.unit}, ex = Over(c.value, c.unit);
    EXPECT_EQ(Age(Min(in), c.birth, c.before), F);
    EXPECT_EQ(Age(Min(in), c.birth, c.reached), T);
    EXPECT_EQ(Age(Min(ex), c.birth, c.reached), F);
    EXPECT_EQ(Age(Min(ex), c.birth, c.after), T);
    EXPECT_EQ(Age(Max(in), c.birth, c.last), T);
    EXPECT_EQ(Age(Max(in), c.birth, c.over), F);
    EXPECT_EQ(Age(Max(ex), c.birth, c.before), T);
    EXPECT_EQ(Age(Max(ex), c.birth, c.reached), F);
    EXPECT_EQ(Age({in, in}, c.birth, c.reached), T);
    EXPECT_EQ(Age({in, in}, c.birth, c.before), F);
    EXPECT_EQ(Age({in, in}, c.birth, c.over), F);
  }
}

TEST(EvaluateClock, MinutesAndHoursOnBothSidesOfEachBound) {
  const absl::string_view birth = "2024-05-19T10:00:00Z";
  const auto at = [&](const ClockRange& range, absl::string_view now) {
    return Read(range, birth, At(now)).truth;
  };
  EXPECT_EQ(at(Min({6, kHour}), "2024-05-19T15:59:59.999999999Z"), F);
  EXPECT_EQ(at(Min({6, kHour}), "2024-05-19T16:00:00Z"), T);
  EXPECT_EQ(at(Min(Over(6, kHour)), "2024-05-19T16:00:00Z"), F);
  EXPECT_EQ(at(Min(Over(6, kHour)), "2024-05-19T16:00:00.000000001Z"), T);
  EXPECT_EQ(at(Max({6, kHour}), "2024-05-19T16:59:59.999999999Z"), T);
  EXPECT_EQ(at(Max({6, kHour}), "2024-05-19T17:00:00Z"), F);
  EXPECT_EQ(at(Max(Over(6, kHour)), "2024-05-19T15:59:59.999999999Z"), T);
  EXPECT_EQ(at(Max(Over(6, kHour)), "2024-05-19T16:00:00Z"), F);
  EXPECT_EQ(at(Min({5, kMinute}), "2024-05-19T10:04:59Z"), F);
  EXPECT_EQ(at(Min({5, kMinute}), "2024-05-19T10:05:00Z"), T);
  EXPECT_EQ(at(Max({5, kMinute}), "2024-05-19T10:05:59Z"), T);
  EXPECT_EQ(at(Max({5, kMinute}), "2024-05-19T10:06:00Z"), F);
}

TEST(EvaluateClock, DaysAreCivilDatesOfTheZone) {
  // Born at 23:59, one day old at 00:00.
  EXPECT_EQ(Age(Min({1, kDay}), "2024-05-19T23:59:00Z", "2024-05-20T00:00:00Z"), T);
  EXPECT_EQ(Age(Min({24, kHour}), "2024-05-19T23:59:00Z", "2024-05-20T00:00:00Z"), F);
  // The same instants: 19 and 20 May in UTC, both 20 May in Shanghai.
  const RecordedTime birth = R("2024-05-19T18:00:00Z");
  const AsOf utc = At("2024-05-20T02:00:00Z"), shanghai = At("2024-05-20T02:00:00Z", "Asia/Shanghai");
  EXPECT_EQ(EvaluateClock(Min({1, kDay}), OriginOf(birth, utc), utc).truth, T);
  EXPECT_EQ(EvaluateClock(Min({1, kDay}), OriginOf(birth, shanghai), shanghai).truth, F);
  EXPECT_EQ(EvaluateClock(Min({8, kHour}), OriginOf(birth, shanghai), shanghai).truth, T);
  // A bare date is the same date everywhere, so only today moves.
  EXPECT_EQ(Read(Min({29, kDay}), "2024-05-01", At("2024-05-29T18:00:00Z")).truth, F);
  EXPECT_EQ(Read(Min({29, kDay}), "2024-05-01", At("2024-05-29T18:00:00Z", "Asia/Shanghai")).truth, T);
}

TEST(EvaluateClock, HoursElapseThroughAChangeOfClocks) {
  const absl::string_view birth = "2024-03-30T12:00:00+01:00", next_noon = "2024-03-31T12:00:00+02:00";
  EXPECT_EQ(Read(Min({24, kHour}), birth, At(next_noon, "Europe/Berlin")).truth, F);
  EXPECT_EQ(Read(Min({23, kHour}), birth, At(next_noon, "Europe/Berlin")).truth, T);
  EXPECT_EQ(Read(Min({1, kDay}), birth, At(next_noon, "Europe/Berlin")).truth, T);
}

TEST(EvaluateClock, WeeksAndDaysCountDays) {
  const ClockBound bound{30, kWeek, 6};  // 216 days
  EXPECT_EQ(Age(Min(bound), "2024-01-01", "2024-08-03"), F);
  EXPECT_EQ(Age(Min(bound), "2024-01-01", "2024-08-04"), T);
  EXPECT_EQ(Age(Max(bound), "2024-01-01", "2024-08-04"), T);
  EXPECT_EQ(Age(Max(bound), "2024-01-01", "2024-08-05"), F);
  EXPECT_EQ(Age(Max({30, kWeek, 6, true}), "2024-01-01", "2024-08-04"), F);
  EXPECT_EQ(Age(Min({30, kWeek, 6, true}), "2024-01-01", "2024-08-05"), T);
  EXPECT_EQ(*Read(Max(bound), "2024-01-01", At("2024-08-05")).text, "31 weeks + 0 days");
  EXPECT_EQ(Age(Max({30, kMonth, 6}), "2024-01-01", "2024-08-05"), U) << "days beside months are malformed";
}

TEST(EvaluateClock, ADateOfBirthCannotDecideHoursThatDependOnTheTime) {
  EXPECT_EQ(Age(Max({12, kHour}), "2024-05-19", "2024-05-19T10:00:00Z"), T);
  EXPECT_EQ(Age(Min({1, kHour}), "2024-05-19", "2024-05-19T10:00:00Z"), U);
  EXPECT_EQ(Age(Min({11, kHour}), "2024-05-19", "2024-05-19T10:00:00Z"), F);
  EXPECT_EQ(Age(Max({24, kHour}), "2024-05-19", "2024-05-20T10:00:00Z"), U);
  EXPECT_EQ(Age(Max({24, kHour}), "2024-05-18", "2024-05-20T10:00:00Z"), F);
  EXPECT_EQ(Age(Min({0, kMinute}), "2024-05-19", "2024-05-19T10:00:00Z"), T);
}

TEST(EvaluateClock, ImpreciseBirths) {
  EXPECT_EQ(Age(Min({18, kYear}), "2006", "2024-06-01"), U);
  EXPECT_EQ(Age(Min({18, kYear}), "2006", "2024-12-30"), U);
  EXPECT_EQ(Age(Min({18, kYear}), "2006", "2024-12-31"), T);
  EXPECT_EQ(Age(Min({18, kYear}), "2006", "2023-12-31"), F);
  EXPECT_EQ(Age(Min({18, kYear}), "2006-06", "2024-06-15"), U);
  EXPECT_EQ(Age(Min({18, kYear}), "2006-05", "2024-06-01"), T);
  EXPECT_EQ(Age(Max({60, kDay}), "2024", "2024-03-01"), T) << "cut at as_of: at most 60 days old";
  EXPECT_EQ(Age(Max({59, kDay}), "2024", "2024-03-01"), U);
}

TEST(EvaluateClock, NoBoundsHoldOnceTheClockHasStarted) {
  const ClockReading reading = Read({}, "2024-05-01", At("2024-05-30"));
  EXPECT_EQ(reading.truth, T);
  EXPECT_EQ(*reading.text, "29 days");
  EXPECT_FALSE(reading.distance.has_value());
  EXPECT_EQ(Age({}, "2024-06-01", "2024-05-30"), U);
}

TEST(EvaluateClock, ABirthAheadHasNotStartedTheClock) {
  for (const char* birth : {"2024-05-31", "2024-06", "2025", "2024-05-30T10:00:01Z"}) {
    for (const ClockRange& range : {Min({0, kDay}), Max({28, kDay}), Max({28, kHour}), Max({75, kYear})}) {
      const ClockReading reading = Read(range, birth, At("2024-05-30"));
      EXPECT_EQ(reading.truth, U) << birth;
      EXPECT_TRUE(reading.not_started) << birth;
      EXPECT_FALSE(reading.distance.has_value());
      EXPECT_FALSE(reading.text.has_value());
    }
  }
  EXPECT_FALSE(Read(Max({28, kDay}), "2024-05-30", At("2024-05-30")).not_started);
}

TEST(EvaluateClock, DistanceAndText) {
  using D = ClockDistance;
  const struct {
    ClockRange range;
    const char* birth;
    const char* today;
    Truth truth;
    ClockSide side;
    std::optional<D> distance;
    const char* text;
  } kCases[] = {
      {{ClockBound{1, kDay}, ClockBound{28, kDay}},
       "2024-05-01",
       "2024-05-30",
       F,
       ClockSide::kMax,
       D{-1, kDay},
       "29 days"},
      {{ClockBound{1, kDay}, ClockBound{28, kDay}},
       "2024-05-01",
       "2024-05-29",
       T,
       ClockSide::kMax,
       D{0, kDay},
       "28 days"},
      {{ClockBound{1, kDay}, ClockBound{28, kDay}},
       "2024-05-01",
       "2024-05-02",
       T,
       ClockSide::kMin,
       D{0, kDay},
       "1 day"},
      {{ClockBound{1, kDay}, ClockBound{28, kDay}},
       "2024-05-01",
       "2024-05-01",
       F,
       ClockSide::kMin,
       D{-1, kDay},
       "0 days"},
      {{ClockBound{28, kDay}, ClockBound{1, kYear}},
       "2024-01-01",
       "2024-03-01",
       T,
       ClockSide::kMin,
       D{32, kDay},
       "60 days"},
      {Min({18, kYear}), "2010-01-01", "2024-05-30", F, ClockSide::kMin, D{-4, kYear}, "14 years"},
      {Max({75, kYear}), "1944-05-30", "2024-05-30", F, ClockSide::kMax, D{-5, kYear}, "80 years"},
      {Min(Over(18, kYear)), "2006-05-30", "2024-05-30", F, ClockSide::kMin, D{-1, kDay}, "18 years"},
      {Max(Over(18, kYear)), "2006-05-30", "2024-05-30", F, ClockSide::kMax, D{-1, kDay}, "18 years"},
      {Max(Over(18, kYear)), "2006-05-20", "2024-05-30", F, ClockSide::kMax, D{-11, kDay}, "18 years"},
      {Max(Over(18, kYear)), "2006-05-31", "2024-05-30", T, ClockSide::kMax, D{1, kYear}, "17 years"},
      {Max(Over(6, kHour)), "2024-05-30T04:00:00Z", "2024-05-30T10:00:00Z", F, ClockSide::kMax,
       D{-1, kMinute}, "6 hours"},
      {Max(Over(6, kHour)), "2024-05-30T03:30:00Z", "2024-05-30T10:00:00Z", F, ClockSide::kMax,
       D{-30, kMinute}, "6 hours"},
      {Min(Over(6, kHour)), "2024-05-30T04:00:00Z", "2024-05-30T10:00:00Z", F, ClockSide::kMin,
       D{-1, kMinute}, "6 hours"},
      {Min({18, kYear}), "2006", "2024-05-30", U, ClockSide::kMin, std::nullopt, "17 to 18 years"},
      {Min({18, kYear}), "2010", "2024-05-30", F, ClockSide::kMin, D{-4, kYear}, "13 to 14 years"},
      {Max({10, kYear}), "2010", "2024-05-30", F, ClockSide::kMax, D{-3, kYear}, "13 to 14 years"},
      {Min({10, kYear}), "2010", "2024-05-30", T, ClockSide::kMin, D{3, kYear}, "13 to 14 years"},
      {Max({20, kYear}), "2010", "2024-05-30", T, ClockSide::kMax, D{6, kYear}, "13 to 14 years"},
  };
  for (const auto& c : kCases) {
    SCOPED_TRACE(absl::StrCat(c.birth, " at ", c.today, ": ", c.text));
    const ClockReading reading = Read(c.range, c.birth, At(c.today));
    EXPECT_EQ(reading.truth, c.truth);
    EXPECT_EQ(reading.decided_by, c.side);
    EXPECT_EQ(reading.distance, c.distance);
    EXPECT_EQ(reading.text.value_or("none"), c.text);
  }
}

TEST(EvaluateClock, AnEnormousBoundIsFarAwayAndNotAnOverflow) {
  const int64_t most = std::numeric_limits<int64_t>::max();
  for (TimeUnit unit : {kMinute, kHour, kDay, kWeek, kMonth, kYear}) {
    EXPECT_EQ(Age(Max({most, unit}), "0001", "9999-12-31"), T) << UnitName(unit);
    EXPECT_EQ(Age(Min({most, unit}), "0001", "9999-12-31"), F) << UnitName(unit);
  }
  EXPECT_EQ(Age(Max({most, kWeek, 6}), "0001", "9999-12-31"), T);
}

TEST(OriginFromStatedAge, IsTheIntervalOfAllBirthsOfThatAge) {
  const AsOf as_of = At("2024-06-30");
  const ClockOrigin day = OriginFromStatedAge(3, kYear, R("2024-05-19"), as_of);
  EXPECT_EQ(day.span.days, (DaySpan{CivilDay(2020, 5, 20), CivilDay(2021, 5, 19)}));
  const ClockOrigin month = OriginFromStatedAge(3, kYear, R("2024-05"), as_of);
  EXPECT_EQ(month.span.days, (DaySpan{CivilDay(2020, 5, 2), CivilDay(2021, 5, 31)}));
  EXPECT_EQ(EvaluateClock(Min({3, kYear}), month, as_of).truth, T);
  EXPECT_EQ(EvaluateClock(Max({3, kYear}), month, as_of).truth, U);
  EXPECT_EQ(EvaluateClock(Max({4, kYear}), month, as_of).truth, T);
  const ClockOrigin leap = OriginFromStatedAge(1, kYear, R("2025-02-28"), At("2025-02-28"));
  EXPECT_EQ(leap.span.days, (DaySpan{CivilDay(2023, 3, 1), CivilDay(2024, 2, 28)}));
  const ClockOrigin newborn = OriginFromStatedAge(0, kMonth, R("2024"), as_of);
  EXPECT_EQ(newborn.span.days, (DaySpan{CivilDay(2023, 12, 2), CivilDay(2024, 6, 30)}));
  EXPECT_EQ(newborn.span.instants.latest, as_of.instant);
}

TEST(OriginFromStatedAge, CountsHoursByInstants) {
  const AsOf as_of = At("2024-05-19T12:00:00Z");
  const ClockOrigin origin = OriginFromStatedAge(6, kHour, R("2024-05-19T10:00:00Z"), as_of);
  EXPECT_EQ(EvaluateClock(Min({8, kHour}), origin, as_of).truth, T);
  EXPECT_EQ(EvaluateClock(Max({8, kHour}), origin, as_of).truth, T);
  EXPECT_EQ(EvaluateClock(Max(Over(9, kHour)), origin, as_of).truth, T);
  EXPECT_EQ(EvaluateClock(Min(Over(8, kHour)), origin, as_of).truth, U);
  EXPECT_EQ(EvaluateClock(Min({0, kDay}), origin, as_of).truth, T);
  EXPECT_EQ(origin.span.days, (DaySpan{CivilDay(2024, 5, 19), CivilDay(2024, 5, 19)}));
}

TEST(EvaluateGestation, WeeksAreWholeWeeks) {
  const ClockRange range{ClockBound{25, kWeek}, ClockBound{30, kWeek}};
  const struct {
    GestationalAge age;
    Truth truth;
    const char* text;
  } kCases[] = {
      {{24, 6}, F, "24 weeks + 6 days"}, {{25, 0}, T, "25 weeks + 0 days"}, {{30, 6}, T, "30 weeks + 6 days"},
      {{31, 0}, F, "31 weeks + 0 days"}, {{24, {}}, F, "24 weeks"},         {{25, {}}, T, "25 weeks"},
      {{30, {}}, T, "30 weeks"},         {{31, {}}, F, "31 weeks"},         {{1, 1}, F, "1 week + 1 day"},
  };
  for (const auto& c : kCases) {
    const ClockReading reading = EvaluateGestation(range, c.age);
    EXPECT_EQ(reading.truth, c.truth) << c.text;
    EXPECT_EQ(*reading.text, c.text);
  }
  EXPECT_EQ(EvaluateGestation(range, {31, 2}).distance, (ClockDistance{-1, kWeek}));
}

TEST(EvaluateGestation, BoundsOfADaySplitAWeek) {
  const ClockBound thirty{30, kWeek, 0};
  EXPECT_EQ(EvaluateGestation(Max(thirty), {30, {}}).truth, U);
  EXPECT_EQ(EvaluateGestation(Max(thirty), {30, 0}).truth, T);
  EXPECT_EQ(EvaluateGestation(Max(thirty), {30, 1}).truth, F);
  EXPECT_EQ(EvaluateGestation(Max(thirty), {30, 1}).distance, (ClockDistance{-1, kDay}));
  EXPECT_EQ(EvaluateGestation(Min({30, kWeek, 6}), {30, {}}).truth, U);
  EXPECT_EQ(EvaluateGestation(Min({210, kDay}), {30, {}}).truth, T);
  EXPECT_EQ(EvaluateGestation(Max({210, kDay}), {30, {}}).truth, U);
  EXPECT_EQ(EvaluateGestation(Max(Over(37, kWeek)), {36, 6}).truth, T);
  EXPECT_EQ(EvaluateGestation(Max(Over(37, kWeek)), {37, 0}).truth, F);
  EXPECT_EQ(EvaluateGestation(Min(Over(37, kWeek)), {37, 0}).truth, F);
  EXPECT_EQ(EvaluateGestation(Min(Over(37, kWeek)), {37, 1}).truth, T);
  EXPECT_EQ(EvaluateGestation(Min(Over(37, kWeek)), {37, {}}).truth, U);
  EXPECT_EQ(EvaluateGestation(Max({9, kMonth}), {37, 0}).truth, U);
  EXPECT_FALSE(EvaluateGestation(Max({9, kMonth}), {37, 0}).text.has_value());
}

TEST(PostmenstrualOrigin, AddsTheGestation) {
  const auto pma = [](const ClockRange& range, absl::string_view birth, GestationalAge age,
                      absl::string_view today) {
    const AsOf as_of = At(today);
    return EvaluateClock(range, PostmenstrualOrigin(OriginOf(R(birth), as_of), age), as_of);
  };
  // 30+0 at birth: 36+0 six weeks later.
  EXPECT_EQ(pma(Min({36, kWeek}), "2024-01-01", {30, 0}, "2024-02-11").truth, F);
  EXPECT_EQ(pma(Min({36, kWeek}), "2024-01-01", {30, 0}, "2024-02-12").truth, T);
  EXPECT_EQ(pma(Max({36, kWeek}), "2024-01-01", {30, 0}, "2024-02-18").truth, T);
  EXPECT_EQ(pma(Max({36, kWeek}), "2024-01-01", {30, 0}, "2024-02-19").truth, F);
  // 30 weeks alone: from 36+0 to 36+6 on that day.
  EXPECT_EQ(pma(Min({36, kWeek}), "2024-01-01", {30, {}}, "2024-02-12").truth, T);
  EXPECT_EQ(pma(Min({36, kWeek}), "2024-01-01", {30, {}}, "2024-02-11").truth, U);
  EXPECT_EQ(*pma(Min({36, kWeek, 0}), "2024-01-01", {30, {}}, "2024-02-12").text,
            "36 weeks + 0 days to 36 weeks + 6 days");
  // A birth ahead has a postmenstrual age already; before the pregnancy there is none.
  EXPECT_EQ(pma(Min({28, kWeek}), "2024-01-15", {30, 0}, "2024-01-01").truth, T);
  EXPECT_TRUE(pma(Max({28, kWeek}), "2025-01-15", {30, 0}, "2024-01-01").not_started);
}

TEST(CorrectedOrigin, CountsFromTermIfBornBefore37Weeks) {
  const auto corrected = [](const ClockRange& range, absl::string_view birth, GestationalAge age,
                            absl::string_view today) {
    const AsOf as_of = At(today);
    return EvaluateClock(range, CorrectedOrigin(OriginOf(R(birth), as_of), age), as_of);
  };
  // 30+0: ten weeks early, 70 days; term on 2024-03-11.
  EXPECT_EQ(corrected(Min({0, kDay}), "2024-01-01", {30, 0}, "2024-03-10").truth, F);
  EXPECT_EQ(corrected(Min({0, kDay}), "2024-01-01", {30, 0}, "2024-03-11").truth, T);
  EXPECT_EQ(corrected(Max({28, kDay}), "2024-01-01", {30, 0}, "2024-02-01").truth, T)
      << "below zero is below 28";
  EXPECT_EQ(*corrected(Max({28, kDay}), "2024-01-01", {30, 0}, "2024-03-01").text, "-10 days");
  // 36+6 is corrected by 22 days, 37+0 not at all.
  EXPECT_EQ(corrected(Min({1, kDay}), "2024-01-01", {36, 6}, "2024-01-23").truth, F);
  EXPECT_EQ(corrected(Min({1, kDay}), "2024-01-01", {36, 6}, "2024-01-24").truth, T);
  EXPECT_EQ(corrected(Min({1, kDay}), "2024-01-01", {37, 0}, "2024-01-02").truth, T);
  EXPECT_EQ(corrected(Min({1, kDay}), "2024-01-01", {37, {}}, "2024-01-01").truth, F);
  EXPECT_EQ(corrected(Min({1, kDay}), "2024-01-01", {36, {}}, "2024-01-24").truth, U);
  EXPECT_TRUE(corrected(Max({28, kDay}), "2024-02-01", {30, 0}, "2024-01-01").not_started);
  EXPECT_TRUE(corrected(Max({28, kDay}), "2024-02-01", {38, 0}, "2024-01-01").not_started);
}

}  // namespace
}  // namespace trialmatch
