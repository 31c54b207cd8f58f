#include "ingest/fhir/units.h"

#include <pugixml.hpp>
#include <set>

#include "domain/unit.h"
#include "gtest/gtest.h"
#include "tests/conformance/shared_data.h"

namespace trialmatch::fhir {
namespace {

std::string Normal(const std::string& written) { return NormalUnit(written).value_or("(unusable)"); }

TEST(UnitsTest, WhatPeopleWriteBecomesUcum) {
  const std::pair<const char*, const char*> kWritten[] = {
      {"ng/dl", "ng/dl"},
      {"K/uL", "10*3/uL"},
      {"K/\u00B5L", "10*3/uL"},
      {"k/uL", "10*3/uL"},
      {"10*3/uL", "10*3/uL"},
      {"x10^3/uL", "10*3/uL"},
      {"X10E3/UL", "10*3/uL"},
      {"x10^9/L", "10*9/L"},
      {"10\u2079/L", "10*9/L"},
      {"M/uL", "10*6/uL"},
      {"{score}", "{score}"},
      {"mmHg", "mm[Hg]"},
      {"mm Hg", "mm[Hg]"},
      {"mm[Hg]", "mm[Hg]"},
      {"mmol/l", "mmol/l"},
      {"IU/L", "[IU]/L"},
      {"\u03BCIU/mL", "u[IU]/mL"},
      {"mEq/L", "meq/L"},
      {"mcg/mL", "ug/mL"},
      {"\u00B5g/L", "ug/L"},
      {"bpm", "/min"},
      {"beats/min", "/min"},
      {"Breaths / min", "/min"},
      {"years", "a"},
      {"Years", "a"},
      {"weeks", "wk"},
      {"days", "d"},
      {"cm", "cm"},
      {"lbs", "[lb_av]"},
      {"in", "[in_i]"},
      {"\u00B0C", "Cel"},
      {"\u2103", "Cel"},
      {"C", "Cel"},
      {"Cel", "Cel"},
      {"\u00B0F", "[degF]"},
      {"deg F", "[degF]"},
      {"%", "%"},
      {"percent", "%"},
      {"kg/m\u00B2", "kg/m2"},
      {"mL/min/1.73 m\u00B2", "mL/min/{1.73_m2}"},
      {"mL/min/{1.73_m2}", "mL/min/{1.73_m2}"},
      {"mg/g creat", "mg/g{creat}"},
      {"  mg/dL ", "mg/dL"},
      {"1", "1"},
  };
  for (const auto& [written, ucum] : kWritten) EXPECT_EQ(Normal(written), ucum) << written;
}

TEST(UnitsTest, WhatIsAmbiguousOrUnknownIsNoUnit) {
  for (const char* written : {"", " ", "G/L", "T/L", "M", "ML", "G", "titer", "tablet", "units of something",
                              "mg%%", "1:128", "\xC3\xA9", "{", "kelvins per"}) {
    EXPECT_EQ(Normal(written), "(unusable)") << written;
  }
  EXPECT_EQ(Normal(std::string(10'000, 'm')), "(unusable)");
}

TEST(UnitsTest, EveryRowOfTheTableIsUcumAndStandsOnce) {
  for (const auto rows : {ExactSpellings(), WordSpellings()}) {
    std::set<absl::string_view> seen;
    for (const UnitSpelling& row : rows) {
      EXPECT_TRUE(row.ucum.empty() || Unit::Parse(row.ucum).ok()) << row.written;
      EXPECT_TRUE(seen.insert(row.written).second) << row.written;
      EXPECT_EQ(Normal(std::string(row.written)), row.ucum.empty() ? "(unusable)" : std::string(row.ucum))
          << "cannot be reached: " << row.written;
    }
  }
}

// A text that UCUM reads as a unit is that unit, or one of those that the table reads otherwise on purpose.
TEST(UnitsTest, EveryUnitOfTheUcumSuiteIsItself) {
  const auto path = ConformanceFolder("ucum") / "UcumFunctionalTests.xml";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "skipped: shared data not present";
  pugi::xml_document suite;
  ASSERT_TRUE(suite.load_file(path.c_str()));
  const std::set<std::string> otherwise = {"pH", "C", "F"};
  int same = 0, refused = 0;
  for (const pugi::xml_node test : suite.child("ucumTests").child("validation").children("case")) {
    const std::string unit = test.attribute("unit").value();
    if (unit.empty() || otherwise.count(unit) > 0) continue;
    const bool valid = std::string(test.attribute("valid").value()) == "true";
    if (valid && Unit::Parse(unit).ok()) {
      const std::string normal = Normal(unit);
      ASSERT_TRUE(Unit::Parse(normal).ok()) << unit;
      EXPECT_EQ(Unit::Parse(normal)->dimension(), Unit::Parse(unit)->dimension()) << unit;
      ++same;
    } else if (!valid && Normal(unit) == "(unusable)") {
      ++refused;
    }
  }
  EXPECT_GT(same, 300);
  std::cout << same << " units of the suite are themselves, " << refused
            << " that it calls invalid are refused\n";
}

}  // namespace
}  // namespace trialmatch::fhir
