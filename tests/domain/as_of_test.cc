#include "domain/as_of.h"

#include <string>

#include "gtest/gtest.h"

namespace trialmatch {
namespace {

absl::Time At(int year, int month, int day, int hour) {
  return absl::FromCivil(absl::CivilHour(year, month, day, hour), absl::UTCTimeZone());
}

TEST(AsOf, TodayDependsOnTheZone) {
  const absl::Time instant = At(2024, 5, 19, 18);
  EXPECT_EQ(Today(*MakeAsOf(instant, "Z")), absl::CivilDay(2024, 5, 19));
  EXPECT_EQ(Today(*MakeAsOf(instant, "UTC")), absl::CivilDay(2024, 5, 19));
  EXPECT_EQ(Today(*MakeAsOf(instant, "Asia/Shanghai")), absl::CivilDay(2024, 5, 20));
  EXPECT_EQ(Today(*MakeAsOf(instant, "+08:00")), absl::CivilDay(2024, 5, 20));
  EXPECT_EQ(Today(*MakeAsOf(instant, "+05:59")), absl::CivilDay(2024, 5, 19));
  EXPECT_EQ(Today(*MakeAsOf(At(2024, 5, 19, 3), "-03:30")), absl::CivilDay(2024, 5, 18));
}

TEST(AsOf, RefusesZonesThatAreUnknownOrDependOnTheMachine) {
  for (const std::string& name :
       {std::string(""), std::string("Mars/Base"), std::string("localtime"), std::string("posixrules"),
        std::string("right/UTC"), std::string("/etc/localtime"), std::string("../zoneinfo/UTC"),
        std::string("America"), std::string("Asia/../UTC"), std::string("file:UTC"),
        std::string("Fixed/UTC+08:00:00"), std::string("Factory"), std::string("+8:00"), std::string("+0800"),
        std::string("+14:01"), std::string("+09:60"), std::string("z"), std::string(100, 'A')}) {
    const absl::StatusOr<AsOf> as_of = MakeAsOf(At(2024, 5, 19, 0), name);
    EXPECT_EQ(as_of.status().code(), absl::StatusCode::kInvalidArgument) << name;
  }
}

TEST(AsOf, RefusesInstantsOutsideTheCalendar) {
  EXPECT_FALSE(MakeAsOf(absl::InfiniteFuture(), "Z").ok());
  EXPECT_FALSE(MakeAsOf(absl::InfinitePast(), "Z").ok());
  EXPECT_FALSE(MakeAsOf(At(10000, 1, 1, 0), "Z").ok());
  EXPECT_FALSE(MakeAsOf(At(0, 12, 31, 23), "Z").ok());
  EXPECT_TRUE(MakeAsOf(At(9999, 12, 31, 23), "Z").ok());
  EXPECT_FALSE(MakeAsOf(At(9999, 12, 31, 23), "+01:00").ok());
  EXPECT_TRUE(MakeAsOf(At(1, 1, 1, 0), "Z").ok());
}

TEST(ParseOffsetMinutes, ReadsSignsAndLimits) {
  EXPECT_EQ(ParseOffsetMinutes("Z"), 0);
  EXPECT_EQ(ParseOffsetMinutes("-00:00"), 0);
  EXPECT_EQ(ParseOffsetMinutes("+05:45"), 345);
  EXPECT_EQ(ParseOffsetMinutes("-14:00"), -840);
  EXPECT_EQ(ParseOffsetMinutes("UTC"), std::nullopt);
}

}  // namespace
}  // namespace trialmatch
