#include "terminology/plain_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "tests/support/source_folder.h"
#include "tests/terminology/tables.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

LoadedTables LoadText(std::string text) {
  std::vector<TableFile> files;
  files.push_back({"test.tsv", std::move(text)});
  return LoadPlainTables(std::move(files));
}

TEST(PlainTable, NoFilesGiveTheBuiltInStatesAlone) {
  const LoadedTables tables = LoadPlainTables({});
  ASSERT_NE(tables.terminology, nullptr);
  EXPECT_THAT(Texts(tables), IsEmpty());
  ASSERT_EQ(tables.terminology->Versions().size(), 1u);
  EXPECT_EQ(tables.terminology->Versions()[0].system, "urn:trialmatch:builtin");
  EXPECT_EQ(tables.terminology->Versions()[0].concept_count, tables.terminology->ConceptCount());
  EXPECT_EQ(tables.terminology->Classify(A("x"), {}).membership, Membership::kUnknownCode);
}

TEST(PlainTable, TakesCommentsBlanksByteOrderMarksAndCarriageReturns) {
  const LoadedTables tables = LoadText(
      "\xEF\xBB\xBF# comment\r\n\r\n   \t \nsystem\ta\turn:a\tA\t\t\t\t\r\nconcept\t a:x:y \tN\xC3\xA4me\t\t "
      "one | |two|\r\n");
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(tables.terminology->DisplayName(A("x:y")), "N\xC3\xA4me");
  EXPECT_THAT(tables.terminology->Search("two", 5), ElementsAre(A("x:y")));
}

TEST(PlainTable, EveryProblemIsReportedWithItsLine) {
  const LoadedTables tables = LoadText(
      "system\ta\turn:a\tA\n"
      "nonsense\t1\n"
      "concept\ta:1\n"
      "concept\tone\tOne\n"
      "concept\tz:1\tOne\n"
      "concept\ta:\tOne\n"
      "concept\ta:2\tTwo\tz:9|a:1\n"
      "concept\ta:3\tThr\x01"
      "ee\n"
      "concept\ta:4\t\xC3(\n"
      "map\ta:2\ta:2\n"
      "map\ta:2\ta:5\tnearly\n"
      "system\ta\turn:other\tOther\n"
      "system\tc:d\turn:c\tC\n"
      "system\ta\turn:a\tA\n"
      "system\ta2\turn:a\tAn A\n"
      "concept\ta:9\tNine\tb:1\t\tmore\n");
  EXPECT_THAT(Texts(tables), ElementsAre("2 error unknown kind of row \"nonsense\"",
                                         "3 error a concept row has 3 to 5 cells, this one 2",
                                         "8 error the line is not UTF-8 or has control characters",
                                         "9 error the line is not UTF-8 or has control characters",
                                         "12 error the alias \"a\" has another URI already",
                                         "13 error an alias is not empty and has no ':' or '|'",
                                         "14 warning the same system row again",
                                         "15 error the system is described differently elsewhere",
                                         "16 error a concept row has 3 to 5 cells, this one 6",
                                         "4 error a code is written alias:code, not \"one\"",
                                         "5 error no system row has the alias of \"z:1\"",
                                         "6 error a code is written alias:code, not \"a:\"",
                                         "7 error no system row has the alias of \"z:9\"",
                                         "10 warning a code mapped to itself",
                                         "11 error a map is exact, xref or apart, not \"nearly\"",
                                         "7 error the parent is not a concept: \"1\""));
  EXPECT_EQ(tables.issues[0].file, "test.tsv");
  EXPECT_TRUE(tables.terminology->Has(A("2")));
}

TEST(PlainTable, LimitsAreKept) {
  std::string parents, synonyms;
  for (int i = 0; i < 65; ++i) absl::StrAppend(&parents, "a:p", i, "|");
  for (int i = 0; i < 513; ++i) absl::StrAppend(&synonyms, "s", i, "|");
  const LoadedTables tables = LoadText(
      absl::StrCat("system\ta\turn:a\tA\n", "concept\ta:1\t", std::string(70000, 'x'), "\n", "concept\ta:2\t",
                   std::string(2049, 'x'), "\n", "concept\ta:", std::string(257, 'c'), "\tLong\n",
                   "concept\ta:3\tThree\t\t", synonyms, "\n", "concept\ta:4\tFour\t", parents, "\n"));
  const std::vector<std::string> texts = Texts(tables);
  ASSERT_EQ(texts.size(), 69u);
  EXPECT_EQ(texts[0], "2 error the line is longer than 65536 bytes");
  EXPECT_EQ(texts[1], "3 error the display name is longer than 2048 bytes");
  EXPECT_EQ(texts[2], "4 error a code has at most 256 bytes");
  EXPECT_EQ(texts[3], "5 error more than 512 synonyms");
  EXPECT_EQ(texts[4], "6 error more than 64 parents");
}

TEST(PlainTable, IssuesBeyondTheThousandthAreCounted) {
  std::string text;
  for (int i = 0; i < 1500; ++i) text += "x\n";
  const LoadedTables tables = LoadText(text);
  EXPECT_EQ(tables.issues.size(), 1000u);
  EXPECT_EQ(tables.error_count, 1500u);
}

