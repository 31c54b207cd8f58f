// A made-up table with the columns of LOINC's.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "terminology/name_index.h"
#include "terminology/plain_table.h"
#include "terminology/system_uris.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Not in the order in which they are published.
constexpr char kColumns[] =
    "\"STATUS\",\"LOINC_NUM\",\"COMPONENT\",\"PROPERTY\",\"TIME_ASPCT\",\"SYSTEM\",\"SCALE_TYP\",\"METHOD_"
    "TYP\","
    "\"LONG_COMMON_NAME\",\"SHORTNAME\",\"EXAMPLE_UCUM_UNITS\",\"VersionLastChanged\"\n";

struct Term {
  std::string number, component = "Rock", system = "Bld", method = "", unit = "", status = "ACTIVE",
                      version = "3.9";
};

std::string Row(const Term& t) {
  const std::vector<std::string> cells = {t.status,
                                          t.number,
                                          t.component,
                                          "MCnc",
                                          "Pt",
                                          t.system,
                                          "Qn",
                                          t.method,
                                          absl::StrCat(t.component, ", a ", t.number),
                                          absl::StrCat("sn ", t.number),
                                          t.unit,
                                          t.version};
  return absl::StrCat("\"", absl::StrJoin(cells, "\",\""), "\"\n");
}

LoadedTables Load(const std::vector<Term>& terms, std::vector<TableFile> others = {}) {
  std::string text = kColumns;
  for (const Term& term : terms) text += Row(term);
  others.push_back({"Loinc.csv", text});
  return LoadPlainTables(std::move(others));
}

Code Loinc(const std::string& number) { return {kLoincUri, number}; }

TEST(LoincTable, HasCodesNamesUnitsAndTheVersionOfItsLastChange) {
  const LoadedTables tables = Load({{.number = "1-8", .unit = "mg/dL", .version = "3.9"},
                                    {.number = "2-6", .component = "Sand", .version = "3.10"}});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(t.DisplayName(Loinc("1-8")), "Rock, a 1-8");
  EXPECT_THAT(t.Names().Named("sn 2 6"), ElementsAre(Loinc("2-6")));
  EXPECT_EQ(t.UnitOf(Loinc("1-8")), "mg/dL");
  EXPECT_EQ(t.UnitOf(Loinc("2-6")), std::nullopt);
  EXPECT_EQ(t.Versions()[0].name, "LOINC");
  EXPECT_EQ(t.Versions()[0].version, "3.10");
}

TEST(LoincTable, ACodeWithAMethodLiesBeneathTheSameWithoutOne) {
  const LoadedTables tables = Load({{.number = "1-8"},
                                    {.number = "2-6", .method = "Sieve"},
                                    {.number = "3-4", .system = "Urine", .method = "Sieve"},
                                    {.number = "4-2", .method = "Scale"}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Loinc("2-6"), Loinc("1-8")));
  EXPECT_TRUE(t.IsA(Loinc("4-2"), Loinc("1-8")));
  EXPECT_FALSE(t.IsA(Loinc("1-8"), Loinc("2-6")));
  EXPECT_FALSE(t.IsA(Loinc("3-4"), Loinc("1-8")));
  const auto classify = [&](const char* recorded, const char* asked) {
    return t.Classify(Loinc(recorded), {{Deep(Loinc(asked))}, {}}).membership;
  };
  EXPECT_EQ(classify("2-6", "1-8"), Membership::kMember);
  EXPECT_EQ(classify("1-8", "2-6"), Membership::kMaybe) << "any method may have been used";
  EXPECT_EQ(classify("2-6", "4-2"), Membership::kNotMember);
  EXPECT_EQ(classify("3-4", "1-8"), Membership::kNotMember);
}

TEST(LoincTable, ASpecimenLiesBeneathTheSameOrAnother) {
  const LoadedTables tables = Load({{.number = "1-8", .system = "Ser/Plas"},
                                    {.number = "2-6", .system = "Ser"},
                                    {.number = "3-4", .system = "Plas", .method = "Sieve"},
                                    {.number = "4-2", .system = "Ser/Plas", .method = "Sieve"},
                                    {.number = "5-9", .system = "Ser/Plas^Donor"},
                                    {.number = "6-7", .system = "Plas^Donor"}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Loinc("2-6"), Loinc("1-8")));
  EXPECT_TRUE(t.IsA(Loinc("3-4"), Loinc("4-2")));
  EXPECT_TRUE(t.IsA(Loinc("3-4"), Loinc("1-8")));
  EXPECT_FALSE(t.IsA(Loinc("1-8"), Loinc("2-6")));
  EXPECT_FALSE(t.IsA(Loinc("6-7"), Loinc("5-9")));
}

