// Amounts compare as exactly as the numbers they stand for.
#include "matching/amount_interval.h"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

#include "matching/amount_selection.h"
#include "matching/selection.h"
#include "tests/support/random_source.h"
#include "tests/support/random_world.h"

namespace trialmatch {
namespace {

int Sign(int order) { return (order > 0) - (order < 0); }

TEST(AmountTest, TellsApartWhatNoDoubleCan) {
  const Rational one = 1;
  const Rational more = one + PowerOfTen(-30);
  EXPECT_EQ(Sign(Compare(Amount(one), Amount(more))), -1);
  EXPECT_EQ(Sign(Compare(Amount(more), Amount(one))), 1);
  EXPECT_EQ(Sign(Compare(Amount(more), Amount(more))), 0);
  EXPECT_EQ(Sign(Compare(Amount(Rational(1, 3)), Amount(Rational(2, 6)))), 0);
}

TEST(AmountTest, ComparesWhatIsTooGreatOrTooSmallForADouble) {
  const Rational huge = PowerOfTen(400), tiny = PowerOfTen(-400);
  EXPECT_EQ(Sign(Compare(Amount(huge), Amount(Rational(huge + 1)))), -1);
  EXPECT_EQ(Sign(Compare(Amount(Rational(-huge)), Amount(huge))), -1);
  EXPECT_EQ(Sign(Compare(Amount(tiny), Amount(Rational(2 * tiny)))), -1);
  EXPECT_EQ(Sign(Compare(Amount(Rational(0)), Amount(tiny))), -1);
  EXPECT_EQ(Sign(Compare(Amount(huge), Amount(Rational(1)))), 1);
}

TEST(AmountTest, ComparesProductsExactly) {
  const auto third = std::make_shared<const Amount::Factor>(Rational(1, 3));
  const auto sixth = std::make_shared<const Amount::Factor>(Rational(1, 6));
  const auto amount = [](const char* value, std::shared_ptr<const Amount::Factor> factor) {
    return Amount(*Decimal::Parse(value), std::move(factor));
  };
  EXPECT_EQ(Sign(Compare(amount("0.1", third), amount("0.2", sixth))), 0);
  EXPECT_EQ(Sign(Compare(amount("0.3", third), amount("0.1", nullptr))), 0);
  EXPECT_EQ(Sign(Compare(amount("0.30000000000000001", third), amount("0.1", nullptr))), 1);
  EXPECT_EQ(Sign(Compare(amount("0.1", third), amount("0.10000000000000001", third))), -1);
  EXPECT_EQ(Sign(Compare(amount("0.10000000000000001", nullptr), amount("0.1", nullptr))), 1);
}

// Few numbers, so that ends meet.
std::optional<ValueInterval::End> RandomEnd(RandomSource& random) {
  if (random.Chance(25)) return std::nullopt;
  return ValueInterval::End{Rational(static_cast<int>(random.Below(4)), 3), random.Chance(50)};
}

TEST(AmountIntervalTest, LiesWithinARangeAsItsNumbersDo) {
  RandomSource random(TestSeed());
  int compared = 0;
  for (int i = 0; i < 20'000; ++i) {
    const auto value = ValueInterval::Make(RandomEnd(random), RandomEnd(random));
    const auto range = ValueInterval::Make(RandomEnd(random), RandomEnd(random));
    if (!value.ok() || !range.ok()) continue;
    const AmountInterval amount(*value), within(*range);
    const Truth lower = amount.ReachesLowerOf(within), upper = amount.KeepsUpperOf(within);
    EXPECT_EQ(And(lower, upper), Within(*value, *range));
    EXPECT_EQ(lower, Within(*value, *ValueInterval::Make(range->lower(), std::nullopt)));
    EXPECT_EQ(upper, Within(*value, *ValueInterval::Make(std::nullopt, range->upper())));
    ++compared;
  }
  EXPECT_GT(compared, 5'000);
}

// Values that may or may not count, at times that overlap, each with any truth that its ends leave.
TEST(SelectAmountTest, SelectsAsTheDefinitionDoes) {
  RandomSource random(TestSeed());
  const LimitOfNormal one{*Decimal::Parse("1"), "g", false, false},
      two{*Decimal::Parse("2"), "g", false, false};
  const std::vector<Truth> truths = {Truth::kFalse, Truth::kUnknown, Truth::kTrue};
  for (int i = 0; i < 50'000; ++i) {
    std::vector<ObservedValue> defined;
    std::vector<JudgedAmount> amounts;
    const bool limited = random.Chance(50);
    bool one_limit = true;
    for (size_t n = 1 + random.Below(3); n > 0; --n) {
      JudgedAmount amount;
      amount.certain = random.Chance(60);
      amount.taken.earliest = absl::UnixEpoch() + absl::Hours(static_cast<int>(random.Below(4)));
      amount.taken.latest = amount.taken.earliest + absl::Hours(static_cast<int>(random.Below(3)));
      amount.reaches_min = truths[random.Below(3)];
      amount.keeps_max = truths[random.Below(3)];
      amount.truth = And(amount.reaches_min, amount.keeps_max);
      amounts.push_back(amount);
      ObservedValue value;
      value.counts.truth = amount.certain ? Truth::kTrue : Truth::kUnknown;
      value.taken = amount.taken;
      value.judgement.truth = amount.truth;
      value.judgement.reaches_min = amount.reaches_min;
      value.judgement.keeps_max = amount.keeps_max;
      if (limited) value.judgement.limit = random.Chance(50) ? one : two;
      defined.push_back(value);
      if (limited) one_limit = one_limit && value.judgement.limit->value == defined[0].judgement.limit->value;
    }
    for (const Selection selection :
         {Selection::kLatest, Selection::kAny, Selection::kAll, Selection::kMinimum, Selection::kMaximum}) {
      ASSERT_EQ(SelectAmount(selection, one_limit, amounts), Select(selection, defined).truth)
          << static_cast<int>(selection) << ", round " << i;
    }
  }
}

}  // namespace
}  // namespace trialmatch
