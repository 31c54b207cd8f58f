// Made-up snapshots in the form of SNOMED CT's release files.
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
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
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Rows with a space for a tab, and "_" for a space.
std::string Rows(absl::string_view text) { return absl::StrReplaceAll(text, {{" ", "\t"}, {"_", " "}}); }

constexpr char kConceptColumns[] = "id effectiveTime active moduleId definitionStatusId\n";
constexpr char kRelationshipColumns[] =
    "id effectiveTime active moduleId sourceId destinationId relationshipGroup typeId characteristicTypeId "
    "modifierId\n";
constexpr char kDescriptionColumns[] =
    "id effectiveTime active moduleId conceptId languageCode typeId term caseSignificanceId\n";

constexpr char kIsA[] = "116680003", kSite[] = "363698007";
constexpr char kInferred[] = "900000000000011006", kAdditional[] = "900000000000227009";
constexpr char kFull[] = "900000000000003001", kSynonym[] = "900000000000013009";

// `id` is 6 to 18 digits.
std::string Concept(int id, int active = 1, int time = 20300101) {
  return absl::StrCat(id, " ", time, " ", active, " 900000000000207008 900000000000074008\n");
}
std::string Relation(int id, int source, int destination, int active = 1, const char* type = kIsA,
                     const char* characteristic = kInferred, int time = 20300101) {
  return absl::StrCat(id, " ", time, " ", active, " 900000000000207008 ", source, " ", destination, " 0 ",
                      type, " ", characteristic, " 900000000000451002\n");
}
std::string Description(int id, int of, const char* type, const char* term, int active = 1,
                        const char* language = "en") {
  return absl::StrCat(id, " 20300101 ", active, " 900000000000207008 ", of, " ", language, " ", type, " ",
                      term, " 900000000000448009\n");
}

TableFile Concepts(const std::string& rows, const char* edition = "INT_20300101") {
  return {absl::StrCat("sct2_Concept_Snapshot_", edition, ".txt"), Rows(kConceptColumns + rows)};
}
TableFile Relations(const std::string& rows, const char* edition = "INT_20300101") {
  return {absl::StrCat("sct2_Relationship_Snapshot_", edition, ".txt"), Rows(kRelationshipColumns + rows)};
}
TableFile Descriptions(const std::string& rows) {
  return {"sct2_Description_Snapshot-en_INT_20300101.txt", Rows(kDescriptionColumns + rows)};
}

Code Sct(int id) { return {kSnomedUri, absl::StrCat(id)}; }

// Ore disease is a rock disease and a metal disease, and all are diseases.
constexpr int kDisease = 1000001, kRock = 1000002, kMetal = 1000003, kOre = 1000004;
std::string SomeConcepts() { return Concept(kDisease) + Concept(kRock) + Concept(kMetal) + Concept(kOre); }
std::string SomeRelations() {
  return Relation(2000001, kRock, kDisease) + Relation(2000002, kMetal, kDisease) +
         Relation(2000003, kOre, kRock) + Relation(2000004, kOre, kMetal);
}

TEST(SnomedRelease, AConceptLiesBeneathAllItsParents) {
  const LoadedTables tables = LoadPlainTables({Concepts(SomeConcepts()), Relations(SomeRelations())});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_TRUE(t.IsA(Sct(kOre), Sct(kRock)));
  EXPECT_TRUE(t.IsA(Sct(kOre), Sct(kMetal)));
  EXPECT_TRUE(t.IsA(Sct(kOre), Sct(kDisease)));
  EXPECT_FALSE(t.IsA(Sct(kDisease), Sct(kOre)));
  EXPECT_FALSE(t.IsA(Sct(kRock), Sct(kMetal)));
}