TEST(LoincTable, OfCodesWithTheSameAxesOnlyTheActiveOneHasOthersBeneathIt) {
  const Term method = {.number = "9-1", .method = "Sieve"};
  const LoadedTables one = Load({{.number = "1-8"}, {.number = "2-6", .status = "DISCOURAGED"}, method});
  EXPECT_TRUE(one.terminology->IsA(Loinc("9-1"), Loinc("1-8")));
  EXPECT_FALSE(one.terminology->IsA(Loinc("9-1"), Loinc("2-6")));
  const LoadedTables two = Load({{.number = "1-8"}, {.number = "2-6"}, method});
  EXPECT_FALSE(two.terminology->IsA(Loinc("9-1"), Loinc("1-8")));
  EXPECT_FALSE(two.terminology->IsA(Loinc("9-1"), Loinc("2-6")));
}

TEST(LoincTable, DeprecatedCodesAreLeftOut) {
  const LoadedTables tables =
      Load({{.number = "1-8"}, {.number = "2-6", .status = "DEPRECATED", .version = "4.0"}});
  EXPECT_FALSE(tables.terminology->Has(Loinc("2-6")));
  EXPECT_EQ(tables.terminology->Versions()[0].version, "4.0");
}

TEST(LoincTable, FaultsAreReportedAndNotFatal) {
  const LoadedTables tables = Load({{.number = "1-8", .unit = "mg/dL;g/L"},
                                    {.number = "1-8", .component = "Other"},
                                    {.number = ""},
                                    {.number = "3-4", .component = "Clay", .unit = "lumps"}});
  EXPECT_EQ(tables.error_count, 0u);
  EXPECT_THAT(Texts(tables), Contains("4 warning a record has a LOINC_NUM, a LONG_COMMON_NAME and a STATUS"));
  EXPECT_THAT(Texts(tables), Contains("3 warning the concept has another row already: \"1-8\""));
  EXPECT_THAT(Texts(tables), Contains("5 warning the unit is not UCUM: \"lumps\""));
  EXPECT_EQ(Texts(tables).size(), 3u);
  EXPECT_EQ(tables.terminology->UnitOf(Loinc("1-8")), std::nullopt) << "two units say nothing";
}

TEST(LoincTable, AnExcerptOfOurOwnKeepsItsNamesGroupAndUnits) {
  const TableFile own = {"own.tsv",
                         "system\tl\thttp://loinc.org\tLOINC (excerpt)\t1.0\tg\n"
                         "system\ts\turn:s\tS\t1\tg\nconcept\ts:x\tX\n"
                         "concept\tl:1-8\tMy rock\nunit\tl:1-8\tg/L\n"};
  const LoadedTables tables =
      Load({{.number = "1-8", .unit = "mg/dL"}, {.number = "2-6", .method = "Sieve"}}, {own});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(t.DisplayName(Loinc("1-8")), "My rock");
  EXPECT_THAT(t.Names().Named("rock a 1 8"), ElementsAre(Loinc("1-8")));
  EXPECT_EQ(t.UnitOf(Loinc("1-8")), "g/L");
  EXPECT_TRUE(t.IsA(Loinc("2-6"), Loinc("1-8")));
  EXPECT_EQ(t.Versions()[0].version, "3.9");
  EXPECT_EQ(t.Classify(Loinc("2-6"), {{Deep(Code("urn:s", "x"))}, {}}).membership, Membership::kNotMember);
}

TEST(LoincTable, IsKnownByItsColumns) {
  const LoadedTables core = LoadPlainTables({{"LoincTableCore.csv",
                                              "LONG_COMMON_NAME,LOINC_NUM,STATUS,COMPONENT,METHOD_TYP\nRock,"
                                              "1-8,ACTIVE,Rock,\nSieved,2-6,ACTIVE,Rock,Sieve\n"}});
  EXPECT_EQ(core.terminology->DisplayName(Loinc("1-8")), "Rock");
  EXPECT_FALSE(core.terminology->IsA(Loinc("2-6"), Loinc("1-8"))) << "not all axes are there";
  const LoadedTables other = LoadPlainTables({{"MapTo.csv", "LOINC,MAP_TO,COMMENT\n1-8,2-6,\n"}});
  EXPECT_THAT(Texts(other), ElementsAre("0 warning left out: no known form of a terminology"));
}

}  // namespace
}  // namespace trialmatch
