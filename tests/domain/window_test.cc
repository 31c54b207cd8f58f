#include "domain/window.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "domain/calendar.h"
#include "gtest/gtest.h"

namespace trialmatch {
namespace {

using absl::CivilDay;
using End = FactPeriod::End;

constexpr Truth F = Truth::kFalse, U = Truth::kUnknown, T = Truth::kTrue;
constexpr TimeUnit kDay = TimeUnit::kDay, kWeek = TimeUnit::kWeek, kMonth = TimeUnit::kMonth,
                   kYear = TimeUnit::kYear, kHour = TimeUnit::kHour;

std::optional<RecordedTime> R(absl::string_view text) {
  if (text.empty()) return std::nullopt;
  return *RecordedTime::Parse(text);
}
AsOf At(absl::string_view time, absl::string_view zone = "Z") {
  const absl::TimeZone tz = *ParseZone(zone);
  const absl::Time instant = R(time)->Instants(tz).earliest;
  return {R(time)->precision() == Precision::kInstant ? instant : instant + absl::Hours(10), tz};
}
FactPeriod Point(absl::string_view start) { return {R(start), std::nullopt, End::kUnknown, true}; }
FactPeriod Held(absl::string_view start, absl::string_view end) { return {R(start), R(end), End::kEnded}; }
FactPeriod Held(absl::string_view start, End end) { return {R(start), std::nullopt, end}; }

const TimeWindow kLastSixMonths{CalendarOffset{-6, kMonth}, CalendarOffset{0, kDay}};
const TimeWindow kMoreThanAYearAgo{std::nullopt, CalendarOffset{-1, kYear}};

Truth Now(const FactPeriod& fact, const TimeWindow& window, const AsOf& as_of = At("2024-05-19")) {
  return Overlaps(fact, window, std::nullopt, as_of);
}

TEST(Overlaps, BothEndsAreInclusive) {
  EXPECT_EQ(Now(Point("2023-11-18"), kLastSixMonths), F);
  EXPECT_EQ(Now(Point("2023-11-19"), kLastSixMonths), T);
  EXPECT_EQ(Now(Point("2024-05-19"), kLastSixMonths), T);
  EXPECT_EQ(Now(Point("2023-05-19"), kMoreThanAYearAgo), T);
  EXPECT_EQ(Now(Point("2023-05-20"), kMoreThanAYearAgo), F);
  EXPECT_EQ(Now(Held("2020-01-01", "2023-11-18"), kLastSixMonths), F);
  EXPECT_EQ(Now(Held("2020-01-01", "2023-11-19"), kLastSixMonths), T);
  EXPECT_EQ(Now(Point("1900"), {}), T);
}

TEST(Overlaps, LeapDays) {
  const TimeWindow year{CalendarOffset{-1, kYear}, CalendarOffset{0, kDay}};
  EXPECT_EQ(Now(Point("2023-02-28"), year, At("2024-02-29")), F);
  EXPECT_EQ(Now(Point("2023-03-01"), year, At("2024-02-29")), T);
  EXPECT_EQ(Now(Point("2024-02-29"), year, At("2025-02-28")), T);
  EXPECT_EQ(Now(Point("2024-02-28"), year, At("2025-02-28")), T);
  EXPECT_EQ(Now(Point("2024-02-27"), year, At("2025-02-28")), F);
  const TimeWindow after{CalendarOffset{0, kDay}, CalendarOffset{1, kYear}};
  EXPECT_EQ(Overlaps(Point("2025-03-01"), after, Point("2024-02-29"), At("2026-01-01")), T);
  EXPECT_EQ(Overlaps(Point("2025-03-02"), after, Point("2024-02-29"), At("2026-01-01")), F);
}

TEST(Overlaps, EndsOfPeriods) {
  EXPECT_EQ(Now(Held("2020-01-01", End::kOngoing), kLastSixMonths), T);
  EXPECT_EQ(Now(Held("2020-01-01", End::kUnknown), kLastSixMonths), U);
  EXPECT_EQ(Now(Held("2024-01-01", End::kUnknown), kLastSixMonths), T);
  EXPECT_EQ(Now(Held("2020-01-01", End::kEnded), kLastSixMonths), U);
  EXPECT_EQ(Now(Held("2020-01-01", End::kUnknown), kMoreThanAYearAgo), T);
  EXPECT_EQ(Now(Held("2024-01-01", End::kOngoing), kMoreThanAYearAgo), F);
  const TimeWindow next_week{CalendarOffset{1, kDay}, CalendarOffset{7, kDay}};
  EXPECT_EQ(Now(Held("2020-01-01", End::kOngoing), next_week), U) << "how much longer it lasts is not known";
  EXPECT_EQ(Now(Held("2020-01-01", "2024-06-30"), next_week), T);
  EXPECT_EQ(Now(Held("2020-01-01", End::kEnded), next_week), F);
  EXPECT_EQ(Now(Held("2024-03-01", "2024-02-01"), kLastSixMonths), U) << "no such period";
}

TEST(Overlaps, UndatedFactsAndAnchors) {
  EXPECT_EQ(Now(Point(""), kLastSixMonths), U);
  EXPECT_EQ(Now(Point(""), kMoreThanAYearAgo), U);
  EXPECT_EQ(Now(Point(""), {}), T);
  EXPECT_EQ(Now(Held("", "2023-01-01"), kLastSixMonths), F) << "over before the window, whenever it began";
  EXPECT_EQ(Now(Held("", "2024-01-01"), kLastSixMonths), T);
  EXPECT_EQ(Now(Held("", End::kOngoing), kLastSixMonths), T);
  EXPECT_EQ(Now(Held("", End::kOngoing), kMoreThanAYearAgo), U);
  EXPECT_EQ(Now(Held("", End::kUnknown), kLastSixMonths), U);
  const TimeWindow after{CalendarOffset{0, kDay}, CalendarOffset{4, kWeek}};
  EXPECT_EQ(Overlaps(Point("2024-05-01"), after, Point(""), At("2024-05-19")), U);
  EXPECT_EQ(Overlaps(Point("2024-05-01"), {}, Point(""), At("2024-05-19")), T);
}

TEST(Overlaps, AnchorsAtTheStartOrTheEndOfAnotherFact) {
  const AsOf as_of = At("2024-06-30");
  TimeWindow window{CalendarOffset{1, kDay}, CalendarOffset{4, kWeek}};
  const FactPeriod chemo = Held("2024-01-01", "2024-03-01");
  EXPECT_EQ(Overlaps(Point("2024-01-01"), window, chemo, as_of), F);
  EXPECT_EQ(Overlaps(Point("2024-01-29"), window, chemo, as_of), T);
  EXPECT_EQ(Overlaps(Point("2024-01-30"), window, chemo, as_of), F);
  window.anchor_point = AnchorPoint::kEnd;
  EXPECT_EQ(Overlaps(Point("2024-01-29"), window, chemo, as_of), F);
  EXPECT_EQ(Overlaps(Point("2024-03-29"), window, chemo, as_of), T);
  EXPECT_EQ(Overlaps(Point("2024-03-30"), window, chemo, as_of), F);
  EXPECT_EQ(Overlaps(Point("2024-03-29"), window, Held("2024-01-01", End::kOngoing), as_of), F);
  EXPECT_EQ(Overlaps(Point("2024-03-29"), window, Held("2024-01-01", End::kUnknown), as_of), U);
}

TEST(Overlaps, TheAnchorIsOneAndTheSameForBothEnds) {
  const TimeWindow day{CalendarOffset{0, kDay}, CalendarOffset{0, kDay}};
  const AsOf as_of = At("2024-06-30");
  EXPECT_EQ(Overlaps(Point("2024-05-05"), day, Point("2024-05"), as_of), U);
  EXPECT_EQ(Overlaps(Point("2024-04-30"), day, Point("2024-05"), as_of), F);
  const TimeWindow month{CalendarOffset{-31, kDay}, CalendarOffset{31, kDay}};
  EXPECT_EQ(Overlaps(Point("2024-05-15"), month, Point("2024-05"), as_of), T);
  // A month before 28 February is 28 January, before 1 March 1 February: no anchor reaches the days between,
  // though some anchors lie early enough and others late enough.
  const TimeWindow month_before{CalendarOffset{-1, kMonth}, CalendarOffset{-1, kMonth}};
  EXPECT_EQ(Overlaps(Point("2023-01-28"), month_before, Point("2023"), as_of), U);
  EXPECT_EQ(Overlaps(Point("2023-01-30"), month_before, Point("2023"), as_of), F);
}

TEST(Overlaps, ZonesDecideCivilDaysAndHoursAreElapsed) {
  const TimeWindow yesterday{CalendarOffset{-1, kDay}, CalendarOffset{-1, kDay}};
  const FactPeriod fact = Point("2024-05-19T15:00:00Z");  // 23:00 in Shanghai
  EXPECT_EQ(Now(fact, yesterday, At("2024-05-19T18:00:00Z")), F);
  EXPECT_EQ(Now(fact, yesterday, At("2024-05-19T18:00:00Z", "Asia/Shanghai")), T);
  const TimeWindow last_day{CalendarOffset{-24, kHour}, CalendarOffset{0, kHour}};
  const AsOf berlin = At("2024-03-31T12:00:00+02:00", "Europe/Berlin");
  EXPECT_EQ(Now(Point("2024-03-30T11:00:00+01:00"), last_day, berlin), T);
  EXPECT_EQ(Now(Point("2024-03-30T10:59:59+01:00"), last_day, berlin), F);
  EXPECT_EQ(Now(Point("2024-03-30"), last_day, berlin), U);
  EXPECT_EQ(Now(Point("2024-03-31"), last_day, berlin), T);
  EXPECT_EQ(Now(Point("2024-03-29"), last_day, berlin), F);
}

TEST(Overlaps, EachEndComparesByItsOwnUnit) {
  const TimeWindow window{CalendarOffset{-1, kDay}, CalendarOffset{-2, kHour}};
  const AsOf as_of = At("2024-05-19T10:00:00Z");
  EXPECT_EQ(Now(Point("2024-05-18T00:00:00Z"), window, as_of), T);
  EXPECT_EQ(Now(Point("2024-05-17T23:59:59Z"), window, as_of), F);
  EXPECT_EQ(Now(Point("2024-05-19T08:00:00Z"), window, as_of), T);
  EXPECT_EQ(Now(Point("2024-05-19T08:00:01Z"), window, as_of), F);
  EXPECT_EQ(Now(Point("2024-05-19"), window, as_of), U);
  // An anchor known to the day: possible for its evening only, which the civil end of the window allows.
  const TimeWindow hours{CalendarOffset{-2, kHour}, CalendarOffset{0, kDay}};
  EXPECT_EQ(Overlaps(Point("2024-05-10T21:59:00Z"), hours, Point("2024-05-10"), as_of), U);
  EXPECT_EQ(Overlaps(Point("2024-05-09T21:59:00Z"), hours, Point("2024-05-10"), as_of), F);
  EXPECT_EQ(Overlaps(Point("2024-05-09T22:30:00Z"), hours, Point("2024-05-10"), as_of), U);
}

TEST(Overlaps, PlansAreNotCutAtAsOf) {
  const TimeWindow month{CalendarOffset{0, kDay}, CalendarOffset{28, kDay}};
  FactPeriod plan = Point("2024-05");
  plan.planned = true;
  EXPECT_EQ(Now(plan, month, At("2024-05-19")), U);
  EXPECT_EQ(Now(plan, month, At("2024-05-01")), U) << "31 May lies beyond 28 days";
  EXPECT_EQ(Now(plan, {CalendarOffset{0, kDay}, CalendarOffset{31, kDay}}, At("2024-05-01")), T);
  plan.start.reset();
  EXPECT_EQ(Now(plan, month), U);
  EXPECT_EQ(Now(plan, {CalendarOffset{0, kDay}, std::nullopt}), T);
}

Truth CoversNow(absl::string_view from, absl::string_view to, const TimeWindow& window,
                const AsOf& as_of = At("2024-05-19")) {
  return Covers({R(from), R(to)}, window, std::nullopt, as_of);
}

TEST(Covers, TheWholeWindowAndNoLess) {
  EXPECT_EQ(CoversNow("2023-11-19", "2024-05-19", kLastSixMonths), T);
  EXPECT_EQ(CoversNow("2023-11-20", "2024-05-19", kLastSixMonths), F);
  EXPECT_EQ(CoversNow("2023-11-19", "2024-05-18", kLastSixMonths), F);
  EXPECT_EQ(CoversNow("2023-11-19", "", kLastSixMonths), T);
  EXPECT_EQ(CoversNow("", "2024-05-19", kLastSixMonths), T);
  EXPECT_EQ(CoversNow("2023", "2024-05-19", kLastSixMonths), U);
  EXPECT_EQ(CoversNow("2023-11", "2024-05-19", kLastSixMonths), U);
  EXPECT_EQ(CoversNow("2023-10", "2024", kLastSixMonths), U);
  EXPECT_EQ(CoversNow("2024-06-01", "2024-01-01", kLastSixMonths), U) << "no such period";
}

TEST(Covers, OpenWindows) {
  EXPECT_EQ(CoversNow("1900", "2024-05-19", {}), F) << "ever is covered only without a start";
  EXPECT_EQ(CoversNow("", "2024-05-19", {}), T);
  EXPECT_EQ(CoversNow("", "2024-05-18", {}), F);
  EXPECT_EQ(CoversNow("", "2023-05-19", kMoreThanAYearAgo), T);
  EXPECT_EQ(CoversNow("", "2023-05-18", kMoreThanAYearAgo), F);
  const TimeWindow since{CalendarOffset{-1, kMonth}, std::nullopt};
  EXPECT_EQ(CoversNow("2024-04-19", "2024-05-19", since), T) << "what lies after as_of does not exist yet";
  EXPECT_EQ(CoversNow("2024-04-20", "2024-05-19", since), F);
}

TEST(Covers, AWindowThatOpensLaterHasNothingToCover) {
  const TimeWindow weeks{CalendarOffset{1, kDay}, CalendarOffset{4, kWeek}};
  EXPECT_EQ(CoversNow("2024-05-19", "2024-05-19", weeks), T);
  EXPECT_EQ(Covers({R("2024-05-02"), R("2024-05-19")}, weeks, Point("2024-05-01"), At("2024-05-19")), T);
  EXPECT_EQ(Covers({R("2024-05-03"), R("2024-05-19")}, weeks, Point("2024-05-01"), At("2024-05-19")), F);
  EXPECT_EQ(Covers({R("2024-05-03"), R("2024-05-19")}, weeks, Point("2024-05"), At("2024-05-19")), U);
  EXPECT_EQ(Covers({R("2024-05-03"), R("2024-05-19")}, weeks, Point(""), At("2024-05-19")), U);
}

TEST(Covers, OnlyAnchorsWhoseWindowHasOpenedCount) {
  // A month after 28 February is 28 March; after 1 March it is 1 April, which is still ahead.
  const TimeWindow month_after{CalendarOffset{1, kMonth}, CalendarOffset{1, kMonth}};
  EXPECT_EQ(Covers({R(""), R("2023-03-28")}, month_after, Point("2023"), At("2023-03-30")), T);
  EXPECT_EQ(Covers({R(""), R("2023-03-27")}, month_after, Point("2023"), At("2023-03-30")), U);
}

TEST(Covers, HoursAreInstants) {
  const TimeWindow last_day{CalendarOffset{-24, kHour}, CalendarOffset{0, kHour}};
  const AsOf as_of = At("2024-05-19T10:00:00Z");
  EXPECT_EQ(CoversNow("2024-05-18T10:00:00Z", "2024-05-19T10:00:00Z", last_day, as_of), T);
  EXPECT_EQ(CoversNow("2024-05-18T10:00:01Z", "2024-05-19T10:00:00Z", last_day, as_of), F);
  EXPECT_EQ(CoversNow("2024-05-18T10:00:00Z", "2024-05-19T09:59:59Z", last_day, as_of), F);
  EXPECT_EQ(CoversNow("2024-05-18", "2024-05-19T10:00:00Z", last_day, as_of), U);
}

TEST(ExistsBy, WhatHasBegunExists) {
  const AsOf as_of = At("2024-05-19T10:00:00Z");
  for (const char* t : {"2024", "2024-05", "2024-05-19", "2024-05-19T10:00:00Z", "2023"}) {
    EXPECT_EQ(ExistsBy(*R(t), as_of), T) << t;
  }
  for (const char* t : {"2025", "2024-06", "2024-05-20", "2024-05-19T10:00:01Z"})
    EXPECT_EQ(ExistsBy(*R(t), as_of), F);
  EXPECT_EQ(ExistsBy(*R("2024-05-20"), At("2024-05-19T18:00:00Z", "Asia/Shanghai")), T);
}

TEST(Compare, OrdersMomentsThatMayBeImprecise) {
  const struct {
    const char *a, *b;
    Order order;
  } kCases[] = {
      {"2024-05-19", "2024-05-20", Order::kBefore},
      {"2024-05-19", "2024-05-19", Order::kSame},
      {"2024-05", "2024-06-01", Order::kBefore},
      {"2024-05", "2024-05-31", Order::kUnknown},
      {"2024-05", "2024-05", Order::kUnknown},
      {"2024", "2023-12-31", Order::kAfter},
      {"2024-05-19", "2024-05-19T10:00:00Z", Order::kUnknown},
      {"2024-05-19", "2024-05-20T10:00:00Z", Order::kBefore},
      {"2024-05-19T10:00:00Z", "2024-05-19T18:00:00+08:00", Order::kSame},
      {"2024-05-19T10:00:00Z", "2024-05-19T10:00:00.001Z", Order::kBefore},
  };
  for (const auto& c : kCases) {
    Order mirrored = c.order;
    if (c.order == Order::kBefore) mirrored = Order::kAfter;
    if (c.order == Order::kAfter) mirrored = Order::kBefore;
    EXPECT_EQ(Compare(*R(c.a), *R(c.b), absl::UTCTimeZone()), c.order) << c.a << " " << c.b;
    EXPECT_EQ(Compare(*R(c.b), *R(c.a), absl::UTCTimeZone()), mirrored) << c.a << " " << c.b;
  }
  EXPECT_EQ(Compare(*R("2024-05-19"), *R("2024-05-19T18:00:00Z"), *ParseZone("Asia/Shanghai")),
            Order::kBefore);
}

// The slow definition: every day that each date may be, in every combination.
class Brute {
 public:
  explicit Brute(int seed) : random_(seed) {}