TEST(SnomedRelease, ItsVersionIsTheDateInTheNameElseTheLatestRow) {
  const auto version = [](const LoadedTables& tables) { return tables.terminology->Versions()[0]; };
  const LoadedTables named = LoadPlainTables({Concepts(SomeConcepts()), Relations(SomeRelations())});
  EXPECT_EQ(version(named).system, kSnomedUri);
  EXPECT_EQ(version(named).name, "SNOMED CT");
  EXPECT_EQ(version(named).version, "20300101");
  EXPECT_EQ(version(named).concept_count, 4u);
  const LoadedTables unnamed = LoadPlainTables(
      {{"Snapshot.txt", Rows(kConceptColumns + Concept(kRock, 1, 20290701) + Concept(kDisease, 1, 20280101))},
       Relations(Relation(2000001, kRock, kDisease))});
  EXPECT_EQ(version(unnamed).version, "20290701");
}

TEST(SnomedRelease, InactiveRowsSayNothing) {
  const LoadedTables tables =
      LoadPlainTables({Concepts(SomeConcepts() + Concept(1000005, 0)),
                       Relations(SomeRelations() + Relation(2000005, kRock, kMetal, 0)),
                       Descriptions(Description(3000001, kOre, kFull, "Ore_disease_(disorder)") +
                                    Description(3000002, kOre, kSynonym, "Ore_rot", 0) +
                                    Description(3000003, 1000005, kFull, "Retired_disease_(disorder)"))});
  const Terminology& t = *tables.terminology;
  EXPECT_FALSE(t.Has(Sct(1000005)));
  EXPECT_FALSE(t.IsA(Sct(kRock), Sct(kMetal)));
  EXPECT_THAT(t.Search("ore rot", 9), IsEmpty());
  EXPECT_THAT(t.Search("retired disease", 9), IsEmpty());
  // A record with a retired code may mean anything.
  EXPECT_EQ(t.Classify(Sct(1000005), {{Deep(Sct(kDisease))}, {}}).membership, Membership::kUnknownCode);
}

TEST(SnomedRelease, OnlyDefiningIsARelationshipsPutAConceptBeneathAnother) {
  const LoadedTables tables = LoadPlainTables(
      {Concepts(SomeConcepts()), Relations(SomeRelations() + Relation(2000005, kRock, kMetal, 1, kSite) +
                                           Relation(2000006, kMetal, kRock, 1, kIsA, kAdditional))});
  EXPECT_FALSE(tables.terminology->IsA(Sct(kRock), Sct(kMetal)));
  EXPECT_FALSE(tables.terminology->IsA(Sct(kMetal), Sct(kRock)));
  EXPECT_THAT(Texts(tables), IsEmpty());
}

TEST(SnomedRelease, NamesAreTheDescriptions) {
  const LoadedTables tables = LoadPlainTables(
      {Concepts(SomeConcepts()), Relations(SomeRelations()),
       Descriptions(Description(3000001, kOre, kSynonym, "Ore_rot") +
                    Description(3000002, kOre, kFull, "enfermedad_del_mineral_(trastorno)", 1, "es") +
                    Description(3000003, kOre, kFull, "Ore_disease_(disorder)") +
                    Description(3000004, kOre, "900000000000550004", "Whatever_befalls_ores"))});
  const Terminology& t = *tables.terminology;
  EXPECT_EQ(t.DisplayName(Sct(kOre)), "Ore disease (disorder)");
  EXPECT_THAT(t.Names().Named("ore rot"), ElementsAre(Sct(kOre)));
  EXPECT_THAT(t.Names().Named("ore disease"), ElementsAre(Sct(kOre)));
  EXPECT_THAT(t.Names().Named("enfermedad del mineral"), ElementsAre(Sct(kOre)));
  EXPECT_THAT(t.Search("whatever", 9), IsEmpty());
  EXPECT_THAT(Texts(tables), ElementsAre("2 warning no fully specified name: \"1000001\"",
                                         "3 warning no fully specified name: \"1000002\"",
                                         "4 warning no fully specified name: \"1000003\""));
}

