// Made-up drugs in the form of RxNorm's release files, and classes of them.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
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
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string Name(const char* rxcui, const char* type, const char* name, const char* suppress = "N",
                 const char* source = "RXNORM") {
  return absl::StrFormat("%s|ENG||||||1|||%s|%s|%s|1|%s||%s||\n", rxcui, rxcui, source, type, name, suppress);
}

// What `second` is to `first`.
std::string Relation(const char* first, const char* second, const char* relation,
                     const char* source = "RXNORM", const char* kind = "CUI", const char* suppress = "") {
  return absl::StrFormat("%s||%s|RO|%s||%s|%s|1||%s|%s|||%s||\n", first, kind, second, kind, relation, source,
                         source, suppress);
}

Code Rx(const char* rxcui) { return {kRxNormUri, rxcui}; }

LoadedTables Load(const std::string& names, const std::string& relations,
                  std::vector<TableFile> others = {}) {
  others.push_back({"RXNCONSO.RRF", names});
  others.push_back({"RXNREL.RRF", relations});
  return LoadPlainTables(std::move(others));
}

// Granite and marble are ingredients; Rockall is a brand of granite tablets.
std::string Names() {
  return Name("1", "IN", "granite") + Name("2", "IN", "marble") + Name("3", "PIN", "granite hydrochloride") +
         Name("10", "SCD", "granite 5 MG Oral Tablet") + Name("10", "SY", "granite 5 mg tabs") +
         Name("11", "SCDC", "granite 5 MG") + Name("12", "SCDF", "granite Oral Tablet") +
         Name("13", "MIN", "granite / marble") + Name("14", "SCD", "granite 5 MG / marble 1 MG Oral Tablet") +
         Name("20", "BN", "Rockall") + Name("21", "SBD", "granite 5 MG Oral Tablet [Rockall]") +
         Name("30", "GPCK", "{10 (granite 5 MG Oral Tablet)} Pack") + Name("40", "DF", "Oral Tablet");
}

TEST(RxNormRelease, AClinicalDrugLiesBeneathItsIngredient) {
  const LoadedTables tables =
      Load(Names(), Relation("1", "12", "has_ingredient") + Relation("12", "10", "isa") +
                        Relation("1", "11", "has_ingredient") + Relation("11", "10", "consists_of") +
                        Relation("40", "10", "has_dose_form"));
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_TRUE(t.IsA(Rx("10"), Rx("1")));
  EXPECT_TRUE(t.IsA(Rx("10"), Rx("11")));
  EXPECT_TRUE(t.IsA(Rx("10"), Rx("12")));
  EXPECT_FALSE(t.IsA(Rx("1"), Rx("10")));
  EXPECT_FALSE(t.IsA(Rx("10"), Rx("2")));
  EXPECT_FALSE(t.Has(Rx("40"))) << "a dose form is no drug";
  const auto classify = [&](const char* recorded, const char* asked) {
    return t.Classify(Rx(recorded), {{Deep(Rx(asked))}, {}}).membership;
  };
  EXPECT_EQ(classify("10", "1"), Membership::kMember);
  EXPECT_EQ(classify("1", "10"), Membership::kMaybe) << "the ingredient in whatever strength";
  EXPECT_EQ(classify("10", "2"), Membership::kNotMember);
}

// The first lies beneath the second; `up` is what the first is to the second.
struct Direction {
  const char* child;
  const char* parent;
  const char* up;
  const char* down;
};

TEST(RxNormRelease, EveryRelationReadsBothWaysTheSame) {
  const std::vector<Direction> directions = {{"10", "12", "isa", "inverse_isa"},
                                             {"12", "1", "has_ingredient", "ingredient_of"},
                                             {"14", "13", "has_ingredients", "ingredients_of"},
                                             {"11", "3", "has_precise_ingredient", "precise_ingredient_of"},
                                             {"21", "10", "tradename_of", "has_tradename"},
                                             {"20", "1", "tradename_of", "has_tradename"},
                                             {"21", "20", "has_ingredient", "ingredient_of"},
                                             {"10", "11", "consists_of", "constitutes"},
                                             {"30", "10", "contains", "contained_in"},
                                             {"3", "1", "form_of", "has_form"},
                                             {"13", "2", "has_part", "part_of"},
                                             {"14", "10", "quantified_form_of", "has_quantified_form"}};
  for (const Direction& d : directions) {
    for (const std::string& row : {Relation(d.parent, d.child, d.up), Relation(d.child, d.parent, d.down)}) {
      const LoadedTables tables = Load(Names(), row);
      EXPECT_THAT(Texts(tables), IsEmpty()) << row;
      EXPECT_TRUE(tables.terminology->IsA(Rx(d.child), Rx(d.parent))) << row;
      EXPECT_FALSE(tables.terminology->IsA(Rx(d.parent), Rx(d.child))) << row;
    }
  }
}

