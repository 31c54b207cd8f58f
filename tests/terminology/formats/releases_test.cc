// Small made-up files in the forms of published releases.
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "terminology/formats/gzip.h"
#include "terminology/formats/release_file.h"
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

constexpr char kTree[] =
    "Diseases of Rocks;C01\nCracks;C01.100\n Cracks, Deep;C01.100.200\nDeep Things;C02\n"
    "Cracks, Deep;C02.300\nHoles;C02.400\n";

Code Mesh(const std::string& id) { return {kMeshUri, id}; }
Code Heading(const std::string& name) { return {kMeshHeadingUri, name}; }
Code Disease(const std::string& id) { return {kDiseaseOntologyUri, id}; }
Code Icd(const std::string& code) { return {kIcd10CmUri, code}; }

LoadedTables Load(std::vector<TableFile> files) { return LoadPlainTables(std::move(files)); }

TEST(MeshTreeTest, AHeadingAtSeveralPlacesIsOneConceptBeneathAll) {
  const LoadedTables tables = Load({{"mesh-tree-2019.txt", kTree}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Heading("Cracks, Deep"), Heading("Diseases of Rocks")));
  EXPECT_TRUE(t.IsA(Heading("Cracks, Deep"), Heading("Deep Things")));
  EXPECT_FALSE(t.IsA(Heading("Cracks"), Heading("Deep Things")));
  EXPECT_THAT(t.Names().Named("deep cracks"), ElementsAre(Heading("Cracks, Deep")));
  ASSERT_THAT(Texts(tables), ElementsAre(HasSubstr("0 of 5 headings (0.0 %)")));
  EXPECT_EQ(t.Versions()[1].system, kMeshHeadingUri);
  EXPECT_EQ(t.Versions()[1].version, "2019");
}

TEST(MeshTreeTest, AnIdThatAnotherReleaseGivesForTheHeadingMeansTheSame) {
  const LoadedTables tables = Load(
      {{"mesh-tree-2019.txt", kTree},
       {"do.tsv",
        "id\tlabel\tsubClassOf\n\"DOID:1\"\t\"deep cracks\"\t\"\"\n\"DOID:2\"\t\"pits\"\t\"deep cracks\"\n"},
       {"do-xref.tsv", "id\tlabel\txrefs\n\"DOID:1\"\t\"deep cracks\"\t\"MESH:D7, ICD10CM:Z99.1\"\n"}});
  const Terminology& t = *tables.terminology;
  EXPECT_THAT(t.ExactEquivalents(Heading("Cracks, Deep")),
              ElementsAre(Icd("Z99.1"), Mesh("D7"), Disease("DOID:1")));
  EXPECT_TRUE(t.Has(Mesh("D7")));
  EXPECT_TRUE(t.IsA(Disease("DOID:2"), Heading("Cracks")));
  EXPECT_TRUE(t.IsA(Mesh("D7"), Heading("Diseases of Rocks")));
  EXPECT_THAT(Texts(tables), Contains(HasSubstr("1 of 5 headings (20.0 %)")));
}

TEST(MeshTreeTest, IdsWithoutTheirHierarchyRefuteNothing) {
  const LoadedTables tables = Load(
      {{"mesh-tree-2019.txt", kTree},
       {"do.tsv", "id\tlabel\tsubClassOf\n\"DOID:1\"\t\"cracks\"\t\n\"DOID:2\"\t\"fissure\"\t\n"},
       {"do-xref.tsv",
        "id\tlabel\txrefs\n\"DOID:1\"\t\"cracks\"\t\"MESH:D7\"\n\"DOID:2\"\t\"fissure\"\t\"MESH:D8\"\n"}});
  const auto classify = [&](const Code& recorded, const Code& asked) {
    return tables.terminology->Classify(recorded, {{Deep(asked)}, {}}).membership;
  };
  // D8 may well be what MeSH calls deep cracks.
  EXPECT_EQ(classify(Mesh("D8"), Heading("Cracks, Deep")), Membership::kMaybe);
  EXPECT_EQ(classify(Heading("Holes"), Mesh("D7")), Membership::kNotMember);
}

TEST(MeshTreeTest, AnIdThatTwoHeadingsCouldHaveJoinsNeither) {
  const LoadedTables tables =
      Load({{"mesh-tree-2019.txt", kTree},
            {"do.tsv", "id\tlabel\tsubClassOf\n\"DOID:1\"\t\"cracks\"\t\n\"DOID:2\"\t\"holes\"\t\n"},
            {"do-xref.tsv",
             "id\tlabel\txrefs\n\"DOID:1\"\t\"cracks\"\t\"MESH:D7\"\n\"DOID:2\"\t\"holes\"\t\"MESH:D7\"\n"}});
  EXPECT_THAT(tables.terminology->ExactEquivalents(Heading("Cracks")), IsEmpty());
  EXPECT_FALSE(tables.terminology->Has(Mesh("D7")));
}

