#include "service/answer_hold.h"

#include "gtest/gtest.h"

namespace trialmatch {
namespace {

using std::chrono::microseconds;

constexpr AnswerHold::Moment kStart = AnswerHold::Moment() + std::chrono::hours(1);

TEST(AnswerHold, HoldsQuickAnswersForAMillisecondAtMost) {
  AnswerHold hold;
  for (int batch = 0; batch < 2; ++batch) {
    for (int i = 0; i < 9; ++i) {
      EXPECT_EQ(hold.Next(false, kStart + microseconds(100 * (10 * batch + i))), Delivery::kWithNext) << i;
    }
    hold.Next(true, kStart + microseconds(100 * (10 * batch + 9)));
  }
  AnswerHold longer;
  int held = 0;
  while (longer.Next(false, kStart + microseconds(100 * held)) == Delivery::kWithNext) ++held;
  EXPECT_EQ(held, 10);
}

TEST(AnswerHold, HoldsNoAnswerForOneThatTakesLong) {
  AnswerHold hold;
  hold.Next(true, kStart);
  for (int i = 1; i < 5; ++i) {
    EXPECT_EQ(hold.Next(false, kStart + microseconds(1'100 * i)), Delivery::kNow) << i;
  }
}

TEST(AnswerHold, TakesAlongWhatWaitsWithTheLastOfABatch) {
  AnswerHold hold;
  EXPECT_EQ(hold.Next(false, kStart), Delivery::kWithNext);
  EXPECT_EQ(hold.Next(true, kStart + microseconds(10)), Delivery::kNow);
  // Nothing waits any more: the millisecond begins anew.
  EXPECT_EQ(hold.Next(false, kStart + microseconds(600)), Delivery::kWithNext);
  EXPECT_EQ(hold.Next(false, kStart + microseconds(1'050)), Delivery::kWithNext);
}

}  // namespace
}  // namespace trialmatch
