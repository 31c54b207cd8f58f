#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

LoadedTables Scales() {
  return LoadRows({
      "scale ; NYHA ; I|Class I|1 ; 1",
      "scale ; NYHA ; II|Class II|2 ; 2",
      "scale ; severity ; mild ; 1",
      "scale ; severity ; life-threatening|critical ; 4",
      "scale ; stage ; III ; 30..32",
      "scale ; stage ; IIIB ; 31",
      "scale ; stage ; IIIA|3a ; 30 .. 30",
  });
}

TEST(Scales, GradesHaveRanksInAnySpellingAndCase) {
  const LoadedTables tables = Scales();
  EXPECT_THAT(Texts(tables), IsEmpty());
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.Rank("NYHA", "II"), (RankRange{2, 2}));
  EXPECT_EQ(t.Rank("nyha", " class ii "), (RankRange{2, 2}));
  EXPECT_EQ(t.Rank("severity", "Critical"), (RankRange{4, 4}));
}

TEST(Scales, AGradeMaySpanRanks) {
  const LoadedTables tables = Scales();
  EXPECT_EQ(tables.terminology->Rank("stage", "III"), (RankRange{30, 32}));
  EXPECT_EQ(tables.terminology->Rank("stage", "3A"), (RankRange{30, 30}));
}

TEST(Scales, WhatIsNotThereHasNoRank) {
  const LoadedTables tables = Scales();
  EXPECT_TRUE(tables.terminology->HasScale("Stage"));
  EXPECT_FALSE(tables.terminology->HasScale("CTCAE"));
  EXPECT_EQ(tables.terminology->Rank("CTCAE", "3"), std::nullopt);
  EXPECT_EQ(tables.terminology->Rank("NYHA", "V"), std::nullopt);
}

TEST(Scales, BadRowsAreReported) {
  const LoadedTables tables = LoadRows({
      "scale ; s ; a ; x",
      "scale ; s ; b ; 5..3",
      "scale ; s ; c ; -1",
      "scale ; s ; d ; 3..",
      "scale ; s ; | ; 3",
      "scale ; s ; e|E ; 1",
      "scale ; s ; e ; 2",
      "scale ; s ; f ; 99999999999",
  });
  EXPECT_EQ(tables.error_count, 7u);
  EXPECT_EQ(tables.warning_count, 1u);
  EXPECT_EQ(tables.terminology->Rank("s", "e"), (RankRange{1, 1}));
  EXPECT_THAT(Texts(tables), ::testing::Contains("7 error the grade has another rank already: \"e\""));
}

}  // namespace
}  // namespace trialmatch
