#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "domain/analyte.h"
#include "domain/ucum/dictionary.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Decimal D(const std::string& text) { return Decimal::Parse(text).value(); }
Rational R(const std::string& text) { return D(text).ToRational(); }

Unit U(const std::string& text) {
  const absl::StatusOr<Unit> unit = Unit::Parse(text);
  EXPECT_TRUE(unit.ok()) << text << ": " << unit.status();
  return unit.ok() ? *unit : Unit::Parse("1").value();
}

bool Comparable(const std::string& from, const std::string& to, const AnalyteConversions* analyte = nullptr) {
  const auto there = ClinicalConversion(U(from), U(to), analyte);
  const auto back = ClinicalConversion(U(to), U(from), analyte);
  EXPECT_EQ(there.ok(), back.ok()) << from << " " << to;
  if (there.ok() && back.ok()) {
    EXPECT_EQ(there->Then(*back), AffineMap()) << from << " " << to;
  } else {
    EXPECT_EQ(there.status().code(), absl::StatusCode::kFailedPrecondition) << there.status();
  }
  return there.ok();
}

Rational Clinical(const std::string& value, const std::string& from, const std::string& to,
                  const AnalyteConversions* analyte = nullptr) {
  const absl::StatusOr<Rational> result = ConvertClinical(R(value), U(from), U(to), analyte);
  EXPECT_TRUE(result.ok()) << from << " " << to << ": " << result.status();
  return result.value_or(Rational(-99999));
}

AnalyteConversions Hba1c() { return {std::nullopt, {{"mmol/mol", "%", D("0.09148"), D("2.152")}}}; }
AnalyteConversions Glucose() { return {D("180.156"), {}}; }

TEST(UcumTableTest, EveryRowIsUnderstood) {
  EXPECT_THAT(ucum::Dictionary::Get().unreadable(), IsEmpty());
  EXPECT_EQ(ucum::Prefixes().size(), 24u);
  EXPECT_EQ(ucum::BaseUnits().size(), 7u);
  EXPECT_GT(ucum::Units().size(), 300u);
  for (const ucum::UnitRow& row : ucum::Units()) EXPECT_TRUE(Unit::Parse(row.code).ok()) << row.code;
}

TEST(UnitTest, ReadsTheUnitsOfThePractice) {
  for (const std::string text : {"10*9/L",
                                 "10*3/uL",
                                 "10^9/L",
                                 "/uL",
                                 "mL/min/{1.73_m2}",
                                 "g/dL",
                                 "[in_i]",
                                 "[lb_av]",
                                 "mm[Hg]",
                                 "meq/L",
                                 "umol/L",
                                 "[IU]/L",
                                 "m[IU]/L",
                                 "{score}",
                                 "wk",
                                 "a",
                                 "mo",
                                 "d",
                                 "h",
                                 "min",
                                 "kg/m2",
                                 "%{Hb}",
                                 "ug/kg/min",
                                 "[pH]",
                                 "%",
                                 "mmol/mol",
                                 "[ppm]",
                                 "Cel",
                                 "[degF]",
                                 "dB",
                                 "Np",
                                 "dB[SPL]",
                                 "U/L",
                                 "ng/mL{FEU}",
                                 "/[HPF]",
                                 "1",
                                 "mL/min/(173.10*-2.m2)",
                                 "10*6.[CFU]/kg",
                                 "cm[H2O]",
                                 "dyn.s/cm5",
                                 "[arb'U]/mL",
                                 "mg/(8.h.kg)",
                                 "10*-3"}) {
    EXPECT_TRUE(Unit::Parse(text).ok()) << text << ": " << Unit::Parse(text).status();
  }
}

TEST(UnitTest, RefusesWhatIsNotAUnit) {
  for (const std::string text : {"",      " ",       "mg / dL", "grams",    "KG",
                                 "mmHg",  "IU/L",    "x10^9/L", "cells/uL", "mL/min/1.73m2",
                                 "m^2",   "kg//m",   "kg.",     ".kg",      "(kg",
                                 "kg)",   "()",      "kg(m)",   "m2s",      "m-",
                                 "m+",    "m+-2",    "{a",      "a}",       "{}",
                                 "m{a}b", "{a b}",   "k%",      "k[in_i]",  "[in_i",
                                 "in_i]", "[]",      "0.m",     "m/0",      "m*2",
                                 "-m",    "2+3",     "10**3",   "m\n",      "µg",
                                 "°C",    "m{µ}",    "Cel/d",   "/Cel",     "2.Cel",
                                 "Cel2",  "kg.[pH]", "dB-1",    "(Cel).m"}) {
    const absl::Status status = Unit::Parse(text).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << "'" << text << "'";
  }
  EXPECT_FALSE(Unit::Parse(absl::string_view("m\0", 2)).ok());
}

