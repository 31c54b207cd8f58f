#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::IsEmpty;

Decimal D(absl::string_view text) { return Decimal::Parse(text).value(); }

LoadedTables Analytes() {
  return LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:glucose ; Glucose",
      "concept ; a:fasting ; Fasting glucose ; a:glucose",
      "concept ; a:morning ; Morning fasting glucose ; a:fasting",
      "concept ; a:hba1c ; HbA1c",
      "concept ; a:mixed ; A panel ; a:glucose|a:hba1c",
      "concept ; a:near ; Nearer to one ; a:fasting|a:hba1c",
      "concept ; a:sodium ; Sodium",
      "map ; a:hba1c ; b:4548-4",
      "analyte ; a:glucose ; 180.156",
      "conversion ; a:hba1c ; mmol/mol ; % ; 0.09148 ; 2.152",
  });
}

TEST(Analytes, AreFoundByTheCodeItsEquivalentAndItsNearestAncestor) {
  const LoadedTables tables = Analytes();
  EXPECT_THAT(Texts(tables), IsEmpty());
  const Terminology& t = *tables.terminology;
  const AnalyteConversions* glucose = t.Analyte(A("glucose"));
  ASSERT_NE(glucose, nullptr);
  EXPECT_EQ(glucose->molar_mass_g_per_mol, D("180.156"));
  EXPECT_THAT(glucose->linear, IsEmpty());
  EXPECT_EQ(t.Analyte(A("morning")), glucose);
  const AnalyteConversions* hba1c = t.Analyte(B("4548-4"));
  ASSERT_NE(hba1c, nullptr);
  EXPECT_EQ(hba1c, t.Analyte(A("hba1c")));
  ASSERT_EQ(hba1c->linear.size(), 1u);
  EXPECT_EQ(hba1c->linear[0], (AnalyteConversions::Linear{"mmol/mol", "%", D("0.09148"), D("2.152")}));
  EXPECT_EQ(t.Analyte(A("near")), hba1c);
}

TEST(Analytes, AreNotGuessed) {
  const LoadedTables tables = Analytes();
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.Analyte(A("sodium")), nullptr);
  EXPECT_EQ(t.Analyte(A("mixed")), nullptr) << "two entries equally near";
  EXPECT_EQ(t.Analyte(A("unknown")), nullptr);
}

TEST(Analytes, BadRowsAreReported) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:x ; X",
      "analyte ; a:none ; 1",
      "analyte ; a:x ; 0",
      "analyte ; a:x ; heavy",
      "analyte ; a:x ; 12.5",
      "analyte ; a:x ; 12.50",
      "analyte ; a:x ; 13",
      "conversion ; a:x ; % ; % ; 1",
      "conversion ; a:x ; mg/dL ; g/L ; 0.01",
      "conversion ; a:x ; % ; mmol/mol ; 0",
      "conversion ; a:x ; nonsense ; mmol/mol ; 1",
      "conversion ; a:x ; % ; mmol/mol ; 10.929 ; -23.5",
      "conversion ; a:x ; mmol/mol ; % ; 0.09148 ; 2.152",
      "conversion ; a:x ; % ; mmol/mol ; 10.929 ; -23.5",
  });
  std::vector<uint32_t> errors, warnings;
  for (const LoadIssue& issue : tables.issues) {
    (issue.severity == LoadSeverity::kError ? errors : warnings).push_back(issue.line);
  }
  EXPECT_THAT(errors, ::testing::UnorderedElementsAre(3, 4, 5, 8, 9, 10, 11, 12, 14));
  EXPECT_THAT(warnings, ::testing::UnorderedElementsAre(7, 15));
  EXPECT_EQ(tables.terminology->Analyte(A("x"))->molar_mass_g_per_mol, D("12.5"));
}

class NormalLimits : public ::testing::Test {
 protected:
  std::optional<std::string> High(absl::string_view code, LimitSex sex, int64_t first, int64_t last) const {
    const auto limit = tables_.terminology->NormalLimitOf("uln", A(code), sex, {first, last});
    if (!limit.has_value() || !limit->high.has_value()) return std::nullopt;
    return limit->high->ToString();
  }

