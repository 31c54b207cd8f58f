#include "client/options/flag_values.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "trialmatch/v1/eligibility_service.pb.h"
#include "trialmatch/v1/trial.pb.h"

namespace trialmatch::client {
namespace {

using ::testing::ElementsAre;

// 2024-05-19T02:05:00Z
const absl::Time kNow = absl::FromUnixSeconds(1716084300);

TEST(ParseAsOf, ADateIsItsLastSecondInTheZone) {
  const auto as_of = ParseAsOf("2024-05-19", "Asia/Shanghai", kNow);
  ASSERT_TRUE(as_of.ok());
  EXPECT_EQ(as_of->instant().seconds(), 1716134399);  // 2024-05-19T23:59:59+08:00
  EXPECT_EQ(as_of->time_zone(), "Asia/Shanghai");
  EXPECT_EQ(ParseAsOf("2024-05-19", "", kNow)->instant().seconds(), 1716163199);
  EXPECT_EQ(ParseAsOf("2024-05-19", "+08:00", kNow)->instant().seconds(), 1716134399);
  EXPECT_EQ(ParseAsOf("2024-05-19", "-03:30", kNow)->instant().seconds(), 1716175799);
}

TEST(ParseAsOf, ATimeBringsItsOwnZone) {
  const auto as_of = ParseAsOf("2024-05-19T10:05:00.25+08:00", "", kNow);
  ASSERT_TRUE(as_of.ok());
  EXPECT_EQ(as_of->instant().seconds(), 1716084300);
  EXPECT_EQ(as_of->instant().nanos(), 250'000'000);
  EXPECT_EQ(as_of->time_zone(), "+08:00");
  EXPECT_EQ(ParseAsOf("2024-05-19T02:05:00Z", "", kNow)->time_zone(), "UTC");
  EXPECT_EQ(ParseAsOf("2024-05-19T02:05:00Z", "Asia/Tokyo", kNow)->time_zone(), "Asia/Tokyo");
}

TEST(ParseAsOf, ATimeBefore1970HasPositiveNanos) {
  const auto as_of = ParseAsOf("1969-12-31T23:59:59.75Z", "", kNow);
  ASSERT_TRUE(as_of.ok());
  EXPECT_EQ(as_of->instant().seconds(), -1);
  EXPECT_EQ(as_of->instant().nanos(), 750'000'000);
}

TEST(ParseAsOf, AZoneAloneMeansNow) {
  EXPECT_EQ(ParseAsOf("", "Asia/Tokyo", kNow)->instant().seconds(), 1716084300);
}

TEST(ParseAsOf, RefusesWhatIsNoTimeOrZone) {
  for (const char* text : {"2024-02-30", "2024-05", "2024-05-19T10:05:00", "noon"}) {
    EXPECT_FALSE(ParseAsOf(text, "", kNow).ok()) << text;
  }
  EXPECT_FALSE(ParseAsOf("2024-05-19", "Mars/Olympus", kNow).ok());
}

TEST(ParseTimeOffset, KnowsTheUnits) {
  EXPECT_EQ(ParseTimeOffset("30d")->unit(), v1::TIME_UNIT_DAY);
  EXPECT_EQ(ParseTimeOffset("30d")->count(), 30);
  EXPECT_EQ(ParseTimeOffset("6mo")->unit(), v1::TIME_UNIT_MONTH);
  EXPECT_EQ(ParseTimeOffset("90min")->unit(), v1::TIME_UNIT_MINUTE);
  for (const char* text : {"30", "d", "-1d", "1.5d", "30m", "1000001d", ""}) {
    EXPECT_FALSE(ParseTimeOffset(text).ok()) << text;
  }
}

TEST(ParseTimeout, ZeroIsNone) {
  EXPECT_EQ(*ParseTimeout("0"), absl::ZeroDuration());
  EXPECT_EQ(*ParseTimeout("1m30s"), absl::Seconds(90));
  for (const char* text : {"30", "-1s", "inf", ""}) EXPECT_FALSE(ParseTimeout(text).ok()) << text;
}

TEST(ParseCode, SplitsAtTheLastBar) {
  EXPECT_EQ(ParseCode("http://a|b|c")->system(), "http://a|b");
  EXPECT_EQ(ParseCode("http://a|b|c")->code(), "c");
  for (const char* text : {"abc", "|c", "a|", ""}) EXPECT_FALSE(ParseCode(text).ok()) << text;
}

TEST(ParseNear, TakesSouthAndWest) {
  EXPECT_EQ(ParseNear("-33.9,-151.2,50")->center().latitude(), -33.9);
  for (const char* text : {"1,2", "1,2,0", "1,181,5", "nan,1,1", "1,2,20041", "1,2,3,4"}) {
    EXPECT_FALSE(ParseNear(text).ok()) << text;
  }
}

TEST(ParseEnumWord, TakesNamesWithoutTheirPrefix) {
  EXPECT_THAT(EnumWords(*v1::MatchScope_descriptor()), ElementsAre("related", "all"));
  EXPECT_EQ(*ParseEnumWord(*v1::RecruitmentStatus_descriptor(), "Active-not_recruiting"),
            v1::RECRUITMENT_STATUS_ACTIVE_NOT_RECRUITING);
  EXPECT_FALSE(ParseEnumWord(*v1::MatchScope_descriptor(), "unspecified").ok());
}

TEST(ResourceName, TakesBothForms) {
  EXPECT_EQ(ResourceName("trials", "NCT1"), "trials/NCT1");
  EXPECT_EQ(ResourceName("trials", "trials/NCT1"), "trials/NCT1");
}

}  // namespace
}  // namespace trialmatch::client
