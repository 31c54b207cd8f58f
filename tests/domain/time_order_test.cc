#include "domain/time_order.h"

#include <gtest/gtest.h>

#include <optional>

namespace trialmatch {
namespace {

ClockRange Range(ClockBound min, ClockBound max) { return {min, max}; }

TEST(TimeOrderTest, BoundsOfOneFamilyAreComparedExactly) {
  const ClockBound days28{28, TimeUnit::kDay}, weeks4{4, TimeUnit::kWeek};
  EXPECT_FALSE(CertainlyEmpty(Range(days28, weeks4)));
  EXPECT_FALSE(CertainlyEmpty(Range({34, TimeUnit::kDay}, weeks4)));
  EXPECT_TRUE(CertainlyEmpty(Range({35, TimeUnit::kDay}, weeks4)));
  EXPECT_TRUE(CertainlyEmpty(Range(days28, {4, TimeUnit::kWeek, std::nullopt, true})));
  EXPECT_FALSE(CertainlyEmpty(Range({30, TimeUnit::kDay}, {4, TimeUnit::kWeek, 2})));
  EXPECT_TRUE(CertainlyEmpty(Range({31, TimeUnit::kDay}, {4, TimeUnit::kWeek, 2})));
  // More than 28 days is 29 at least.
  EXPECT_TRUE(CertainlyEmpty(Range({28, TimeUnit::kDay, std::nullopt, true}, days28)));
  EXPECT_FALSE(CertainlyEmpty(Range(days28, days28)));
  EXPECT_FALSE(CertainlyEmpty(Range({2, TimeUnit::kYear}, {24, TimeUnit::kMonth})));
  EXPECT_TRUE(CertainlyEmpty(Range({2, TimeUnit::kYear}, {23, TimeUnit::kMonth})));
  EXPECT_TRUE(CertainlyEmpty(Range({61, TimeUnit::kMinute}, {1, TimeUnit::kHour, std::nullopt, true})));
}

TEST(TimeOrderTest, BoundsOfTwoFamiliesOnlyWhereNoCalendarDoubts) {
  EXPECT_FALSE(CertainlyEmpty(Range({62, TimeUnit::kDay}, {1, TimeUnit::kMonth})));
  EXPECT_TRUE(CertainlyEmpty(Range({80, TimeUnit::kDay}, {1, TimeUnit::kMonth})));
  EXPECT_FALSE(CertainlyEmpty(Range({48, TimeUnit::kHour}, {1, TimeUnit::kDay})));
  EXPECT_TRUE(CertainlyEmpty(Range({97, TimeUnit::kHour}, {1, TimeUnit::kDay})));
  EXPECT_TRUE(CertainlyEmpty(Range({1'000'000, TimeUnit::kYear}, {1'000'000, TimeUnit::kMinute})));
}

TEST(TimeOrderTest, HalfARangeIsNotEmpty) {
  EXPECT_FALSE(CertainlyEmpty({}));
  EXPECT_FALSE(CertainlyEmpty({ClockBound{5, TimeUnit::kYear}, std::nullopt}));
}

TEST(TimeOrderTest, Offsets) {
  EXPECT_TRUE(CertainlyAfter({0, TimeUnit::kDay}, {-1, TimeUnit::kDay}));
  EXPECT_FALSE(CertainlyAfter({-4, TimeUnit::kWeek}, {-28, TimeUnit::kDay}));
  EXPECT_FALSE(CertainlyAfter({-30, TimeUnit::kDay}, {-1, TimeUnit::kMonth}));
  EXPECT_TRUE(CertainlyAfter({-20, TimeUnit::kDay}, {-1, TimeUnit::kMonth}));
  EXPECT_FALSE(CertainlyAfter({-1, TimeUnit::kYear}, {0, TimeUnit::kDay}));
}

}  // namespace
}  // namespace trialmatch
