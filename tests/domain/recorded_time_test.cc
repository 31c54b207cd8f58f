#include "domain/recorded_time.h"

#include <string>

#include "absl/hash/hash.h"
#include "absl/strings/match.h"
#include "gtest/gtest.h"

namespace trialmatch {
namespace {

using absl::CivilDay;
using absl::CivilSecond;

absl::TimeZone Zone(absl::string_view name) { return *ParseZone(name); }
RecordedTime R(absl::string_view text) { return *RecordedTime::Parse(text); }
absl::Time Utc(const CivilSecond& second) { return absl::FromCivil(second, absl::UTCTimeZone()); }

TEST(RecordedTime, ParsesToCanonicalTextAndBack) {
  const struct {
    const char* text;
    const char* canonical;
    Precision precision;
  } kCases[] = {
      {"2024", "2024", Precision::kYear},
      {"0001", "0001", Precision::kYear},
      {"2024-05", "2024-05", Precision::kMonth},
      {"2024-02-29", "2024-02-29", Precision::kDay},
      {"2000-02-29", "2000-02-29", Precision::kDay},
      {"9999-12-31", "9999-12-31", Precision::kDay},
      {"2024-05-19T10:05Z", "2024-05-19T10:05:00Z", Precision::kInstant},
      {"2024-05-19T10:05:30+00:00", "2024-05-19T10:05:30Z", Precision::kInstant},
      {"2024-05-19T10:05:30-00:00", "2024-05-19T10:05:30Z", Precision::kInstant},
      {"2024-05-19T10:05:30.123+08:00", "2024-05-19T10:05:30.123+08:00", Precision::kInstant},
      {"2024-05-19T00:05:30.120000-03:30", "2024-05-19T00:05:30.12-03:30", Precision::kInstant},
      {"2024-05-19T10:05:30.000Z", "2024-05-19T10:05:30Z", Precision::kInstant},
      {"2024-05-19T10:05:30.000000001Z", "2024-05-19T10:05:30.000000001Z", Precision::kInstant},
      {"0001-01-01T00:00+14:00", "0001-01-01T00:00:00+14:00", Precision::kInstant},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", Precision::kInstant},
  };
  for (const auto& c : kCases) {
    const absl::StatusOr<RecordedTime> t = RecordedTime::Parse(c.text);
    ASSERT_TRUE(t.ok()) << c.text;
    EXPECT_EQ(t->ToString(), c.canonical);
    EXPECT_EQ(t->precision(), c.precision) << c.text;
    EXPECT_EQ(R(t->ToString()), *t) << c.text;
    EXPECT_EQ(absl::HashOf(R(t->ToString())), absl::HashOf(*t)) << c.text;
  }
}

TEST(RecordedTime, RefusesWhatIsNoDateWithoutQuotingIt) {
  for (const char* text : {"",
                           "24",
                           "20240",
                           "0000",
                           "10000",
                           "-001",
                           "2024-",
                           "2024-5",
                           "2024-00",
                           "2024-13",
                           "2023-02-29",
                           "1900-02-29",
                           "2024-04-31",
                           "2024-01-00",
                           "2024-05-19 ",
                           " 2024",
                           "2024-05-19T",
                           "2024-05-19T10",
                           "2024-05-19T10Z",
                           "2024-05-19T10:05",
                           "2024-05-19T10:05:30",
                           "2024-05-19T24:00Z",
                           "2024-05-19T10:60Z",
                           "2024-05-19T10:05:61Z",
                           "2024-05-19T10:05:30.Z",
                           "2024-05-19T10:05:30.1234567890Z",
                           "2024-05-19T10:05z",
                           "2024-05-19T10:05+15:00",
                           "2024-05-19T10:05+8:00",
                           "2024-05-19T10:05Z ",
                           "2024-05-19t10:05Z",
                           "2024/05/19",
                           "2024-W20",
                           "9999-12-31T23:59:60Z",
                           "２０２４"}) {
    const absl::StatusOr<RecordedTime> t = RecordedTime::Parse(text);
    EXPECT_EQ(t.status().code(), absl::StatusCode::kInvalidArgument) << text;
    if (std::string(text).size() > 4) {
      EXPECT_FALSE(absl::StrContains(t.status().message(), text)) << text;
    }
  }
  EXPECT_FALSE(RecordedTime::Parse(absl::string_view("2024\0", 5)).ok());
  EXPECT_TRUE(absl::StrContains(RecordedTime::Parse("2024-05-19T10:05").status().message(), "zone"));
}

TEST(RecordedTime, EqualityIsOfTheRecordNotOfTheMoment) {
  EXPECT_EQ(R("2024-05-19T10:05Z"), R("2024-05-19T10:05:00.0+00:00"));
  EXPECT_FALSE(R("2024-05-19T10:05Z") == R("2024-05-19T18:05+08:00"));
  EXPECT_FALSE(R("2024") == R("2024-01"));
  EXPECT_FALSE(R("2024-01") == R("2024-01-01"));
  EXPECT_FALSE(R("2024-01-01") == R("2024-01-01T00:00Z"));
}

TEST(RecordedTime, SpansOfDates) {
  const absl::TimeZone utc = absl::UTCTimeZone();
  EXPECT_EQ(R("2024").Days(utc), (DaySpan{CivilDay(2024, 1, 1), CivilDay(2024, 12, 31)}));
  EXPECT_EQ(R("2024-02").Days(utc), (DaySpan{CivilDay(2024, 2, 1), CivilDay(2024, 2, 29)}));
  EXPECT_EQ(R("2023-12").Days(utc), (DaySpan{CivilDay(2023, 12, 1), CivilDay(2023, 12, 31)}));
  EXPECT_EQ(R("2024-05-19").Days(Zone("Asia/Shanghai")),
            (DaySpan{CivilDay(2024, 5, 19), CivilDay(2024, 5, 19)}));
  EXPECT_EQ(R("2024-05-19").Instants(Zone("Asia/Shanghai")),
            (InstantSpan{Utc(CivilSecond(2024, 5, 18, 16)),
                         Utc(CivilSecond(2024, 5, 19, 16)) - absl::Nanoseconds(1)}));
  EXPECT_EQ(R("9999").Instants(utc).latest, Utc(CivilSecond(10000, 1, 1)) - absl::Nanoseconds(1));
}

TEST(RecordedTime, AnInstantIsOneDayWhichTheZoneDecides) {
  const RecordedTime t = R("2024-05-19T18:00Z");
  EXPECT_EQ(t.Days(absl::UTCTimeZone()), (DaySpan{CivilDay(2024, 5, 19), CivilDay(2024, 5, 19)}));
  EXPECT_EQ(t.Days(Zone("Asia/Shanghai")), (DaySpan{CivilDay(2024, 5, 20), CivilDay(2024, 5, 20)}));
  EXPECT_EQ(t.Instants(Zone("Asia/Shanghai")),
            (InstantSpan{Utc(CivilSecond(2024, 5, 19, 18)), Utc(CivilSecond(2024, 5, 19, 18))}));
}

TEST(RecordedTime, DaysAreAsLongAsTheClocksMakeThem) {
  const auto hours = [](absl::string_view day, absl::string_view zone) {
    const InstantSpan span = R(day).Instants(Zone(zone));
    return absl::ToDoubleHours(span.latest + absl::Nanoseconds(1) - span.earliest);
  };
  EXPECT_EQ(hours("2024-03-31", "Europe/Berlin"), 23);
  EXPECT_EQ(hours("2024-10-27", "Europe/Berlin"), 25);
  EXPECT_EQ(hours("2018-11-04", "America/Sao_Paulo"), 23);  // midnight itself was skipped
  EXPECT_EQ(hours("1919-03-31", "America/Toronto"), 23.5);  // began at 00:30, half past the hour before
  // Clocks went from 00:01 back to 23:01: the 28th resumed after the 29th had begun, and both keep all their
  // hours.
  EXPECT_EQ(hours("2006-10-28", "America/St_Johns"), 25);
  EXPECT_EQ(hours("2006-10-29", "America/St_Johns"), 25);
  // Apia had no 30 December 2011: the span collapses to the jump instead of turning round.
  const InstantSpan none = R("2011-12-30").Instants(Zone("Pacific/Apia"));
  EXPECT_EQ(none.earliest, none.latest);
}

// Days and zones in turn, so that what is remembered of the one is no answer for the other.
TEST(RecordedTime, DaysBeginWhereTheZoneHasThem) {
  const absl::TimeZone zones[] = {Zone("Asia/Shanghai"), Zone("America/Havana"), Zone("America/Sao_Paulo"),
                                  Zone("UTC"), Zone("-03:30")};
  for (const int step : {1, 97, 128}) {
    for (int64_t days = 0; days < 400; ++days) {
      const CivilDay day = CivilDay(2016, 1, 1) + days * step;
      for (const absl::TimeZone& zone : zones) {
        const InstantSpan span = InstantsOf({day, day}, zone);
        const absl::TimeZone::TimeInfo start = zone.At(CivilSecond(day)), end = zone.At(CivilSecond(day + 1));
        const bool skipped = start.kind == absl::TimeZone::TimeInfo::SKIPPED;
        EXPECT_EQ(span.earliest, skipped ? start.trans : start.pre) << day;
        const bool end_skipped = end.kind == absl::TimeZone::TimeInfo::SKIPPED;
        EXPECT_EQ(span.latest, (end_skipped ? end.trans : end.post) - absl::Nanoseconds(1)) << day;
      }
    }
  }
}

TEST(SpanUpTo, CutsAtAsOf) {
  const AsOf as_of = *MakeAsOf(Utc(CivilSecond(2024, 3, 1, 10)), "Z");
  const TimeSpan year = *SpanUpTo(R("2024"), as_of);
  EXPECT_EQ(year.days, (DaySpan{CivilDay(2024, 1, 1), CivilDay(2024, 3, 1)}));
  EXPECT_EQ(year.instants.latest, as_of.instant);
  EXPECT_EQ(SpanUpTo(R("2024-03-01"), as_of)->instants.latest, as_of.instant);
  EXPECT_EQ(SpanUpTo(R("2023"), as_of)->days.last, CivilDay(2023, 12, 31));
  EXPECT_TRUE(SpanUpTo(R("2024-03-01T10:00Z"), as_of).has_value());
  EXPECT_FALSE(SpanUpTo(R("2024-03-01T10:00:00.000000001Z"), as_of).has_value());
  EXPECT_FALSE(SpanUpTo(R("2024-03-02"), as_of).has_value());
  EXPECT_FALSE(SpanUpTo(R("2024-04"), as_of).has_value());
}

}  // namespace
}  // namespace trialmatch
