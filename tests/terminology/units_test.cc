#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/source_folder.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Units, AreFoundByTheCodeItsEquivalentAndItsNearestAncestor) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "system ; b ; urn:b ; B",
      "concept ; a:weight ; Weight",
      "concept ; a:birth-weight ; Birth weight ; a:weight",
      "concept ; a:first ; First weight ; a:birth-weight",
      "concept ; a:lean ; Lean weight ; a:weight",
      "concept ; a:length ; Length",
      "map ; a:birth-weight ; b:8339-4",
      "unit ; a:weight ; kg",
      "unit ; a:birth-weight ; g",
  });
  EXPECT_THAT(Texts(tables), IsEmpty());
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.UnitOf(A("weight")), "kg");
  EXPECT_EQ(t.UnitOf(A("lean")), "kg");
  EXPECT_EQ(t.UnitOf(A("birth-weight")), "g") << "its own comes before the inherited one";
  EXPECT_EQ(t.UnitOf(A("first")), "g");
  EXPECT_EQ(t.UnitOf(B("8339-4")), "g");
  EXPECT_EQ(t.UnitOf(A("length")), std::nullopt);
  EXPECT_EQ(t.UnitOf(A("unknown")), std::nullopt);
}

TEST(Units, AreNotGuessedBetweenTwoParents) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:x ; X",
      "concept ; a:y ; Y",
      "concept ; a:z ; Z",
      "concept ; a:xy ; X and Y ; a:x|a:y",
      "concept ; a:xz ; X and Z ; a:x|a:z",
      "unit ; a:x ; g",
      "unit ; a:y ; mmol",
      "unit ; a:z ; g",
  });
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(tables.terminology->UnitOf(A("xy")), std::nullopt);
  EXPECT_EQ(tables.terminology->UnitOf(A("xz")), "g") << "both parents say the same";
}

TEST(Units, BadRowsAreReported) {
  const LoadedTables tables = LoadRows({
      "system ; a ; urn:a ; A",
      "concept ; a:x ; X",
      "unit ; a:none ; g",
      "unit ; a:x ; nonsense",
      "unit ; a:x",
      "unit ; a:x ; g",
      "unit ; a:x ; g",
      "unit ; a:x ; kg",
      "unit ; c:x ; g",
      "unit ; a:x ; g ; kg",
  });
  std::vector<uint32_t> errors, warnings;
  for (const LoadIssue& issue : tables.issues) {
    (issue.severity == LoadSeverity::kError ? errors : warnings).push_back(issue.line);
  }
  EXPECT_THAT(errors, ::testing::UnorderedElementsAre(3, 4, 5, 8, 9, 10));
  EXPECT_THAT(warnings, ::testing::ElementsAre(7));
  EXPECT_THAT(Texts(tables), ::testing::Contains(HasSubstr("not UCUM")));
  EXPECT_EQ(tables.terminology->UnitOf(A("x")), "g") << "the first sound row stays";
}

TEST(Units, TheSampleSaysWhatItsObservationsAreMeasuredIn) {
  const absl::StatusOr<LoadedTables> sample = LoadTerminologyFolder(InSource("deploy/sample/terminology"));
  ASSERT_TRUE(sample.ok()) << sample.status();
  EXPECT_THAT(Texts(*sample), IsEmpty());
  EXPECT_EQ(sample->terminology->UnitOf({"urn:trialmatch:sample", "birth-weight"}), "g");
  EXPECT_EQ(sample->terminology->UnitOf({"http://loinc.org", "62238-1"}), "mL/min/{1.73_m2}");
}

}  // namespace
}  // namespace trialmatch
