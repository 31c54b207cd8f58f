#include "domain/decimal.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/hash/hash_testing.h"

namespace trialmatch {
namespace {

Decimal D(const std::string& text) {
  absl::StatusOr<Decimal> decimal = Decimal::Parse(text);
  EXPECT_TRUE(decimal.ok()) << text << ": " << decimal.status();
  return decimal.value_or(Decimal());
}

TEST(DecimalTest, EverySpellingOfAValueHasOneCanonicalForm) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0", "0"},
      {"-0", "0"},
      {"0.000", "0"},
      {"0e999", "0"},
      {"1.249", "1.249"},
      {"-3", "-3"},
      {"1e3", "1000"},
      {"1E+3", "1000"},
      {"0.10", "0.1"},
      {"1249e-3", "1.249"},
      {"100.50", "100.5"},
      {"1e30", "1e30"},
      {"1e-30", "1e-30"},
      {"-1.5e-12", "-1.5e-12"},
      {"1e20", "100000000000000000000"},
      {"0.0000001", "0.0000001"},
      {"123456789012345678", "123456789012345678"},
      {"0.00000000000000000000000000001", "1e-29"},
  };
  for (const auto& [text, canonical] : cases) {
    EXPECT_EQ(D(text).ToString(), canonical) << text;
    EXPECT_EQ(D(D(text).ToString()), D(text)) << text;
  }
}

TEST(DecimalTest, RefusesWhatIsNotADecimal) {
  for (const std::string text :
       {"",    " ",     "NaN",  "nan", "Inf", "-Infinity", "+5",  "007",   ".5",    "5.", "1e",
        "1e+", "1e5.0", "0x10", "1,5", "1 ",  " 1",        "--1", "1.2.3", "1_000", "١"}) {
    EXPECT_EQ(Decimal::Parse(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
  EXPECT_FALSE(Decimal::Parse(absl::string_view("1\0", 2)).ok());
}

TEST(DecimalTest, RefusesWhatIsBeyondItsBounds) {
  for (const std::string text : {"1234567890123456789", "1.234567890123456789", "1e31", "1e-31",
                                 "1e99999999999", "1e-99999999999", "12e30000"}) {
    EXPECT_EQ(Decimal::Parse(text).status().code(), absl::StatusCode::kInvalidArgument) << text;
  }
  EXPECT_FALSE(Decimal::Parse(std::string(100000, '1')).ok());
  EXPECT_EQ(D("1234567890123456780").ToString(), "1234567890123456780");  // 18 significant digits
}

TEST(DecimalTest, ErrorsDoNotRepeatTheText) {
  const absl::Status status = Decimal::Parse("98765patient").status();
  EXPECT_EQ(status.message().find("98765"), absl::string_view::npos);
}

TEST(DecimalTest, OrderIsThatOfTheExactValues) {
  const std::vector<std::string> ascending = {"-1e30",
                                              "-10",
                                              "-9.99",
                                              "-1",
                                              "-0.1",
                                              "-1e-30",
                                              "0",
                                              "1e-30",
                                              "0.0999",
                                              "0.1",
                                              "0.11",
                                              "1",
                                              "1.249",
                                              "1.2490001",
                                              "9.9999",
                                              "10",
                                              "11",
                                              "1e18",
                                              "123456789012345678e1",
                                              "1e30"};
  for (size_t i = 0; i < ascending.size(); ++i) {
    for (size_t j = 0; j < ascending.size(); ++j) {
      EXPECT_EQ(D(ascending[i]) < D(ascending[j]), i < j) << ascending[i] << " " << ascending[j];
      EXPECT_EQ(D(ascending[i]) == D(ascending[j]), i == j) << ascending[i] << " " << ascending[j];
      EXPECT_EQ(D(ascending[i]).ToRational() < D(ascending[j]).ToRational(), i < j);
    }
  }
}

TEST(DecimalTest, EqualDecimalsHashEqual) {
  EXPECT_TRUE(
      absl::VerifyTypeImplementsAbslHashCorrectly({D("0.1"), D("0.10"), D("1"), D("1e3"), D("1000")}));
}

TEST(DecimalTest, ArithmeticOnItsRationalIsExact) {
  EXPECT_EQ(D("0.1").ToRational() + D("0.2").ToRational(), D("0.3").ToRational());
  EXPECT_EQ(D("1.249").ToRational() * 1000, Rational(1249));
  EXPECT_EQ(Decimal(-1200), D("-1.2e3"));
  EXPECT_EQ(Decimal(0), Decimal());
}

TEST(DecimalTest, ItsDoubleIsNear) {
  for (const char* text : {"1", "-3", "0.1", "1.249", "999999999999999999", "-123456789012345678e-30",
                           "987654321098765432e12", "1e30", "1e-30"}) {
    using Wide = boost::multiprecision::cpp_rational;
    const Rational value = Decimal::Parse(text)->ToRational();
    const Wide exact(numerator(value), denominator(value)), near(Decimal::Parse(text)->ToDouble());
    EXPECT_LT(Wide(abs(near - exact) * 1'000'000'000'000'000), Wide(abs(exact))) << text;
  }
  EXPECT_EQ(Decimal().ToDouble(), 0);
}

TEST(FormatRationalTest, IsExactWhereTheDigitsSuffice) {
  EXPECT_EQ(FormatRational(Rational(0)), "0");
  EXPECT_EQ(FormatRational(Rational(1, 8)), "0.125");
  EXPECT_EQ(FormatRational(Rational(-1249, 1000)), "-1.249");
  EXPECT_EQ(FormatRational(Rational(1200)), "1200");
  EXPECT_EQ(FormatRational(D("1e30").ToRational()), "1e30");
  EXPECT_EQ(FormatRational(D("-1.5e-12").ToRational()), "-1.5e-12");
}

TEST(FormatRationalTest, RoundsHalfAwayFromZeroToTheDigitsAsked) {
  EXPECT_EQ(FormatRational(Rational(1, 3)), "0.333333333333");
  EXPECT_EQ(FormatRational(Rational(2, 3), 3), "0.667");
  EXPECT_EQ(FormatRational(Rational(-25, 10), 1), "-3");
  EXPECT_EQ(FormatRational(Rational(9996, 1000), 3), "10");
  EXPECT_EQ(FormatRational(Rational(99, 100), 1), "1");
  EXPECT_EQ(FormatRational(Rational(1, 10), 1), "0.1");
  EXPECT_EQ(FormatRational(Rational(1234567), 3), "1230000");
}

TEST(ParseRationalTest, ReadsLiteralsOfAnyLength) {
  EXPECT_EQ(*ParseRational("6.02214076e23"), Rational(602214076) * PowerOfTen(15));
  EXPECT_EQ(*ParseRational("-0.0010"), Rational(-1, 1000));
  EXPECT_EQ(*ParseRational("010"), Rational(10));
  EXPECT_EQ(
      *ParseRational("3.1415926535897932384626433832795028841971693993751058209749445923") * PowerOfTen(64),
      Rational(BigInteger("31415926535897932384626433832795028841971693993751058209749445923")));
  for (const std::string text : {"", "-", "1.", ".1", "1e", "1e 5", "1e+-5", "1e500", "x"}) {
    EXPECT_FALSE(ParseRational(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace trialmatch