  const LoadedTables tables_ = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:alt ; ALT",
      "concept ; a:alt-child ; ALT at 37 degrees ; a:alt",
      "limit ; uln ; a:alt ; any ; 0..27 ;  ; 60 ; U/L",
      "limit ; uln ; a:alt ; male ; 28.. ; 5 ; 50 ; U/L",
      "limit ; uln ; a:alt ; female ; 28..6569 ; 5 ; 50 ; U/L",
      "limit ; uln ; a:alt ; female ; 6570.. ; 5 ; 35 ; U/L",
      "limit ; uln ; a:alt ; ; 6570.. ; 5 ; 40 ; U/L",
  });
};

TEST_F(NormalLimits, GoBySexAndAge) {
  EXPECT_THAT(Texts(tables_), IsEmpty());
  EXPECT_EQ(High("alt", LimitSex::kMale, 27, 27), "60");
  EXPECT_EQ(High("alt", LimitSex::kMale, 28, 28), "50");
  EXPECT_EQ(High("alt", LimitSex::kFemale, 6569, 6569), "50");
  EXPECT_EQ(High("alt", LimitSex::kFemale, 6570, 6570), "35") << "the row for the sex comes before any";
  const auto limit = tables_.terminology->NormalLimitOf("uln", A("alt"), LimitSex::kMale, {28, 28});
  ASSERT_TRUE(limit.has_value());
  EXPECT_EQ(limit->low, D("5"));
  EXPECT_EQ(limit->unit, "U/L");
}

TEST_F(NormalLimits, AnUnknownSexOrAgeCountsOnlyWhereAllAgree) {
  EXPECT_EQ(High("alt", LimitSex::kAny, 27, 27), "60");
  EXPECT_EQ(High("alt", LimitSex::kAny, 28, 6569), "50");
  EXPECT_EQ(High("alt", LimitSex::kAny, 6570, 6570), std::nullopt);
  EXPECT_EQ(High("alt", LimitSex::kMale, 28, 9000), "50");
  EXPECT_EQ(High("alt", LimitSex::kMale, 27, 28), std::nullopt);
  EXPECT_EQ(High("alt", LimitSex::kFemale, 6000, 7000), std::nullopt);
  EXPECT_EQ(High("alt", LimitSex::kMale, 30, 29), std::nullopt);
}

TEST_F(NormalLimits, AreNotInherited) {
  EXPECT_EQ(High("alt-child", LimitSex::kMale, 30, 30), std::nullopt);
  EXPECT_FALSE(tables_.terminology->HasNormalLimitTable("other"));
  EXPECT_TRUE(tables_.terminology->HasNormalLimitTable("uln"));
  EXPECT_EQ(tables_.terminology->NormalLimitOf("other", A("alt"), LimitSex::kMale, {30, 30}), std::nullopt);
}

TEST_F(NormalLimits, AnAgeWithoutARowHasNone) {
  const LoadedTables tables =
      LoadRows({"system ; a ; urn:a ; A", "concept ; a:x ; X", "limit ; t ; a:x ; any ; 10..20 ; 1 ; ; g",
                "limit ; t ; a:x ; any ; 30..40 ; 1 ; ; g"});
  const auto at = [&](int64_t first, int64_t last) {
    return tables.terminology->NormalLimitOf("t", A("x"), LimitSex::kMale, {first, last}).has_value();
  };
  EXPECT_TRUE(at(10, 20));
  EXPECT_FALSE(at(9, 20));
  EXPECT_FALSE(at(15, 35)) << "a hole between";
  EXPECT_FALSE(at(21, 29));
}

TEST(NormalLimitRows, BadOnesAreReported) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:x ; X",
      "limit ; t ; a:x ; any ; 5 ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; 9..5 ; 1 ; 2 ; g",
      "limit ; t ; a:x ; both ; ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; ; 3 ; 2 ; g",
      "limit ; t ; a:x ; any ; ;  ;  ; g",
      "limit ; t ; a:x ; any ; ; 1 ; 2",
      "limit ; t ; a:x ; any ; ; 1 ; 2 ; nonsense",
      "limit ; t ; a:none ; any ; ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; 0..9 ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; 0..9 ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; 9..12 ; 1 ; 2 ; g",
      "limit ; t ; a:x ; any ; 10.. ; one ; 2 ; g",
  });
  EXPECT_EQ(tables.error_count, 10u) << ::testing::PrintToString(Texts(tables));
  EXPECT_EQ(tables.warning_count, 1u);
}

}  // namespace
}  // namespace trialmatch