TEST(MeshDescriptorsTest, GiveIdsAndEntryTerms) {
  const LoadedTables tables =
      Load({{"d2019.bin",
             "*NEWRECORD\nRECTYPE = D\nMH = Cracks\nENTRY = Fissures|T033|NON\nMN = C01.100\nUI = D1\n\n"
             "*NEWRECORD\nMH = Cracks, Deep\nPRINT ENTRY = Chasms\nMN = C01.100.200\nUI = D2\n*NEWRECORD\nMH "
             "= x\n"},
            {"mesh-tree-2019.txt", kTree}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Mesh("D2"), Mesh("D1")));
  EXPECT_TRUE(t.IsA(Mesh("D2"), Heading("Deep Things")));
  EXPECT_THAT(t.Names().Named("fissures"), ElementsAre(Mesh("D1")));
  EXPECT_THAT(t.Search("chasms", 9), ElementsAre(Mesh("D2")));
  EXPECT_THAT(Texts(tables), Contains("13 warning a descriptor has a heading (MH) and an id (UI)"));
}

TEST(Icd10CmTest, CodesLieBeneathTheLongestCodeTheyBeginWith) {
  const LoadedTables tables = Load(
      {{"icd10cm-order-2021.txt",
        "00001 A00     0 Cracks                                                       All cracks\r\n"
        "00002 A001    0 Deep\r\n"
        "00003 A001XXD 1 Deep, later                                                  Deep cracks, later\r\n"
        "00004 Q\r\n"}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Icd("A00.1XXD"), Icd("A00.1")));
  EXPECT_TRUE(t.IsA(Icd("A00.1XXD"), Icd("A00")));
  EXPECT_EQ(t.DisplayName(Icd("A00")), "All cracks");
  EXPECT_EQ(t.DisplayName(Icd("A00.1")), "Deep");
  EXPECT_THAT(Texts(tables), ElementsAre("4 warning a line has a code in columns 7-13 and a title in 17-76"));
}

constexpr char kObo[] =
    "format-version: 1.2\ndata-version: doid/releases/2030-01-01/doid.obo\nontology: doid\n\n"
    "[Term]\nid: DOID:1\nname: rock disease\n\n"
    "[Term]\nid: DOID:2\nname: metal disease\nalt_id: DOID:22\n\n"
    "[Term]\nid: DOID:3\nname: ore disease\nsynonym: \"ore rot\" EXACT []\nsynonym: \"rot\" BROAD []\n"
    "xref: ICD10CM:A00.1\nis_a: DOID:1 ! rock disease\nis_a: DOID:2 {x=\"y\"} ! metal disease\nis_a: "
    "DOID:404\n\n"
    "[Term]\nid: DOID:4\nname: old\nis_obsolete: true\nreplaced_by: DOID:3\n\n"
    "[Typedef]\nid: part_of\nname: part of\n";

TEST(OboTest, ReadsParentsAlternativeIdsAndLeavesOutObsoleteTerms) {
  const LoadedTables tables = Load({{"doid.obo", kObo}});
  const Terminology& t = *tables.terminology;
  EXPECT_TRUE(t.IsA(Disease("DOID:3"), Disease("DOID:1")));
  EXPECT_TRUE(t.IsA(Disease("DOID:3"), Disease("DOID:2")));
  EXPECT_TRUE(t.IsA(Disease("DOID:3"), Disease("DOID:22")));
  EXPECT_TRUE(t.IsA(Disease("DOID:4"), Disease("DOID:1")));
  EXPECT_FALSE(t.Has(Disease("DOID:4")));
  EXPECT_FALSE(t.Has(Disease("part_of")));
  EXPECT_THAT(t.ExactEquivalents(Disease("DOID:3")), ElementsAre(Icd("A00.1"), Disease("DOID:4")));
  EXPECT_THAT(t.Names().Named("ore rot"), ElementsAre(Disease("DOID:3")));
  EXPECT_THAT(t.Names().Named("rot"), IsEmpty());
  EXPECT_EQ(t.Versions().back().version, "1");
  EXPECT_EQ(t.Versions().front().version, "doid/releases/2030-01-01/doid.obo");
  EXPECT_THAT(Texts(tables), Contains("15 warning the parent is not a concept: \"DOID:404\""));
  EXPECT_EQ(tables.error_count, 0u);
}