TEST(UnitTest, HostileTextsEndAtALimit) {
  EXPECT_FALSE(Unit::Parse(std::string(100000, '(')).ok());
  EXPECT_FALSE(Unit::Parse(std::string(60, '(') + "m" + std::string(60, ')')).ok());
  EXPECT_FALSE(Unit::Parse("m999999999999999999999").ok());
  EXPECT_FALSE(Unit::Parse("10*100").ok());
  EXPECT_FALSE(Unit::Parse("9999999999").ok());
  EXPECT_FALSE(Unit::Parse("Ym99.Ym99.Ym99.Ym99.Ym99.Ym99.Ym99").ok());
  EXPECT_TRUE(Unit::Parse("((((m))))").ok());
  EXPECT_TRUE(Unit::Parse("10*99").ok());
}

TEST(UnitTest, ErrorsSayWhereButNotWhat) {
  const absl::Status status = Unit::Parse("kg/Smith").status();
  EXPECT_THAT(std::string(status.message()), HasSubstr("character 4"));
  EXPECT_THAT(std::string(status.message()), ::testing::Not(HasSubstr("Smith")));
}

TEST(UnitTest, KnowsItsDimensionAndFactor) {
  EXPECT_EQ(U("mg/dL").dimension(), "m-3.g");
  EXPECT_EQ(U("mg/dL").to_base(), (AffineMap{10, 0}));
  EXPECT_EQ(U("N").dimension(), "m.s-2.g");
  EXPECT_EQ(U("N").to_base(), (AffineMap{1000, 0}));
  EXPECT_EQ(U("m/s/s").dimension(), U("m/s2").dimension());
  EXPECT_EQ(U("mol").dimension(), "");
  EXPECT_EQ(U("mol").to_base().slope, R("6.02214076e23"));
  EXPECT_EQ(U("[IU]/L").dimension(), "m-3.[iU]");
  EXPECT_EQ(U("[degF]").dimension(), "K");
}

TEST(UnitTest, KnowsRatiosSpecialAndArbitraryUnitsAndAnnotations) {
  for (const std::string text : {"%", "[ppm]", "mmol/mol", "mg/g", "mL/L", "%{Hb}", "mg/g{creat}", "m/m"}) {
    EXPECT_TRUE(U(text).is_ratio()) << text;
  }
  for (const std::string text :
       {"1", "10*3", "{score}", "mol", "[HPF]", "mg/dL", "%/d", "mg/kg/d", "[IU]", "eq"}) {
    EXPECT_FALSE(U(text).is_ratio()) << text;
  }
  for (const std::string text : {"Cel", "[degF]", "[pH]", "dB", "Np", "mCel"})
    EXPECT_TRUE(U(text).is_special());
  for (const std::string text : {"K", "[IU]", "%"}) EXPECT_FALSE(U(text).is_special()) << text;
  for (const std::string text : {"[IU]/L", "k[IU]", "[arb'U]", "[CFU]"}) EXPECT_TRUE(U(text).is_arbitrary());
  EXPECT_FALSE(U("U/L").is_arbitrary());
  EXPECT_EQ(U("mg{alb}/g{creat}").annotations(),
            (std::vector<ucum::Annotation>{{"alb", false}, {"creat", true}}));
}

TEST(ConvertUcumTest, ConvertsByDimensionAlone) {
  const auto convert = [](const std::string& value, const std::string& from, const std::string& to) {
    return ConvertUcum(R(value), U(from), U(to)).value();
  };
  EXPECT_EQ(convert("1.249", "kg", "g"), 1249);
  EXPECT_EQ(convert("37", "Cel", "[degF]"), R("98.6"));
  EXPECT_EQ(convert("98.6", "[degF]", "Cel"), 37);
  EXPECT_EQ(convert("-40", "Cel", "[degF]"), -40);
  EXPECT_EQ(convert("0", "K", "Cel"), R("-273.15"));
  EXPECT_EQ(convert("100", "Cel", "[degRe]"), 80);
  EXPECT_EQ(convert("80", "[degRe]", "K"), R("373.15"));
  EXPECT_EQ(convert("1000", "mCel", "Cel"), 1);
  EXPECT_EQ(convert("10", "dB", "B"), 1);
  EXPECT_EQ(convert("7.4", "[pH]", "[pH]"), R("7.4"));
  EXPECT_EQ(convert("1", "%", "mmol/mol"), 10);
  EXPECT_EQ(convert("5", "mol", "eq"), 5);
  EXPECT_EQ(convert("5", "mL/min/{1.73_m2}", "mL/min"), 5);
  EXPECT_EQ(convert("1", "k[IU]/L", "[iU]/mL"), 1);
  EXPECT_EQ(convert("1", "[ft_i]", "[in_i]"), 12);
  EXPECT_EQ(convert("1", "a", "d"), R("365.25"));
  EXPECT_FALSE(ConvertUcum(1, U("[IU]"), U("[arb'U]")).ok());
  EXPECT_FALSE(ConvertUcum(1, U("[IU]"), U("1")).ok());
  EXPECT_FALSE(ConvertUcum(1, U("[pH]"), U("mol/L")).ok());
  EXPECT_FALSE(ConvertUcum(1, U("kg"), U("m")).ok());
}