  int Below(int n) { return static_cast<int>(random_() % n); }
  // Within some five weeks of as_of, so that dates, months and windows meet often; sometimes absent.
  std::optional<RecordedTime> Date(int absent_of_ten) {
    if (Below(10) < absent_of_ten) return std::nullopt;
    return R(absl::FormatCivilTime(today - 34 + Below(40)).substr(0, Below(3) == 0 ? 7 : 10));
  }
  FactPeriod Fact() {
    FactPeriod fact;
    do fact.start = Date(2);
    while (fact.start && ExistsBy(*fact.start, as_of) == F);
    fact.point = Below(2) == 0;
    fact.end = Date(5);
    fact.end_kind = fact.end ? End::kEnded : static_cast<End>(Below(3));
    return fact;
  }
  std::optional<CalendarOffset> Offset(int from) {
    if (Below(6) == 0) return std::nullopt;
    return Below(4) == 0 ? CalendarOffset{from < 0 ? -1 : 0, Below(2) == 0 ? kMonth : kWeek}
                         : CalendarOffset{from + Below(25), kDay};
  }
  TimeWindow Window() {
    TimeWindow window{Offset(-25), Offset(0)};
    if (Below(2) == 0 && window.start && window.end) {  // move both to one side
      window = {CalendarOffset{Below(8) - 12, kDay}, CalendarOffset{Below(6) - 4, kDay}};
    }
    window.anchor_point = Below(2) == 0 ? AnchorPoint::kStart : AnchorPoint::kEnd;
    return window;
  }