TEST(CrossReferenceTest, IsRefusedByARowOfOurOwn) {
  const TableFile own = {"own.tsv",
                         "system\tdoid\thttp://purl.obolibrary.org/obo/doid.owl\tDO\n"
                         "system\ticd\thttp://hl7.org/fhir/sid/icd-10-cm\tICD\n"
                         "map\ticd:A00.1\tdoid:DOID:3\tapart\n"};
  const LoadedTables tables = Load({{"doid.obo", kObo}, own});
  EXPECT_THAT(tables.terminology->ExactEquivalents(Disease("DOID:3")), ElementsAre(Disease("DOID:4")));
  EXPECT_THAT(Texts(tables), Contains(HasSubstr("a row says that they are apart")));
}

TEST(OwnMapTest, ToACodeThatTheReleaseLacksIsAWarning) {
  const TableFile own = {"own.tsv",
                         "system\ta\turn:a\tA\nsystem\ticd\thttp://hl7.org/fhir/sid/icd-10-cm\tICD\n"
                         "concept\ta:1\tOne\nmap\ta:1\ticd:Z00.9\n"};
  const LoadedTables tables =
      Load({{"icd10cm-order-2021.txt",
             "00001 A00     0 Cracks                                                       Cracks\n"},
            own});
  EXPECT_THAT(Texts(tables), Contains("4 warning the system has concepts, but not this one: \"Z00.9\""));
  EXPECT_EQ(tables.error_count, 0u);
}

class CutEdgesTest : public testing::Test {
 protected:
  // Pits lie beneath holes; the edge from holes to deep things is cut.
  LoadedTables tables_ =
      Load({{"mesh-tree-2019.txt", std::string(kTree) + "Pits;C02.400.100\n"},
            {"cut.tsv",
             "system\tmesh\thttp://id.nlm.nih.gov/mesh\tMeSH\n"
             "system\tcut\turn:trialmatch:cut-edges\tCuts\t2030.1\n"
             "cut\tmesh\tHoles\tDeep Things\tnot always deep\ncut\tmesh\tHoles\tCracks\n"}});
  Membership Classify(const Code& recorded, const Code& asked) const {
    return tables_.terminology->Classify(recorded, {{Deep(asked)}, {}}).membership;
  }
};

TEST_F(CutEdgesTest, ACutConceptIsNoKindButMayBeOne) {
  EXPECT_FALSE(tables_.terminology->IsA(Heading("Holes"), Heading("Deep Things")));
  EXPECT_EQ(Classify(Heading("Holes"), Heading("Deep Things")), Membership::kMaybe);
  EXPECT_EQ(Classify(Heading("Deep Things"), Heading("Holes")), Membership::kMaybe);
}

TEST_F(CutEdgesTest, TheSameHoldsOfWhatLiesBeneathIt) {
  EXPECT_EQ(Classify(Heading("Pits"), Heading("Holes")), Membership::kMember);
  EXPECT_EQ(Classify(Heading("Pits"), Heading("Deep Things")), Membership::kMaybe);
  EXPECT_EQ(Classify(Heading("Deep Things"), Heading("Pits")), Membership::kMaybe);
  EXPECT_EQ(Classify(Heading("Pits"), Heading("Diseases of Rocks")), Membership::kNotMember);
}

TEST_F(CutEdgesTest, NameTheirVersionAndTheEdgesThatTheReleaseLacks) {
  EXPECT_THAT(Texts(tables_),
              Contains("4 warning the loaded release has no such edge: \"Holes\" under \"Cracks\""));
  EXPECT_THAT(tables_.terminology->Versions(), Contains(testing::Field(&SystemVersion::version, "2030.1")));
  EXPECT_THAT(tables_.terminology->Search("holes", 9), ElementsAre(Heading("Holes")));
}

TEST(GzipTest, UnpacksWholeFilesOnly) {
  const char kBytes[] =
      "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff\x73\x2e\x4a\x4c\xce\x2e\xb6\x76\x36\x30\xe4\x02\x00\x10\xbb"
      "\x59\x9a\x0b\x00\x00\x00";
  const std::string whole(kBytes, sizeof(kBytes) - 1);
  EXPECT_EQ(Gunzip(whole, 1000).value_or(""), "Cracks;C01\n");
  EXPECT_EQ(Gunzip(whole + whole, 1000).value_or(""), "Cracks;C01\nCracks;C01\n");
  EXPECT_FALSE(Gunzip(whole, 5).ok());
  for (size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(Gunzip(whole.substr(0, size), 1000).ok());
  EXPECT_FALSE(Gunzip("plain text", 1000).ok());
}

TEST(VersionInNameTest, IsAYearOrADate) {
  EXPECT_EQ(VersionInName("mesh-tree-2019.txt"), "2019");
  EXPECT_EQ(VersionInName("sct2_Concept_Snapshot_INT_20250901.txt"), "20250901");
  EXPECT_EQ(VersionInName("d12345.bin"), "not stated");
}

}  // namespace
}  // namespace trialmatch