TEST(PlainTable, TheOrderOfFilesDoesNotMatter) {
  const TableFile systems{"1.tsv", "system\ta\turn:a\tA\n"}, concepts{"0.tsv", "concept\ta:1\tOne\n"};
  const LoadedTables one = LoadPlainTables({systems, concepts}), two = LoadPlainTables({concepts, systems});
  EXPECT_THAT(Texts(one), IsEmpty());
  EXPECT_EQ(one.terminology->Revision(), two.terminology->Revision());
  EXPECT_EQ(one.terminology->Revision().size(), 32u);
  EXPECT_TRUE(two.terminology->Has(A("1")));
}

TEST(PlainTable, AnotherContentIsAnotherRevision) {
  const std::string revision(LoadText("# one\n").terminology->Revision());
  EXPECT_EQ(LoadText("# one\n").terminology->Revision(), revision);
  EXPECT_NE(LoadText("# two\n").terminology->Revision(), revision);
  EXPECT_NE(LoadPlainTables({{"test.tsv#", " one\n"}}).terminology->Revision(), revision);
}

// Random lines from the format's own pieces reach every reader; sanitizers watch.
TEST(PlainTable, AnyBytesAreSafe) {
  const std::vector<std::string> pieces = {"system",      "concept",
                                           "map",         "scale",
                                           "analyte",     "conversion",
                                           "limit",       "\t",
                                           "\t",          "\t",
                                           "\t",          "\n",
                                           "\n",          "a",
                                           "b",           "a:1",
                                           "a:2",         "b:1",
                                           "a:1|a:2|b:1", "urn:a",
                                           "urn:b",       "male",
                                           "any",         "0..9",
                                           "..",          "1",
                                           "-2.5",        "1e30",
                                           "%",           "g",
                                           "mmol/mol",    "xref",
                                           "exact",       ":",
                                           "|",           "#",
                                           "\r",          std::string(1, '\0'),
                                           "\xFF",        "\xF0\x9F\x98\x80",
                                           "\xED\xA0\x80"};
  size_t loaded = 0;
  for (uint32_t seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string text = seed % 2 == 0 ? "system\ta\turn:a\tA\nsystem\tb\turn:b\tB\nconcept\ta:1\tOne\n" : "";
    for (int n = random() % 200; n > 0; --n) text += pieces[random() % pieces.size()];
    const LoadedTables tables = LoadText(std::move(text));
    ASSERT_NE(tables.terminology, nullptr) << seed;
    loaded += tables.terminology->ConceptCount();
  }
  EXPECT_GE(loaded, 1500u);
}

class Folder : public ::testing::Test {
 protected:
  Folder() : path_(std::filesystem::path(::testing::TempDir()) / "trialmatch_plain_table_test") {
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_ / "inner.tsv");
  }
  ~Folder() override { std::filesystem::remove_all(path_); }

  void Write(const std::string& name, const std::string& text) const { std::ofstream(path_ / name) << text; }

  const std::filesystem::path path_;
};

TEST_F(Folder, ReadsItsTablesAndSaysWhatElseMayHaveBeenMeant) {
  Write("b.tsv", "concept\ta:1\tOne\n");
  Write("a.tsv", "system\ta\turn:a\tA\n");
  Write("notes.txt", "not a table");
  Write("README.txt", "not a table");
  Write("picture.png", "not a table");
  const absl::StatusOr<LoadedTables> tables = LoadTerminologyFolder(path_.string());
  ASSERT_TRUE(tables.ok()) << tables.status();
  EXPECT_THAT(Texts(*tables), ElementsAre("0 warning left out: no known form of a terminology"));
  EXPECT_EQ(tables->issues[0].file, "notes.txt");
  EXPECT_TRUE(tables->terminology->Has(A("1")));
}

TEST_F(Folder, NamesTheFileOfAnIssue) {
  Write("bad.tsv", "\nwrong\n");
  const absl::StatusOr<LoadedTables> tables = LoadTerminologyFolder(path_.string());
  ASSERT_TRUE(tables.ok()) << tables.status();
  ASSERT_EQ(tables->issues.size(), 1u);
  EXPECT_EQ(tables->issues[0].file, "bad.tsv");
  EXPECT_EQ(tables->issues[0].line, 2u);
}

TEST_F(Folder, AMissingOrEmptyOneIsNotFound) {
  EXPECT_EQ(LoadTerminologyFolder(path_.string()).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(LoadTerminologyFolder((path_ / "none").string()).status().code(), absl::StatusCode::kNotFound);
  Write("file", "");
  EXPECT_EQ(LoadTerminologyFolder((path_ / "file").string()).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(Folder, AFileThatCannotBeReadIsAnError) {
  std::filesystem::create_symlink(path_ / "nowhere", path_ / "broken.tsv");
  Write("a.tsv", "system\ta\turn:a\tA\n");
  EXPECT_FALSE(LoadTerminologyFolder(path_.string()).ok());
}

// The example of the format's description is read as it stands there.
TEST(PlainTable, TheDocumentedExampleLoads) {
  std::ifstream in(InSource("server/terminology/README.md"));
  std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const size_t begin = page.find("```\n"), end = page.find("```\n", begin + 4);
  ASSERT_NE(end, std::string::npos);
  const LoadedTables tables = LoadText(page.substr(begin + 4, end - begin - 4));
  EXPECT_THAT(Texts(tables), IsEmpty());
  EXPECT_EQ(tables.terminology->Versions().size(), 3u) << "with the built-in states";
  EXPECT_EQ(tables.terminology->UnitOf({"http://loinc.org", "2160-0"}), "mg/dL");
  EXPECT_EQ(tables.terminology->Rank("tnm-stage", "III"), (RankRange{30, 32}));
}

}  // namespace
}  // namespace trialmatch