  using Days = std::vector<CivilDay>;
  struct Pair {
    CivilDay start, end;
  };
  // `far` days beyond as_of stand for any time.
  std::vector<Pair> Pairs(const FactPeriod& fact) const {
    std::vector<Pair> pairs;
    for (CivilDay s : DaysOf(fact.start, today - kFar, today, /*cut=*/true)) {
      if (fact.point) {
        pairs.push_back({s, s});
        continue;
      }
      const bool ended = fact.end_kind == End::kEnded, ongoing = fact.end_kind == End::kOngoing;
      for (CivilDay e :
           DaysOf(fact.end, ongoing ? today : today - kFar, ended ? today : today + kFar, false)) {
        if (s <= e) pairs.push_back({s, e});
      }
    }
    return pairs;
  }
  Days Anchors(const TimeWindow& window, const std::optional<FactPeriod>& anchor) const {
    if (!anchor) return {today};
    std::vector<bool> seen(2 * kFar + 1);
    for (const Pair& p : Pairs(*anchor)) {
      seen[(window.anchor_point == AnchorPoint::kStart ? p.start : p.end) - (today - kFar)] = true;
    }
    Days days;
    for (int i = 0; i <= 2 * kFar; ++i) {
      if (seen[i]) days.push_back(today - kFar + i);
    }
    return days;
  }
  Days DaysOf(const std::optional<RecordedTime>& t, CivilDay first, CivilDay last, bool cut) const {
    const DaySpan span = t ? t->Days(as_of) : DaySpan{first, last};
    Days days;
    for (CivilDay d = span.first; d <= span.last && !(cut && d > today); ++d) days.push_back(d);
    return days;
  }