TEST(RxNormRelease, OtherRelationsAndOtherSourcesPutNothingBeneath) {
  const LoadedTables tables = Load(
      Names(),
      Relation("12", "10", "reformulation_of") + Relation("11", "10", "has_doseformgroup") +
          Relation("12", "10", "isa", "ATC") + Relation("12", "10", "isa", "RXNORM", "AUI") +
          "12||AUI|RN|10||CUI|isa|1||RXNORM|RXNORM||||||\n12||CUI|RN|10||AUI|isa|1||RXNORM|RXNORM||||||\n" +
          Relation("12", "10", "isa", "RXNORM", "CUI", "O") + Relation("12", "10", ""));
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(tables.terminology->Ancestors(*tables.terminology->Find(Rx("10"))).size(), 1u);
}

TEST(RxNormRelease, APackAndACombinationAreTakenAsTheirParts) {
  const LoadedTables tables =
      Load(Names(), Relation("1", "12", "has_ingredient") + Relation("12", "10", "isa") +
                        Relation("10", "30", "contains") + Relation("13", "14", "has_ingredients") +
                        Relation("1", "13", "has_part") + Relation("2", "13", "has_part"));
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Rx("30"), Rx("1")));
  EXPECT_TRUE(t.IsA(Rx("14"), Rx("1")));
  EXPECT_TRUE(t.IsA(Rx("14"), Rx("2")));
  // Who takes granite in whatever form may take it together with marble.
  EXPECT_EQ(t.Classify(Rx("1"), {{Deep(Rx("2"))}, {}}).membership, Membership::kMaybe);
  EXPECT_EQ(t.Classify(Rx("10"), {{Deep(Rx("2"))}, {}}).membership, Membership::kNotMember);
}

TEST(RxNormRelease, NamesAreThoseOfItsOwnVocabularyThatAreCurrent) {
  const LoadedTables tables =
      Load(Name("10", "SY", "granite tabs") + Name("10", "SCD", "granite 5 MG Oral Tablet") +
               Name("10", "IN", "foreign granite", "N", "ATC") + Name("10", "PSN", "old tabs", "Y") +
               Name("50", "SCD", "slate 1 MG", "O") + Name("51", "SCD", "slate 2 MG", "E") +
               Name("52", "SY", "only a synonym"),
           "");
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.DisplayName(Rx("10")), "granite 5 MG Oral Tablet");
  EXPECT_THAT(t.Names().Named("granite tabs"), ElementsAre(Rx("10")));
  EXPECT_THAT(t.Search("foreign granite", 9), IsEmpty());
  EXPECT_THAT(t.Search("old tabs", 9), IsEmpty());
  EXPECT_FALSE(t.Has(Rx("50")));
  EXPECT_TRUE(t.Has(Rx("51")));
  EXPECT_FALSE(t.Has(Rx("52")));
}

TEST(RxNormRelease, ItsVersionStandsInItsSources) {
  const auto source = [](const char* source, const char* version) {
    return absl::StrCat("C1|C2|x|", source, "|n|f|", version, "||||||||||||||||||\n");
  };
  EXPECT_EQ(Load(Names(), "").terminology->Versions()[0].version, "not stated");
  const LoadedTables tables =
      Load(Names(), "", {{"RXNSAB.RRF", source("ATC", "ATC_30") + source("RXNORM", "30AA_300106F")}});
  EXPECT_EQ(tables.terminology->Versions()[0].name, "RxNorm");
  EXPECT_EQ(tables.terminology->Versions()[0].version, "30AA_300106F");
}

TEST(RxNormRelease, FaultsAreReportedAndNotFatal) {
  const LoadedTables tables =
      Load(Names() + "60|ENG\n" + Name("", "IN", "nameless"),
           Relation("1", "99", "has_ingredient") + Relation("12", "10", "isa") + Relation("12", "10", "isa") +
               Relation("10", "12", "isa") + Relation("10", "1", "has_ingredient") +
               Relation("10", "10", "isa") + "short|row\n");
  EXPECT_EQ(tables.error_count, 0u);
  const std::vector<std::string> texts = Texts(tables);
  EXPECT_THAT(texts, Contains("14 warning a row has 18 cells, each with | after it"));
  EXPECT_THAT(texts, Contains("15 warning a row has an RXCUI and a name (STR)"));
  EXPECT_THAT(texts, Contains("1 warning relates what is no current drug: \"99\""));
  EXPECT_THAT(texts, Contains("5 warning would put an ingredient beneath another drug; not used: \"1\""));
  EXPECT_THAT(texts, Contains("7 warning a row has 16 cells, each with | after it"));
  EXPECT_THAT(texts, Contains(HasSubstr("would close a cycle")));
  EXPECT_EQ(texts.size(), 6u);
}

