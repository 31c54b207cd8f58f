#include "terminology/name_index.h"

#include <map>
#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NameWordsTest, AreLowerCaseWithoutWhatSeparatesThem) {
  EXPECT_THAT(NameWords("Type-2  Diabetes/mellitus (NIDDM)."),
              ElementsAre("type", "2", "diabetes", "mellitus", "niddm"));
  EXPECT_THAT(NameWords("  "), IsEmpty());
  EXPECT_EQ(JoinedNameWords("-HbA1c %-"), "hba1c");
}

TEST(NameWordsTest, DropApostrophesInsideWordsOnly) {
  EXPECT_THAT(NameWords("Crohn's 'disease' of parents' homes"),
              ElementsAre("crohns", "disease", "of", "parents", "homes"));
}

TEST(NameWordsTest, KeepBytesBeyondAscii) {
  EXPECT_THAT(NameWords("Sj\xC3\xB6gren Syndrome"), ElementsAre("sj\xC3\xB6gren", "syndrome"));
}

TEST(NaturalOrderTest, TurnsInvertedHeadingsRound) {
  EXPECT_EQ(NaturalOrder("Hypertension, Pulmonary"), "Pulmonary Hypertension");
  EXPECT_EQ(NaturalOrder("Anemia, Hemolytic, Autoimmune"), "Autoimmune Hemolytic Anemia");
  EXPECT_EQ(NaturalOrder("Asthma"), std::nullopt);
  EXPECT_EQ(NaturalOrder("1,4-Dioxane"), std::nullopt);
  EXPECT_EQ(NaturalOrder("Cholera, unspecified"), std::nullopt);
  EXPECT_EQ(NaturalOrder("Wounds, and Injuries"), std::nullopt);
}

TEST(NameIndexOfManyTest, GivesEachCodeOnceAndInOrder) {
  std::string text = "system\ta\turn:a\tA\n";
  std::vector<Code> codes;
  for (int i = 100; i < 200; ++i) {
    // So that neither reading nor sorting by name has them in order.
    const int code = 100 + i * 37 % 100;
    absl::StrAppend(&text, "concept\ta:", code, "\tAsthma\t\tasthma|ASTHMA\n");
    codes.push_back(A(std::to_string(i)));
  }
  const LoadedTables tables = LoadPlainTables({{"test.tsv", text}});
  EXPECT_THAT(tables.terminology->Names().Named("asthma"), testing::ElementsAreArray(codes));
  EXPECT_THAT(tables.terminology->Search("asthma", 200), testing::ElementsAreArray(codes));
}

class NameIndexTest : public testing::Test {
 protected:
  NameIndexTest() {
    tables_ = LoadRows({"system;a;urn:a;A;1;", "system;b;urn:b;B;1;",
                        "concept;a:1;Hypertension;;High blood pressure|Hypertension, arterial",
                        "concept;a:2;Hypertension, Pulmonary;a:1", "concept;b:7;High Blood-Pressure",
                        "concept;b:8;High blood pressure in pregnancy"});
  }
  const NameIndex& names() const { return tables_.terminology->Names(); }

  LoadedTables tables_;
};

TEST_F(NameIndexTest, FindsConceptsByExactlyTheirWords) {
  EXPECT_THAT(names().Named("hypertension"), ElementsAre(A("1")));
  EXPECT_THAT(names().Named("high blood pressure"), ElementsAre(A("1"), B("7")));
  EXPECT_THAT(names().Named("high blood"), IsEmpty());
  EXPECT_THAT(names().Named("high blood pressures"), IsEmpty());
  EXPECT_THAT(names().Named("1"), IsEmpty());
  EXPECT_THAT(names().Named(""), IsEmpty());
}

TEST_F(NameIndexTest, FindsInvertedHeadingsEitherWayRound) {
  EXPECT_THAT(names().Named("hypertension pulmonary"), ElementsAre(A("2")));
  EXPECT_THAT(names().Named("pulmonary hypertension"), ElementsAre(A("2")));
  EXPECT_THAT(names().Named("arterial hypertension"), ElementsAre(A("1")));
}

TEST_F(NameIndexTest, SaysWhetherSomeNameGoesOn) {
  EXPECT_TRUE(names().GoesOn("high"));
  EXPECT_TRUE(names().GoesOn("high blood pressure"));
  EXPECT_TRUE(names().GoesOn("hypertension"));
  EXPECT_FALSE(names().GoesOn("high blood pressure in pregnancy"));
  EXPECT_FALSE(names().GoesOn("hyper"));
  EXPECT_FALSE(names().GoesOn("pressure"));
  EXPECT_FALSE(names().GoesOn(""));
}

TEST(NameIndexOfNothingTest, FindsNothing) {
  const LoadedTables tables = LoadRows({});
  EXPECT_THAT(tables.terminology->Names().Named("nothing at all"), IsEmpty());
  EXPECT_FALSE(tables.terminology->Names().GoesOn("nothing"));
}

// The obvious definition beside the index, for names of few words that begin alike.
TEST(NameIndexRandomTest, EqualsTheDefinition) {
  const std::vector<std::string> words = {"a", "ab", "b", "a1", "\xC3\xA9", "abc"};
  for (uint32_t seed = 0; seed < 30; ++seed) {
    std::mt19937 random(seed);
    const auto text = [&] {
      std::string joined = words[random() % words.size()];
      for (uint32_t n = random() % 4; n > 0; --n) joined += " " + words[random() % words.size()];
      return joined;
    };
    std::string table = "system\ta\turn:a\tA\n";
    std::map<std::string, std::set<std::string>> named;
    for (int code = 0; code < 60; ++code) {
      const std::string name = text(), synonym = text();
      table += "concept\ta:" + std::to_string(code) + "\t" + name + "\t\t" + synonym + "\n";
      for (const std::string& one : {name, synonym}) named[one].insert(std::to_string(code));
    }
    const LoadedTables loaded = LoadPlainTables({{"t.tsv", table}});
    for (int i = 0; i < 500; ++i) {
      const std::string asked = text();
      std::set<std::string> codes;
      for (const Code& code : loaded.terminology->Names().Named(asked)) codes.insert(code.code());
      EXPECT_EQ(codes, named.contains(asked) ? named[asked] : std::set<std::string>()) << asked;
      const auto longer = named.lower_bound(asked + " ");
      EXPECT_EQ(loaded.terminology->Names().GoesOn(asked),
                longer != named.end() && longer->first.starts_with(asked + " "))
          << asked;
    }
  }
}

}  // namespace
}  // namespace trialmatch
