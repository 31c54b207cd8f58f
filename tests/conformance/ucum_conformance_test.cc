// The UCUM functional tests of two sources, read as they are published. Display names are out of scope.
#include <gtest/gtest.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "domain/rational.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"
#include "tests/conformance/shared_data.h"

namespace trialmatch {
namespace {

struct Exclusion {
  std::string file;  // of the two
  std::string section;
  std::string id;
  std::string unit;  // ids are not unique
  std::string reason;
};

const char kTests[] = "UcumFunctionalTests.xml";
const char kOlderTests[] = "UcumFunctionalTests.2.xml";

const std::vector<Exclusion>& Exclusions() {
  static const std::vector<Exclusion>& exclusions = *new std::vector<Exclusion>{
      {kOlderTests, "validation", "1-103", "",
       "the empty text as unity: in this product an amount without a unit is an error (unity is '1'); the "
       "newer "
       "file has taken the case out"},
      {kOlderTests, "validation", "k=1=049", "g.m/{hb}m2",
       "an annotation before a unit contradicts case 1-116a of the same file; the newer file has corrected "
       "it"},
      {kOlderTests, "conversion", "3-111", "s/m/mg",
       "dividing by a milligram multiplies by 1000, not by 0.001; the newer file has corrected it"},
      {kOlderTests, "conversion", "3-115", "s/4.m",
       "products are read from left to right, so that s/4.m is s.m/4; the newer file has corrected it"},
  };
  return exclusions;
}

std::filesystem::path Folder() { return ConformanceFolder("ucum"); }

// The suite writes results to some number of digits; `actual` has to be that when rounded to as many.
bool RoundsTo(const Rational& actual, const std::string& outcome) {
  const Rational expected = ParseRational(outcome).value();
  int digits = 0;
  for (const char c : outcome) {
    if (c == 'e' || c == 'E') break;
    if (c >= '0' && c <= '9' && (digits > 0 || c != '0')) ++digits;
  }
  return FormatRational(actual, digits) == FormatRational(expected, digits);
}

bool Validates(const pugi::xml_node& test) {
  return Unit::Parse(test.attribute("unit").value()).ok() == test.attribute("valid").as_bool();
}

// `from` and `to` are expressions; the empty one is unity in these data types.
bool ConvertsTo(const std::string& value, const std::string& from, const std::string& to,
                const std::string& outcome) {
  const absl::StatusOr<Unit> from_unit = Unit::Parse(from);
  const absl::StatusOr<Unit> to_unit = Unit::Parse(to.empty() ? "1" : to);
  if (!from_unit.ok() || !to_unit.ok()) return false;
  const absl::StatusOr<Rational> result = ConvertUcum(ParseRational(value).value(), *from_unit, *to_unit);
  return result.ok() && RoundsTo(*result, outcome);
}

bool Converts(const pugi::xml_node& test) {
  return ConvertsTo(test.attribute("value").value(), test.attribute("srcUnit").value(),
                    test.attribute("dstUnit").value(), test.attribute("outcome").value());
}

// Multiplication and division: of the values here, of the units by their expression.
bool Combines(const pugi::xml_node& test, bool divides) {
  const Rational v1 = ParseRational(test.attribute("v1").value()).value();
  const Rational v2 = ParseRational(test.attribute("v2").value()).value();
  const std::string u1 = test.attribute("u1").value(), u2 = test.attribute("u2").value();
  const absl::StatusOr<Unit> unit = Unit::Parse("(" + u1 + ")" + (divides ? "/" : ".") + "(" + u2 + ")");
  const std::string result = test.attribute("uRes").value();
  const absl::StatusOr<Unit> expected = Unit::Parse(result.empty() ? "1" : result);
  if (!unit.ok() || !expected.ok()) return false;
  const absl::StatusOr<Rational> converted =
      ConvertUcum(divides ? Rational(v1 / v2) : Rational(v1 * v2), *unit, *expected);
  return converted.ok() && RoundsTo(*converted, test.attribute("vRes").value());
}

bool Passes(const std::string& section, const pugi::xml_node& test) {
  if (section == "validation") return Validates(test);
  if (section == "conversion") return Converts(test);
  return Combines(test, section == "division");
}

std::string ReasonToExclude(const std::string& file, const std::string& section, const pugi::xml_node& test) {
  const std::string unit = test.attribute(section == "validation" ? "unit" : "srcUnit").value();
  for (const Exclusion& e : Exclusions()) {
    if (e.file == file && e.section == section && e.id == test.attribute("id").value() && e.unit == unit) {
      return e.reason;
    }
  }
  return "";
}

struct Counts {
  int cases = 0, passed = 0, excluded = 0;
};

Counts RunSection(const std::string& file, const std::string& section, const pugi::xml_node& tests) {
  Counts counts;
  for (const pugi::xml_node& test : tests.children("case")) {
    ++counts.cases;
    const std::string id = test.attribute("id").value();
    const bool passes = Passes(section, test);
    const std::string reason = ReasonToExclude(file, section, test);
    if (!reason.empty()) {
      ++counts.excluded;
      std::cout << "  excluded " << id << ": " << reason << "\n";
      EXPECT_FALSE(passes) << file << " " << id << " passes: its exclusion is stale";
      continue;
    }
    counts.passed += passes;
    EXPECT_TRUE(passes) << file << " " << section << " " << id << " " << test.attribute("unit").value()
                        << test.attribute("srcUnit").value();
  }
  return counts;
}

class UcumConformanceTest : public ::testing::TestWithParam<const char*> {};

TEST_P(UcumConformanceTest, AllButTheNamedExclusionsPass) {
  const std::string file = GetParam();
  const std::filesystem::path path = Folder() / file;
  if (!std::filesystem::exists(path)) {
    std::cout << "skipped: shared data not present\n";
    RecordProperty("skipped", "shared data not present");
    return;
  }
  pugi::xml_document document;
  const pugi::xml_parse_result parsed = document.load_file(path.c_str());
  ASSERT_TRUE(parsed) << parsed.description();
  int excluded = 0;
  for (const char* section : {"validation", "conversion", "multiplication", "division"}) {
    const Counts counts = RunSection(file, section, document.child("ucumTests").child(section));
    std::cout << file << " " << section << ": " << counts.passed << " of " << counts.cases - counts.excluded
              << ", " << counts.excluded << " excluded\n";
    excluded += counts.excluded;
    // The older file has no division; all else has to be there.
    EXPECT_TRUE(counts.cases > 0 || (file == kOlderTests && std::string(section) == "division")) << section;
  }
  int named = 0;
  for (const Exclusion& e : Exclusions()) named += e.file == file;
  EXPECT_EQ(excluded, named) << "an exclusion names no case";
}

INSTANTIATE_TEST_SUITE_P(Files, UcumConformanceTest, ::testing::Values(kTests, kOlderTests),
                         [](const auto& info) { return info.index == 0 ? "Current" : "Older"; });

TEST(RoundsToTest, ComparesTheDigitsThatTheSuiteStates) {
  EXPECT_TRUE(RoundsTo(Rational(252, 10), "25"));
  EXPECT_TRUE(RoundsTo(Rational(252, 10), "25.2"));
  EXPECT_FALSE(RoundsTo(Rational(252, 10), "25.0"));
  EXPECT_FALSE(RoundsTo(Rational(252, 10), "26"));
  EXPECT_TRUE(RoundsTo(Rational(1600, 10000), "0.160"));
  EXPECT_FALSE(RoundsTo(Rational(1609, 10000), "0.160"));
}

}  // namespace
}  // namespace trialmatch