TEST(ConvertClinicalTest, OneKindConvertsExactly) {
  EXPECT_EQ(Clinical("1.249", "kg", "g"), 1249);
  EXPECT_EQ(Clinical("0.1", "g", "mg") + Clinical("0.2", "g", "mg"), Clinical("0.3", "g", "mg"));
  EXPECT_EQ(Clinical("37", "Cel", "[degF]"), R("98.6"));
  EXPECT_EQ(Clinical("150", "10*9/L", "10*3/uL"), 150);
  EXPECT_EQ(Clinical("1500", "/uL", "10*9/L"), R("1.5"));
  EXPECT_EQ(Clinical("2500", "m[IU]/L", "[IU]/mL"), R("0.0025"));
  EXPECT_EQ(Clinical("30", "mg/g", "ug/mg"), 30);
  EXPECT_EQ(Clinical("53", "mmol/mol", "umol/mmol"), 53);
  EXPECT_EQ(Clinical("1", "U/L", "nkat/L"), Rational(50, 3));
  EXPECT_EQ(Clinical("80", "mm[Hg].min/L", "dyn.s/cm5"), R("6399.456"));
  EXPECT_EQ(Clinical("70", "[in_i]", "cm"), R("177.8"));
  EXPECT_EQ(Clinical("1", "ug/kg/min", "mg/(kg.d)"), R("1.44"));
  EXPECT_EQ(Clinical("30", "mg{alb}/g{creat}", "ug{alb}/mg{creat}"), 30);
  EXPECT_EQ(Clinical("9", "10*9{cells}/L", "10*3{cells}/uL"), 9);
  EXPECT_EQ(Clinical("3", "{score}", "{score}"), 3);
  EXPECT_EQ(Clinical("2", "meq/L", "eq/m3"), 2);
  EXPECT_EQ(Clinical("1", "Gy", "J/kg"), 1);
}

TEST(ConvertClinicalTest, NothingIsGuessedWithoutAnEntryOfTheAnalyte) {
  const std::vector<std::pair<std::string, std::string>> apart = {
      {"%", "mmol/mol"},
      {"%", "mg/g"},
      {"mmol/mol", "mg/g"},
      {"%", "1"},
      {"mg/g", "1"},
      {"mg/g", "mL/L"},
      {"%", "[ppth]"},
      {"mmol/L", "mg/dL"},
      {"mmol/L", "meq/L"},
      {"mmol/L", "mosm/L"},
      {"mol", "1"},
      {"[IU]/L", "U/L"},
      {"[IU]", "[arb'U]"},
      {"[IU]/L", "1/L"},
      {"/[HPF]", "/[LPF]"},
      {"/[HPF]", "1"},
      {"/uL", "{cells}/uL"},
      {"{cells}/uL", "{rbc}/uL"},
      {"mL/min", "mL/min/{1.73_m2}"},
      {"mL/min/m2", "mL/min/{1.73_m2}"},
      {"%", "%{Hb}"},
      {"{score}", "1"},
      {"{score}", "{points}"},
      {"mg{alb}/g{creat}", "mg{creat}/g{alb}"},
      {"mg/kg/d", "%/d"},
      {"mg/kg/d", "1/d"},
      {"[pH]", "mol/L"},
      {"dB", "1"},
      {"kg", "m"},
      {"mg/g", "mg/mmol"},
      {"[CFU]", "[PFU]"},
      {"U/L", "[IU]/mL"},
      {"mL/m2", "g/m2"},
      {"Cel", "Cel{oral}"},
  };
  const AnalyteConversions empty;
  for (const auto& [a, b] : apart) {
    EXPECT_FALSE(Comparable(a, b)) << a << " " << b;
    EXPECT_FALSE(Comparable(a, b, &empty)) << a << " " << b;
  }
}

