#include "domain/quantity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace trialmatch {
namespace {

using End = ValueInterval::End;

Decimal D(const std::string& text) { return Decimal::Parse(text).value(); }
Rational R(const std::string& text) { return D(text).ToRational(); }

// "[1,2)", "(-inf,3]", "7" …
ValueInterval I(const std::string& text) {
  if (text[0] != '[' && text[0] != '(') return ValueInterval(R(text));
  const size_t comma = text.find(',');
  const std::string low = text.substr(1, comma - 1);
  const std::string high = text.substr(comma + 1, text.size() - comma - 2);
  std::optional<End> lower, upper;
  if (low != "-inf") lower = End{R(low), text.front() == '['};
  if (high != "inf") upper = End{R(high), text.back() == ']'};
  return ValueInterval::Make(lower, upper).value();
}

std::string ToText(const ValueInterval& v) {
  if (v.IsPoint()) return FormatRational(v.lower()->value);
  const std::string low =
      v.lower() ? (v.lower()->closed ? "[" : "(") + FormatRational(v.lower()->value) : "(-inf";
  const std::string high =
      v.upper() ? FormatRational(v.upper()->value) + (v.upper()->closed ? "]" : ")") : std::string("inf)");
  return low + "," + high;
}

Quantity Q(const std::string& value, const std::string& unit, Comparator comparator = Comparator::kNone) {
  return MakeQuantity(D(value), comparator, unit).value();
}

TEST(ValueIntervalTest, IsNeverEmpty) {
  EXPECT_FALSE(ValueInterval::Make(End{2}, End{1}).ok());
  EXPECT_FALSE(ValueInterval::Make(End{1, false}, End{1}).ok());
  EXPECT_FALSE(ValueInterval::Make(End{1}, End{1, false}).ok());
  EXPECT_TRUE(ValueInterval::Make(End{1}, End{1}).value().IsPoint());
  EXPECT_EQ(ValueInterval::Make(std::nullopt, std::nullopt).value(), ValueInterval());
}

struct WithinCase {
  std::string value, range;
  Truth truth;
};

TEST(ValueIntervalTest, WithinIsDecidedOnlyByEveryPossibleValue) {
  const Truth T = Truth::kTrue, U = Truth::kUnknown, F = Truth::kFalse;
  const std::vector<WithinCase> cases = {
      {"1", "[1,2]", T},           {"1", "(1,2]", F},          {"2", "[1,2)", F},
      {"2", "[1,2]", T},           {"1.0001", "(1,2]", T},     {"0.9999", "[1,2]", F},
      {"5", "(-inf,inf)", T},      {"5", "[5,inf)", T},        {"5", "(5,inf)", F},
      {"5", "(-inf,5]", T},        {"5", "(-inf,5)", F},       {"[1,2]", "[1,2]", T},
      {"[1,2]", "(1,2]", U},       {"[1,2]", "[1,2)", U},      {"(1,2)", "(1,2)", T},
      {"(1,2)", "[1,2]", T},       {"[1,2]", "[2,3]", U},      {"[1,2)", "[2,3]", F},
      {"[1,2]", "(2,3]", F},       {"(-inf,2)", "[2,3]", F},   {"(-inf,2]", "[2,3]", U},
      {"(-inf,2]", "(-inf,2]", T}, {"(-inf,2]", "[0,2]", U},   {"(3,inf)", "[0,3]", F},
      {"[3,inf)", "[0,3]", U},     {"[3,inf)", "[3,inf)", T},  {"[3,inf)", "(3,inf)", U},
      {"(3,inf)", "(3,inf)", T},   {"(-inf,inf)", "[1,2]", U}, {"(-inf,inf)", "(-inf,inf)", T},
  };
  for (const WithinCase& c : cases)
    EXPECT_EQ(Within(I(c.value), I(c.range)), c.truth) << c.value << " " << c.range;
}

TEST(ValueIntervalTest, ExtremesOfImpreciseValues) {
  struct Case {
    std::vector<std::string> values;
    std::string min, max;
  };
  const std::vector<Case> cases = {
      {{"3"}, "3", "3"},
      {{"3", "1", "2"}, "1", "3"},
      {{"(-inf,0.1)", "5"}, "(-inf,0.1)", "5"},
      {{"(-inf,9)", "5"}, "(-inf,5]", "[5,9)"},
      {{"[1,4]", "[2,3]"}, "[1,3]", "[2,4]"},
      {{"(1,4]", "[1,4)"}, "[1,4)", "(1,4]"},
      {{"[1,4)", "(1,4]"}, "[1,4)", "(1,4]"},
      {{"(2,inf)", "7"}, "(2,7]", "[7,inf)"},
      {{"7", "(2,inf)", "(-inf,inf)"}, "(-inf,7]", "[7,inf)"},
  };
  for (const Case& c : cases) {
    std::vector<ValueInterval> values;
    for (const std::string& text : c.values) values.push_back(I(text));
    EXPECT_EQ(ToText(MinOf(values)), c.min);
    EXPECT_EQ(ToText(MaxOf(values)), c.max);
  }
}

TEST(ValueIntervalTest, DifferenceOfIntervals) {
  EXPECT_EQ(ToText(Difference(I("7.3"), I("7.2"))), "0.1");
  EXPECT_EQ(ToText(Difference(I("[1,2)"), I("[5,7]"))), "[-6,-3)");
  EXPECT_EQ(ToText(Difference(I("(-inf,2)"), I("5"))), "(-inf,-3)");
  EXPECT_EQ(ToText(Difference(I("5"), I("(-inf,2)"))), "(3,inf)");
  EXPECT_EQ(ToText(Difference(I("(-inf,2)"), I("(-inf,2)"))), "(-inf,inf)");
}

struct RatioCase {
  std::string a, b, ratio;
};

TEST(ValueIntervalTest, RatioOfIntervals) {
  const std::vector<RatioCase> cases = {
      {"6", "4", "1.5"},
      {"-6", "4", "-1.5"},
      {"6", "-4", "-1.5"},
      {"0", "4", "0"},
      {"6", "0", "(-inf,inf)"},
      {"0", "0", "(-inf,inf)"},
      {"6", "[-1,2]", "(-inf,inf)"},
      {"6", "[0,2]", "(-inf,inf)"},
      {"6", "(0,2]", "[3,inf)"},
      {"-6", "(0,2]", "(-inf,-3]"},
      {"6", "[-2,0)", "(-inf,-3]"},
      {"[1,2)", "[4,8]", "[0.125,0.5)"},
      {"[-2,1]", "[4,8)", "[-0.5,0.25]"},
      {"[-2,-1]", "[4,8)", "[-0.5,-0.125)"},
      {"[1,2]", "[4,inf)", "(0,0.5]"},
      {"[-2,-1]", "[4,inf)", "[-0.5,0)"},
      {"[0,1)", "[4,inf)", "[0,0.25)"},
      {"(0,1)", "(4,5)", "(0,0.25)"},
      {"[1,inf)", "[4,8]", "[0.125,inf)"},
      {"(-inf,4)", "2", "(-inf,2)"},
      {"[2,4)", "(-inf,-2]", "(-2,0)"},
  };
  for (const RatioCase& c : cases) EXPECT_EQ(ToText(Ratio(I(c.a), I(c.b))), c.ratio) << c.a << " / " << c.b;
}

// Every quotient and difference of members lies in the result.
TEST(ValueIntervalTest, AlgebraHoldsForEveryPairOfMembers) {
  const std::vector<std::string> texts = {"-2",    "0",     "3",       "[-2,3]", "(-2,3)",
                                          "[1,3]", "(0,3]", "[-3,-1]", "[-3,0)"};
  for (const std::string& a_text : texts) {
    for (const std::string& b_text : texts) {
      const ValueInterval a = I(a_text), b = I(b_text);
      const ValueInterval difference = Difference(a, b), ratio = Ratio(a, b);
      for (int x = -12; x <= 12; ++x) {
        for (int y = -12; y <= 12; ++y) {
          const Rational p(x, 4), q(y, 4);
          if (!a.Contains(p) || !b.Contains(q)) continue;
          EXPECT_TRUE(difference.Contains(p - q)) << a_text << " - " << b_text;
          EXPECT_TRUE(q == 0 || ratio.Contains(p / q)) << a_text << " / " << b_text;
        }
      }
    }
  }
}

TEST(ValueIntervalTest, PercentChangeIsRelativeToTheEarlierValue) {
  EXPECT_EQ(ToText(PercentChange(I("70"), I("100"))), "-30");
  EXPECT_EQ(ToText(PercentChange(I("1.3"), I("1.2"))), FormatRational(Rational(25, 3)));
  EXPECT_EQ(PercentChange(I("1.3"), I("1.2")).lower()->value, Rational(25, 3));
  EXPECT_EQ(ToText(PercentChange(I("[60,70)"), I("100"))), "[-40,-30)");
  EXPECT_EQ(ToText(PercentChange(I("5"), I("0"))), "(-inf,inf)");
  EXPECT_EQ(ToText(PercentChange(I("5"), I("-5"))), "(-inf,inf)");
  EXPECT_EQ(ToText(PercentChange(I("5"), I("(-inf,10)"))), "(-inf,inf)");
  EXPECT_EQ(ToText(PercentChange(I("5"), I("(10,inf)"))), "(-100,-50)");
}

TEST(ValueIntervalTest, SignedDistanceIsPositiveInside) {
  EXPECT_EQ(SignedDistance(R("72"), I("(60,inf)")), R("12"));
  EXPECT_EQ(SignedDistance(R("55"), I("(60,inf)")), R("-5"));
  EXPECT_EQ(SignedDistance(R("1249"), I("[401,1249]")), R("0"));
  EXPECT_EQ(SignedDistance(R("1250"), I("[401,1249]")), R("-1"));
  EXPECT_EQ(SignedDistance(R("400"), I("[401,1249]")), R("-1"));
  EXPECT_EQ(SignedDistance(R("410"), I("[401,1249]")), R("9"));
  EXPECT_EQ(SignedDistance(R("60"), I("(60,inf)")), R("0"));
  EXPECT_EQ(SignedDistance(R("60"), ValueInterval()), std::nullopt);
}

TEST(ValueIntervalTest, TransformTurnsEndsOverWhereTheSlopeIsNegative) {
  EXPECT_EQ(ToText(I("[1,2)").Transform({10, 1})), "[11,21)");
  EXPECT_EQ(ToText(I("[1,2)").Transform({-10, 1})), "(-19,-9]");
  EXPECT_EQ(ToText(I("(-inf,2)").Transform({-1, 0})), "(-2,inf)");
}

TEST(QuantityTest, ComparatorsCensor) {
  EXPECT_EQ(ToText(ToInterval(Q("0.1", "g", Comparator::kNone))), "0.1");
  EXPECT_EQ(ToText(ToInterval(Q("0.1", "g", Comparator::kLess))), "(-inf,0.1)");
  EXPECT_EQ(ToText(ToInterval(Q("0.1", "g", Comparator::kLessOrEqual))), "(-inf,0.1]");
  EXPECT_EQ(ToText(ToInterval(Q("0.1", "g", Comparator::kGreater))), "(0.1,inf)");
  EXPECT_EQ(ToText(ToInterval(Q("0.1", "g", Comparator::kGreaterOrEqual))), "[0.1,inf)");
}

TEST(QuantityTest, ACensoredValueDecidesOnlyWhatItCan) {
  const ValueInterval value = ConvertValue(Q("0.1", "ng/mL", Comparator::kLess), "ug/L", nullptr).value();
  EXPECT_EQ(Within(value, ToInterval(Bound{D("0.1")}, std::nullopt).value()), Truth::kFalse);
  EXPECT_EQ(Within(value, ToInterval(Bound{D("0.05")}, std::nullopt).value()), Truth::kUnknown);
  EXPECT_EQ(Within(value, ToInterval(std::nullopt, Bound{D("0.1"), true}).value()), Truth::kTrue);
  EXPECT_EQ(Within(value, ToInterval(std::nullopt, Bound{D("0.0999")}).value()), Truth::kUnknown);
}

TEST(QuantityTest, ComparisonAtABoundIsExactAcrossUnits) {
  const QuantityRange range{Bound{D("401")}, Bound{D("1249")}, "g"};
  const ValueInterval grams = ConvertRange(range, "g", nullptr).value();
  const auto within = [&](const std::string& kg) {
    return Within(ConvertValue(Q(kg, "kg"), range.unit, nullptr).value(), grams);
  };
  EXPECT_EQ(within("1.249"), Truth::kTrue);
  EXPECT_EQ(within("1.249000000000001"), Truth::kFalse);
  EXPECT_EQ(within("0.401"), Truth::kTrue);
  EXPECT_EQ(within("0.400999999999999"), Truth::kFalse);
}

TEST(QuantityTest, RangesConvertToo) {
  const QuantityRange fever{Bound{D("98.6")}, Bound{D("104"), true}, "[degF]"};
  EXPECT_EQ(ToText(ConvertRange(fever, "Cel", nullptr).value()), "[37,40)");
  EXPECT_EQ(ConvertRange(fever, "g", nullptr).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(QuantityTest, ANegativeSlopeTurnsTheComparatorOver) {
  AnalyteConversions analyte;
  analyte.linear.push_back({"{a}", "{b}", D("-2"), D("10")});
  EXPECT_EQ(ToText(ConvertValue(Q("3", "{a}", Comparator::kLess), "{b}", &analyte).value()), "(4,inf)");
  EXPECT_EQ(ToText(ConvertValue(Q("4", "{b}", Comparator::kGreaterOrEqual), "{a}", &analyte).value()),
            "(-inf,3]");
}

TEST(QuantityTest, InvalidPartsAreErrors) {
  EXPECT_EQ(MakeQuantity(D("1"), Comparator::kNone, "").status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(MakeQuantity(D("1"), Comparator::kNone, "grams").status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_TRUE(ValidateRange({Bound{D("1")}, Bound{D("1")}, "g"}).ok());
  EXPECT_TRUE(ValidateRange({Bound{D("1")}, std::nullopt, "g"}).ok());
  EXPECT_FALSE(ValidateRange({Bound{D("1")}, Bound{D("1"), true}, "g"}).ok());
  EXPECT_FALSE(ValidateRange({Bound{D("2")}, Bound{D("1")}, "g"}).ok());
  EXPECT_FALSE(ValidateRange({std::nullopt, std::nullopt, "g"}).ok());
  EXPECT_FALSE(ValidateRange({Bound{D("1")}, std::nullopt, ""}).ok());
  EXPECT_EQ(ConvertValue({D("1"), Comparator::kNone, "g"}, "xyz", nullptr).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace trialmatch