TEST(SnomedRelease, ALaterRowOfAnExtensionRetiresWhatTheInternationalEditionHas) {
  const LoadedTables tables = LoadPlainTables(
      {Concepts(SomeConcepts()), Relations(SomeRelations()),
       Concepts(Concept(kMetal, 0, 20300301) + Concept(1000006, 1, 20300301), "US1000124_20300301"),
       Relations(Relation(2000003, kOre, kRock, 0, kIsA, kInferred, 20300301) +
                     Relation(2000001, kRock, kDisease, 0, kIsA, kInferred, 20290101) +
                     Relation(2000004, kOre, kMetal, 0, kIsA, kInferred, 20300301) +
                     Relation(2000002, kMetal, kDisease, 0, kIsA, kInferred, 20300301) +
                     Relation(2000007, 1000006, kOre, 1, kIsA, kInferred, 20300301),
                 "US1000124_20300301")});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_FALSE(t.Has(Sct(kMetal)));
  EXPECT_FALSE(t.IsA(Sct(kOre), Sct(kRock)));
  EXPECT_TRUE(t.IsA(Sct(kRock), Sct(kDisease))) << "an earlier row does not count";
  EXPECT_TRUE(t.IsA(Sct(1000006), Sct(kOre)));
  EXPECT_EQ(t.Versions()[0].version, "20300101, 20300301");
}

TEST(SnomedRelease, DanglingEndsDuplicatesAndCyclesAreReportedAndNotFatal) {
  const LoadedTables tables = LoadPlainTables(
      {Concepts(SomeConcepts() + Concept(kOre, 0, 20290101) + Concept(1000005, 0)),
       Relations(SomeRelations() + Relation(2000005, kOre, 1000005) + Relation(2000006, 9999999, kOre) +
                 Relation(2000007, kDisease, kOre)),
       Descriptions(Description(3000001, kDisease, kFull, "Disease") +
                    Description(3000002, kRock, kFull, "Rock") +
                    Description(3000003, kMetal, kFull, "Metal") + Description(3000004, kOre, kFull, "Ore") +
                    Description(3000005, 9999999, kSynonym, "Nothing"))});
  EXPECT_EQ(tables.error_count, 0u);
  EXPECT_THAT(Texts(tables), Contains("6 warning another row of this identifier counts: \"1000004\""));
  EXPECT_THAT(Texts(tables), Contains("6 warning the parent is no active concept: \"1000005\""));
  EXPECT_THAT(Texts(tables), Contains("7 warning what lies beneath is no active concept: \"9999999\""));
  EXPECT_THAT(Texts(tables), Contains("6 warning describes no concept: \"9999999\""));
  EXPECT_THAT(Texts(tables), Contains(HasSubstr("would close a cycle")));
  EXPECT_EQ(Texts(tables).size(), 6u);
  EXPECT_TRUE(tables.terminology->Has(Sct(kOre))) << "the later row counts";
}

TEST(SnomedRelease, RowsThatAreNoneAreReported) {
  const LoadedTables tables = LoadPlainTables(
      {Concepts(SomeConcepts() +
                "12345 20300101 1 1 1\n1000007 2030 1 1 1\n1000007 20300101 2 1 1\n1000007\n"),
       Relations(SomeRelations() + "2000008 20300101 1 1 x 1000001 0 116680003 1 1\n"),
       Descriptions("3000001 20300101 1 1 1000004 en 900000000000003001  1\n")});
  EXPECT_EQ(tables.error_count, 0u);
  EXPECT_EQ(tables.terminology->Versions()[0].concept_count, 4u);
  EXPECT_THAT(Texts(tables),
              Contains("6 warning a row begins with an identifier, a date (yyyymmdd), and 0 or 1"));
  EXPECT_THAT(Texts(tables), Contains("9 warning a row has 5 cells"));
  EXPECT_THAT(Texts(tables), Contains("6 warning a relationship is from an identifier to an identifier"));
  EXPECT_THAT(Texts(tables), Contains("2 warning a description has the identifier of a concept, and a term"));
}