TEST(ConvertClinicalTest, ALinearEntryWorksInBothDirectionsAndAtOtherScales) {
  const AnalyteConversions hba1c = Hba1c();
  EXPECT_FALSE(Comparable("%", "mmol/mol"));
  EXPECT_TRUE(Comparable("%", "mmol/mol", &hba1c));
  EXPECT_EQ(Clinical("53", "mmol/mol", "%", &hba1c), R("7.00044"));
  EXPECT_EQ(Clinical("7", "%", "mmol/mol", &hba1c), Rational(484800, 9148));
  EXPECT_EQ(Clinical("53", "umol/mmol", "%", &hba1c), R("7.00044"));
  EXPECT_EQ(Clinical("7.00044", "%", "mol/mol", &hba1c), R("0.053"));
  EXPECT_FALSE(Comparable("%", "mg/g", &hba1c));
  const AnalyteConversions insulin{std::nullopt, {{"u[IU]/mL", "pmol/L", D("6"), D("0")}}};
  EXPECT_EQ(Clinical("2", "m[IU]/L", "pmol/L", &insulin), 12);
  EXPECT_EQ(Clinical("12", "pmol/L", "[IU]/L", &insulin), R("0.002"));
}

TEST(ConvertClinicalTest, TheMolarMassTakesMassToSubstance) {
  const AnalyteConversions glucose = Glucose();
  EXPECT_FALSE(Comparable("mg/dL", "mmol/L"));
  EXPECT_TRUE(Comparable("mg/dL", "mmol/L", &glucose));
  EXPECT_EQ(Clinical("100", "mg/dL", "mmol/L", &glucose), Rational(1000000, 180156));
  EXPECT_EQ(Clinical("1", "mmol/L", "mg/L", &glucose), R("180.156"));
  EXPECT_EQ(Clinical("180.156", "mg/kg", "mmol/kg", &glucose), 1);
  EXPECT_EQ(Clinical("180.156", "g", "mol", &glucose), 1);
  EXPECT_FALSE(Comparable("mg/dL", "mmol", &glucose));
  EXPECT_FALSE(Comparable("mg/dL", "meq/L", &glucose));
  EXPECT_FALSE(Comparable("mg/dL{fast}", "mmol/L", &glucose));
}

// Of albumin per creatinine, the mass of albumin says nothing of creatinine's.
TEST(ConvertClinicalTest, TheMolarMassIsThatOfWhatStandsAboveTheLine) {
  const AnalyteConversions albumin{D("66500"), {}};
  EXPECT_FALSE(Comparable("mg/g", "mg/mmol", &albumin));
  EXPECT_EQ(Clinical("66.5", "mg/mmol", "umol/mmol", &albumin), 1);
  EXPECT_FALSE(Comparable("J/g", "J/mol", &albumin));
}

TEST(ConvertClinicalTest, AnEntryAndTheMolarMassCombine) {
  const AnalyteConversions calcium{D("40.078"), {{"mmol/L", "meq/L", D("2"), D("0")}}};
  EXPECT_EQ(Clinical("40.078", "mg/L", "meq/L", &calcium), 2);
  EXPECT_EQ(Clinical("2", "meq/L", "mg/L", &calcium), R("40.078"));
}

TEST(ConvertClinicalTest, SaysWhyNot) {
  const auto why = [](const std::string& from, const std::string& to) {
    return std::string(ClinicalConversion(U(from), U(to), nullptr).status().message());
  };
  EXPECT_THAT(why("mg/dL", "mmol/L"), HasSubstr("molar mass"));
  EXPECT_THAT(why("%", "mmol/mol"), HasSubstr("ratio"));
  EXPECT_THAT(why("mL/min", "mL/min/{1.73_m2}"), HasSubstr("braces"));
  EXPECT_THAT(why("kg", "m"), HasSubstr("different things"));
  EXPECT_THAT(why("meq/L", "mmol/L"), HasSubstr("entry of the analyte"));
}

TEST(AnalyteTest, ValidationFindsWhatCannotConvert) {
  EXPECT_TRUE(ValidateAnalyteConversions(Hba1c()).ok());
  EXPECT_TRUE(ValidateAnalyteConversions(Glucose()).ok());
  EXPECT_FALSE(ValidateAnalyteConversions({D("0"), {}}).ok());
  EXPECT_FALSE(ValidateAnalyteConversions({D("-1"), {}}).ok());
  const std::vector<AnalyteConversions::Linear> bad = {{"mmol/mol", "%", D("0"), D("1")},
                                                       {"x", "%", D("1"), D("1")},
                                                       {"%", "", D("1"), D("1")},
                                                       {"mg/dL", "g/L", D("1"), D("1")}};
  for (const AnalyteConversions::Linear& linear : bad) {
    const AnalyteConversions analyte{std::nullopt, {linear}};
    EXPECT_EQ(ValidateAnalyteConversions(analyte).code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(ClinicalConversion(U("%"), U("mmol/mol"), &analyte).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(UnitTest, ManyThreadsMayParseAtOnce) {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([t, &wrong] {
      for (int i = 0; i < 2000; ++i) {
        const absl::StatusOr<Unit> unit = Unit::Parse(absl::StrCat(1 + i % 500, ".mg/dL{", t % 2, "}"));
        if (!unit.ok() || unit->to_base().slope != 10 * (1 + i % 500)) ++wrong[t];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace trialmatch