TEST(RxNormRelease, WithoutRelationsNothingIsRefuted) {
  const LoadedTables tables = LoadPlainTables({{"RXNCONSO.RRF", Names()}});
  EXPECT_THAT(Texts(tables), ElementsAre("0 warning no RXNREL.RRF: nothing lies beneath another"));
  EXPECT_EQ(tables.terminology->Classify(Rx("10"), {{Deep(Rx("2"))}, {}}).membership, Membership::kMaybe);
  EXPECT_THAT(Texts(LoadPlainTables({{"RXNREL.RRF", Relation("12", "10", "isa")}})),
              ElementsAre("0 warning left out: RxNorm without RXNCONSO.RRF"));
}

class DrugClassesTest : public testing::Test {
 protected:
  static LoadedTables Load(const std::string& rows, std::vector<TableFile> others = {}) {
    others.push_back({"drug-classes-2030.tsv", "name\tclass\tparent\tingredient\n" + rows});
    return trialmatch::Load(Names(), Relation("1", "12", "has_ingredient") + Relation("12", "10", "isa"),
                            std::move(others));
  }
  static Code Class(const char* code) { return {kDrugClassUri, code}; }
};

TEST_F(DrugClassesTest, ADrugLiesBeneathTheClassesOfItsIngredient) {
  const LoadedTables tables =
      Load("Stones\tA\t\t\nHard stones\tA1\tA\t1\nHard stones\tA1\tA\t2\nShiny stones\tA2\tA\t2\n");
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_TRUE(t.IsA(Rx("10"), Class("A1")));
  EXPECT_TRUE(t.IsA(Rx("10"), Class("A")));
  EXPECT_FALSE(t.IsA(Rx("10"), Class("A2")));
  EXPECT_TRUE(t.IsA(Rx("2"), Class("A1")));
  EXPECT_TRUE(t.IsA(Rx("2"), Class("A2")));
  EXPECT_EQ(t.DisplayName(Class("A1")), "Hard stones");
  EXPECT_EQ(t.Versions().back().version, "2030");
}

TEST_F(DrugClassesTest, ThatADrugIsNotListedRefutesOnlyWhereBothAreCuratedTogether) {
  const std::string rows = "Hard stones\tA1\t\t1\nShiny stones\tA2\t\t2\n";
  const ConceptSet shiny = {{Deep(Class("A2"))}, {}};
  EXPECT_EQ(Load(rows).terminology->Classify(Rx("10"), shiny).membership, Membership::kMaybe);
  const TableFile group = {"group.tsv",
                           "system\tr\thttp://www.nlm.nih.gov/research/umls/rxnorm\tRxNorm\t\tdrugs\n"
                           "system\tc\turn:trialmatch:drug-class\tClasses\t\tdrugs\n"};
  EXPECT_EQ(Load(rows, {group}).terminology->Classify(Rx("10"), shiny).membership, Membership::kNotMember);
}

TEST_F(DrugClassesTest, FaultsAreReportedAndNotFatal) {
  const LoadedTables tables =
      Load("Hard stones\tA1\tZ\t1\nHarder stones\tA1\t\t99\n\tA2\nHard stones\tA1\t\t1\tmore\n");
  EXPECT_EQ(tables.error_count, 0u);
  EXPECT_THAT(Texts(tables),
              testing::UnorderedElementsAre("2 warning the class above is not in the table: \"Z\"",
                                            "3 warning the class has another name already: \"A1\"",
                                            "3 warning the drug is no concept of RxNorm: \"99\"",
                                            "4 warning a row has a class and its name",
                                            "5 warning a row has more cells than columns"));
  EXPECT_TRUE(tables.terminology->IsA(Rx("10"), Class("A1")));
}

TEST_F(DrugClassesTest, ServeDrugsOfAPlainTableAndOtherSystems) {
  const TableFile own = {"own.tsv",
                         "system\tr\thttp://www.nlm.nih.gov/research/umls/rxnorm\tRxNorm (excerpt)\t1\n"
                         "concept\tr:77\tpumice\n"};
  const LoadedTables tables = LoadPlainTables(
      {own, {"atc.tsv", "class\tname\tingredient\tsystem\nV0\tStones\t77\thttp://www.whocc.no/atc\n"}});
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_TRUE(tables.terminology->IsA(Rx("77"), Code("http://www.whocc.no/atc", "V0")));
  EXPECT_EQ(tables.terminology->DisplayName(Rx("77")), "pumice");
}

}  // namespace
}  // namespace trialmatch
