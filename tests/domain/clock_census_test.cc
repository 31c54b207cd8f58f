// Clocks with imprecise origins against every day that the origin may be.
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "domain/calendar.h"
#include "domain/clock.h"
#include "gtest/gtest.h"
#include "tests/domain/clock_test_support.h"

namespace trialmatch {
namespace {

using absl::CivilDay;

// What every possible origin says, one day at a time.
class Census {
 public:
  void Count(bool holds) { (holds ? any_ : not_all_) = true; }
  Truth truth() const { return !not_all_ ? T : any_ ? U : F; }

 private:
  bool any_ = false, not_all_ = false;
};

bool HoldsFor(const ClockRange& range, CivilDay origin, CivilDay today) {
  const auto plus = [&](const ClockBound& b, int64_t more) {
    return b.extra_days ? origin + (7 * b.value + *b.extra_days + more)
                        : AddOffset(origin, {b.value + more, b.unit});
  };
  if (range.min && !(range.min->exclusive ? plus(*range.min, 0) < today : plus(*range.min, 0) <= today))
    return false;
  return !range.max || today < plus(*range.max, range.max->exclusive ? 0 : 1);
}

class RandomClocks {
 public:
  explicit RandomClocks(int seed) : random_(seed) {}
  int Below(int n) { return static_cast<int>(random_() % n); }
  std::optional<ClockBound> Bound() {
    if (Below(5) == 0) return std::nullopt;
    constexpr TimeUnit kUnits[] = {kDay, kWeek, kMonth, kYear};
    constexpr int kMost[] = {90, 12, 4, 2};
    const int u = Below(4);
    ClockBound bound{Below(kMost[u]), kUnits[u], std::nullopt, Below(2) == 0};
    if (kUnits[u] == kWeek && Below(2) == 0) bound.extra_days = Below(7);
    return bound;
  }
  RecordedTime Birth() {
    const CivilDay day = CivilDay(2023, 12, 1) + Below(120);
    return R(absl::FormatCivilTime(day).substr(0, Below(3) == 0 ? 7 : 10));
  }

 private:
  std::mt19937 random_;
};

TEST(EvaluateClock, AgreesWithEveryDayOfAnImpreciseOrigin) {
  RandomClocks random(20240519);
  int seen[3] = {0, 0, 0};
  for (int i = 0; i < 15000; ++i) {
    const ClockRange range{random.Bound(), random.Bound()};
    const CivilDay today = CivilDay(2024, 1, 15) + random.Below(150);
    const AsOf as_of{absl::FromCivil(absl::CivilHour(today) + random.Below(24), absl::UTCTimeZone()),
                     absl::UTCTimeZone()};
    const bool stated = random.Below(2) == 0;
    const RecordedTime date = random.Birth();
    const DaySpan given = date.Days(as_of);
    Census census;
    ClockOrigin origin;
    if (given.first > today) continue;
    if (stated) {
      const TimeUnit unit = random.Below(2) == 0 ? kWeek : kMonth;
      const int value = random.Below(4);
      origin = OriginFromStatedAge(value, unit, date, as_of);
      for (CivilDay o = given.first - 200; o <= given.last; ++o) {
        bool possible = false;
        for (CivilDay d = given.first; d <= given.last && d <= today; ++d) {
          possible |= o <= d && CompletedUnits(o, d, unit) == value;
        }
        if (possible) census.Count(HoldsFor(range, o, today));
      }
    } else {
      origin = OriginOf(date, as_of);
      for (CivilDay o = given.first; o <= given.last && o <= today; ++o)
        census.Count(HoldsFor(range, o, today));
    }
    const Truth truth = EvaluateClock(range, origin, as_of).truth;
    ASSERT_EQ(ClockTruth(range, origin, as_of), truth);
    ++seen[static_cast<int>(truth)];
    ASSERT_EQ(truth, census.truth()) << "round " << i << " date " << date.ToString() << " today " << today;
  }
  for (int count : seen) EXPECT_GT(count, 500);
}

TEST(GestationClocks, AgreeWithEveryDayOfAnImpreciseBirthAndGestation) {
  RandomClocks random(37);
  int seen[3] = {0, 0, 0};
  for (int i = 0; i < 20000; ++i) {
    const CivilDay today = CivilDay(2024, 4, 1) + random.Below(120);
    const AsOf as_of{absl::FromCivil(today, absl::UTCTimeZone()), absl::UTCTimeZone()};
    const RecordedTime birth = random.Birth();
    GestationalAge age{34 + random.Below(5), {}};
    if (random.Below(2) == 0) age.days = random.Below(7);
    const bool corrected = random.Below(2) == 0;
    const int64_t around = corrected ? 30 : 300;
    const ClockRange range{ClockBound{around + random.Below(60), kDay, {}, random.Below(2) == 0},
                           ClockBound{around + 60 + random.Below(60), kDay, {}, random.Below(2) == 0}};
    Census census;
    const DaySpan given = birth.Days(as_of);
    for (CivilDay b = given.first; b <= given.last; ++b) {
      for (int g = age.MinDays(); g <= age.MaxDays(); ++g) {
        census.Count(HoldsFor(range, corrected ? b + (g < 259 ? 280 - g : 0) : b - g, today));
      }
    }
    const ClockOrigin origin = OriginOf(birth, as_of);
    const Truth truth =
        EvaluateClock(range, corrected ? CorrectedOrigin(origin, age) : PostmenstrualOrigin(origin, age),
                      as_of)
            .truth;
    ++seen[static_cast<int>(truth)];
    ASSERT_EQ(truth, census.truth()) << "round " << i << " birth " << birth.ToString() << " today " << today;
  }
  for (int count : seen) EXPECT_GT(count, 1000);
}

}  // namespace
}  // namespace trialmatch
