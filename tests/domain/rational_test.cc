#include "domain/rational.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

namespace trialmatch {
namespace {

using Wide = boost::multiprecision::cpp_rational;

Wide ToWide(const Rational& value) { return Wide(numerator(value), denominator(value)); }

// The same value made of the same parts: lowest terms, whether it fits in words or not.
void ExpectSame(const Rational& value, const Wide& wide) {
  EXPECT_EQ(value.str(), wide.str());
  EXPECT_EQ(value,
            Rational(boost::multiprecision::numerator(wide), boost::multiprecision::denominator(wide)));
}

// Small ones, such as meet at bounds, and those around what fits in 64 bits.
std::vector<Rational> Numbers() {
  constexpr int64_t kMost = std::numeric_limits<int64_t>::max(), kLeast = std::numeric_limits<int64_t>::min();
  std::vector<Rational> numbers = {Rational(),          Rational(kMost),         Rational(-kMost),
                                   Rational(kLeast),    Rational(kLeast, kMost), Rational(kMost, kLeast),
                                   Rational(1, kLeast), PowerOfTen(18),          PowerOfTen(19),
                                   PowerOfTen(-18),     PowerOfTen(-19),         PowerOfTen(60),
                                   PowerOfTen(-60)};
  for (const int64_t top : {-7, -1, 1, 2, 3, 12, 1249}) {
    for (const int64_t bottom : {-6, 1, 2, 3, 1000}) numbers.push_back(Rational(top, bottom));
  }
  std::mt19937_64 random(1);
  for (int i = 0; i < 40; ++i) {
    const int shift = static_cast<int>(random() % 63);
    const auto top = static_cast<int64_t>(random()) >> shift;
    const auto bottom = static_cast<int64_t>(random() >> 1 >> random() % 62) + 1;
    numbers.push_back(Rational(top, bottom));
  }
  return numbers;
}

TEST(RationalTest, CountsAsNumbersOfAnySizeDo) {
  const std::vector<Rational> numbers = Numbers();
  for (const Rational& a : numbers) {
    ExpectSame(-a, -ToWide(a));
    for (const Rational& b : numbers) {
      SCOPED_TRACE(a.str() + " and " + b.str());
      ExpectSame(a + b, ToWide(a) + ToWide(b));
      ExpectSame(a - b, ToWide(a) - ToWide(b));
      ExpectSame(a * b, ToWide(a) * ToWide(b));
      if (b != 0) ExpectSame(a / b, ToWide(a) / ToWide(b));
      EXPECT_EQ(a < b, ToWide(a) < ToWide(b));
      EXPECT_EQ(a > b, ToWide(a) > ToWide(b));
      EXPECT_EQ(a == b, ToWide(a) == ToWide(b));
    }
  }
}

TEST(RationalTest, HasOneFormForOneValue) {
  EXPECT_EQ(Rational(2, -6), Rational(-1, 3));
  EXPECT_EQ(Rational(2, -6).str(), "-1/3");
  EXPECT_EQ(Rational(0, -6).str(), "0");
  // Out of the words and back again.
  EXPECT_EQ(PowerOfTen(40) * PowerOfTen(-39), Rational(10));
  EXPECT_EQ(PowerOfTen(19) - PowerOfTen(19), Rational());
  EXPECT_THROW(Rational(1) / Rational(), std::overflow_error);
  EXPECT_THROW(PowerOfTen(40) / Rational(), std::overflow_error);
}

TEST(RationalTest, IsNearItsDouble) {
  EXPECT_DOUBLE_EQ(Rational(1, 3).ToDouble(), 1.0 / 3);
  EXPECT_DOUBLE_EQ(Rational(-1249, 1000).ToDouble(), -1.249);
  EXPECT_DOUBLE_EQ(PowerOfTen(30).ToDouble(), 1e30);
  EXPECT_DOUBLE_EQ(PowerOfTen(-30).ToDouble(), 1e-30);
}

}  // namespace
}  // namespace trialmatch