  static constexpr int kFar = 130;
  const CivilDay today = CivilDay(2024, 3, 15);
  const AsOf as_of{absl::FromCivil(absl::CivilHour(2024, 3, 15, 10), absl::UTCTimeZone()),
                   absl::UTCTimeZone()};

 private:
  std::mt19937 random_;
};

Truth FromCounts(bool any, bool not_all) { return !not_all ? (any ? T : U) : any ? U : F; }

TEST(Overlaps, AgreesWithEveryCombinationOfDays) {
  Brute brute(20240519);
  int seen[3] = {0, 0, 0};
  for (int i = 0; i < 4000; ++i) {
    const FactPeriod fact = brute.Fact();
    const TimeWindow window = brute.Window();
    std::optional<FactPeriod> anchor;
    if (brute.Below(3) != 0) anchor = brute.Fact();
    bool any = false, not_all = false;
    const std::vector<Brute::Pair> pairs = brute.Pairs(fact);
    for (CivilDay a : brute.Anchors(window, anchor)) {
      const CivilDay ws = window.start ? AddOffset(a, *window.start) : CivilDay(1);
      const CivilDay we = window.end ? AddOffset(a, *window.end) : CivilDay(9999);
      for (const Brute::Pair& p : pairs) (p.start <= we && p.end >= ws ? any : not_all) = true;
      if (any && not_all) break;
    }
    const Truth truth = Overlaps(fact, window, anchor, brute.as_of);
    ++seen[static_cast<int>(truth)];
    ASSERT_EQ(truth, FromCounts(any, not_all)) << "round " << i;
  }
  for (int count : seen) EXPECT_GT(count, 300);
}

TEST(Covers, AgreesWithEveryCombinationOfDays) {
  Brute brute(20240520);
  int seen[3] = {0, 0, 0};
  for (int i = 0; i < 4000; ++i) {
    const CoveredPeriod covered{brute.Date(4), brute.Date(4)};
    TimeWindow window = brute.Window();
    std::optional<FactPeriod> anchor;
    if (brute.Below(3) != 0) anchor = brute.Fact();
    bool any = false, not_all = false;
    for (CivilDay a : brute.Anchors(window, anchor)) {
      // Without a start the window begins before every dated statement.
      const CivilDay ws = window.start ? AddOffset(a, *window.start) : CivilDay(1);
      const CivilDay we = std::min(window.end ? AddOffset(a, *window.end) : CivilDay(9999), brute.today);
      for (CivilDay f : brute.DaysOf(covered.from, CivilDay(1), CivilDay(1), false)) {
        for (CivilDay t : brute.DaysOf(covered.to, CivilDay(9999), CivilDay(9999), false)) {
          if (f <= t) (ws > brute.today || (f <= ws && we <= t) ? any : not_all) = true;
        }
      }
    }
    const Truth truth = Covers(covered, window, anchor, brute.as_of);
    ++seen[static_cast<int>(truth)];
    ASSERT_EQ(truth, FromCounts(any, not_all)) << "round " << i;
  }
  for (int count : seen) EXPECT_GT(count, 300);
}

}  // namespace
}  // namespace trialmatch