TEST(SnomedRelease, WithoutRelationshipsNothingIsRefuted) {
  const LoadedTables tables = LoadPlainTables({Concepts(SomeConcepts())});
  EXPECT_THAT(Texts(tables),
              ElementsAre("0 warning no snapshot of relationships: nothing lies beneath another"));
  const auto classify = [&](const LoadedTables& of) {
    return of.terminology->Classify(Sct(kRock), {{Deep(Sct(kMetal))}, {}}).membership;
  };
  EXPECT_EQ(classify(tables), Membership::kMaybe);
  EXPECT_EQ(classify(LoadPlainTables({Concepts(SomeConcepts()), Relations(SomeRelations())})),
            Membership::kMaybe)
      << "ore disease is both";
  EXPECT_EQ(
      classify(LoadPlainTables({Concepts(SomeConcepts()), Relations(Relation(2000001, kRock, kDisease))})),
      Membership::kNotMember);
}

TEST(SnomedRelease, FilesThatAreNoSnapshotOfTheseAreLeftOut) {
  const TableFile full = {"sct2_Concept_Full_INT_20300101.txt", Rows(kConceptColumns + Concept(kRock))};
  const TableFile stated = {"sct2_StatedRelationship_Snapshot_INT_20300101.txt",
                            Rows(kRelationshipColumns + Relation(2000005, kRock, kMetal))};
  const TableFile definitions = {"sct2_TextDefinition_Snapshot-en_INT_20300101.txt",
                                 Rows(kDescriptionColumns)};
  const TableFile renamed = {"sct2_Concept_Snapshot_INT_20300101.txt", "id\ttime\n"};
  const LoadedTables tables = LoadPlainTables({full, stated, definitions, renamed});
  EXPECT_THAT(Texts(tables), testing::UnorderedElementsAre(HasSubstr("of SNOMED CT the snapshots"),
                                                           HasSubstr("of SNOMED CT the snapshots"),
                                                           HasSubstr("of SNOMED CT the snapshots"),
                                                           HasSubstr("no known form of a terminology")));
  EXPECT_FALSE(tables.terminology->HasSystem(kSnomedUri));
}

TEST(SnomedRelease, RelationshipsWithoutConceptsAreLeftOut) {
  EXPECT_THAT(Texts(LoadPlainTables({Relations(SomeRelations())})),
              ElementsAre("0 warning left out: SNOMED CT without concepts"));
}

TEST(SnomedRelease, AnOwnConceptKeepsItsNameAndGetsTheParentsOfTheRelease) {
  const TableFile own = {"own.tsv",
                         "system\tsct\thttp://snomed.info/sct\tSNOMED CT (excerpt)\t1\tg\n"
                         "system\ts\turn:s\tS\t1\tg\n"
                         "concept\ts:rocky\tRocky\nconcept\tsct:1000004\tMy ore\ts:rocky\n"};
  const LoadedTables tables = LoadPlainTables({own, Concepts(SomeConcepts()), Relations(SomeRelations()),
                                               Descriptions(Description(3000001, kDisease, kFull, "Disease") +
                                                            Description(3000002, kRock, kFull, "Rock") +
                                                            Description(3000003, kMetal, kFull, "Metal") +
                                                            Description(3000004, kOre, kFull, "Ore"))});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(t.DisplayName(Sct(kOre)), "My ore");
  EXPECT_THAT(t.Names().Named("ore"), ElementsAre(Sct(kOre)));
  EXPECT_TRUE(t.IsA(Sct(kOre), Sct(kDisease)));
  EXPECT_TRUE(t.IsA(Sct(kOre), Code("urn:s", "rocky")));
  EXPECT_THAT(t.Versions(), Contains(Field(&SystemVersion::version, "20300101")));
}

}  // namespace
}  // namespace trialmatch
