// Which files are read of folders and archives, and which archives are refused.
#include <cstdint>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/input/entry_reader.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/client/make_archive.h"
#include "tests/client/run_client.h"

namespace trialmatch::client {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

struct Seen {
  // "source: content" of what was read, "! text" of what could not be.
  std::vector<std::string> read;
  std::vector<std::string> passed_over;
};

std::string Shortened(std::string text) {
  const std::string folder = ::testing::TempDir();
  for (size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
    text.erase(at, folder.size());
  return text;
}

Seen ReadAll(const std::vector<std::string>& paths, const ArchiveLimits& limits = {},
             const std::string& input = "") {
  Seen seen;
  std::istringstream in(input);
  EntryReader reader(
      in,
      [&seen](const std::string& source, const std::string& reason) {
        seen.passed_over.push_back(Shortened(absl::StrCat(source, ": ", reason)));
      },
      limits);
  const absl::Status found = reader.Add(paths);
  EXPECT_TRUE(found.ok()) << found;
  while (auto next = reader.Next()) {
    if (!next->ok()) {
      seen.read.push_back(Shortened(absl::StrCat("! ", next->status().message())));
      continue;
    }
    std::string content;
    while (true) {
      const auto piece = (*next)->bytes->Read();
      if (!piece.ok()) content = Shortened(absl::StrCat("! ", piece.status().message()));
      if (!piece.ok() || piece->empty()) break;
      content.append(piece->data(), piece->size());
    }
    seen.read.push_back(Shortened(absl::StrCat((*next)->source, ": ", content)));
  }
  return seen;
}

TEST(EntryReader, OpensEveryKindOfArchiveByItsContent) {
  const std::vector<ArchivedFile> files = {{"a/", ""}, {"a/x.json", "{}"}, {"y.XML", "<a/>"}};
  for (const auto& [format, filter] : std::vector<std::pair<std::string, std::string>>{{"zip", "none"},
                                                                                       {"pax", "none"},
                                                                                       {"pax", "gzip"},
                                                                                       {"pax", "xz"},
                                                                                       {"pax", "bzip2"},
                                                                                       {"pax", "zstd"}}) {
    const std::string bytes = MakeArchive(format, filter, files);
    EXPECT_THAT(ReadAll({WriteFile("any-name", bytes)}).read,
                ElementsAre("any-name: a/x.json: {}", "any-name: y.XML: <a/>"))
        << format << " " << filter;
    EXPECT_THAT(ReadAll({"-"}, {}, bytes).read,
                ElementsAre("standard input: a/x.json: {}", "standard input: y.XML: <a/>"))
        << format << " " << filter;
  }
  for (const std::string filter : {"none", "gzip", "xz", "bzip2", "zstd"}) {
    const std::string bytes = MakeArchive("raw", filter, {{"x", "{\"a\": 1}"}});
    EXPECT_THAT(ReadAll({WriteFile("x.jsonl", bytes)}).read, ElementsAre("x.jsonl: {\"a\": 1}")) << filter;
    EXPECT_THAT(ReadAll({"-"}, {}, bytes).read, ElementsAre("standard input: {\"a\": 1}")) << filter;
  }
}

TEST(EntryReader, LargeFilesAreReadWhole) {
  std::string large;
  std::mt19937 random(1);
  while (large.size() < 3'000'000) large += static_cast<char>(random());
  EXPECT_THAT(
      ReadAll({WriteFile("large.zip", MakeArchive("zip", "none", {{"a.json", large}, {"b.json", "{}"}}))})
          .read,
      ElementsAre("large.zip: a.json: " + large, "large.zip: b.json: {}"));
}

TEST(EntryReader, PassesOverWhatIsNotReadAndSaysWhy) {
  const std::string inner = MakeArchive("zip", "none", {{"x.json", "{}"}});
  WriteFile("entries/b.zip", MakeArchive("zip", "none",
                                         {{"Contents.txt", "x"},
                                          {"in.zip", inner},
                                          {"in.json.gz", "x"},
                                          {"__MACOSX/._x.json", "x"},
                                          {"x.json", "{}"}}));
  WriteFile("entries/README", "");
  WriteFile("entries/.git/x.json", "{}");
  WriteFile("entries/sub/t.textproto", "name: 'a'");
  const std::string folder = std::filesystem::path(WriteFile("entries/c.jsonl.gz", "{}")).parent_path();
  const Seen seen = ReadAll({folder});
  EXPECT_THAT(seen.read, ElementsAre("entries/b.zip: x.json: {}", "entries/c.jsonl.gz: {}",
                                     "entries/sub/t.textproto: name: 'a'"));
  EXPECT_THAT(seen.passed_over, ::testing::UnorderedElementsAre(
                                    "entries/README: not a kind of file that is read", "entries/.git: hidden",
                                    "entries/b.zip: Contents.txt: not a kind of file that is read",
                                    "entries/b.zip: in.zip: an archive within an archive is not opened",
                                    "entries/b.zip: in.json.gz: an archive within an archive is not opened",
                                    "entries/b.zip: __MACOSX/._x.json: hidden"));
}

TEST(EntryReader, RefusesBombs) {
  const std::string zeros(40 << 20, '0');
  const ArchiveLimits limits{.ratio = 250, .free_bytes = 1 << 20, .entry_bytes = int64_t{1} << 40};
  const std::string refusal = "unpacks to more than 250 times its size: refused as an archive bomb";
  for (const auto& [format, filter] : std::vector<std::pair<std::string, std::string>>{{"raw", "gzip"},
                                                                                       {"raw", "xz"},
                                                                                       {"raw", "zstd"},
                                                                                       {"raw", "bzip2"},
                                                                                       {"pax", "gzip"},
                                                                                       {"zip", "none"}}) {
    const std::string name = format == "raw" ? "bomb.json" : "bomb.any";
    std::vector<ArchivedFile> files = {{"x.json", zeros}, {"y.json", "{}"}};
    if (format == "raw") files.pop_back();
    const std::string bytes = MakeArchive(format, filter, files);
    for (const std::string& path : {WriteFile(name, bytes), std::string("-")}) {
      const Seen seen = ReadAll({path, WriteFile("behind.json", "{}")}, limits, bytes);
      ASSERT_EQ(seen.read.size(), 2u) << format << " " << filter;
      EXPECT_THAT(seen.read[0], HasSubstr(refusal)) << format << " " << filter;
      EXPECT_EQ(seen.read[1], "behind.json: {}") << "reading goes on with the next file";
    }
  }
}

TEST(EntryReader, RefusesBombsInWhatIsPassedOver) {
  const ArchiveLimits limits{.ratio = 250, .free_bytes = 1 << 20, .entry_bytes = int64_t{1} << 40};
  const std::string bytes =
      MakeArchive("pax", "gzip", {{"README", std::string(40 << 20, '0')}, {"y.json", "{}"}});
  EXPECT_THAT(ReadAll({WriteFile("hidden-bomb.tgz", bytes)}, limits).read,
              ElementsAre(StartsWith("! hidden-bomb.tgz: unpacks to more than 250 times")));
}

TEST(EntryReader, RefusesAnEntryThatIsTooLong) {
  const ArchiveLimits limits{.ratio = 1'000'000, .free_bytes = 1 << 20, .entry_bytes = 1 << 20};
  const auto with = [](size_t size) {
    return MakeArchive("pax", "gzip", {{"x.json", std::string(size, '0')}, {"y.json", "{}"}});
  };
  EXPECT_THAT(ReadAll({WriteFile("long.tgz", with((1 << 20) + 1))}, limits).read,
              ElementsAre(HasSubstr("a file in it has more than 1048576 bytes")));
  EXPECT_EQ(ReadAll({WriteFile("long.tgz", with(1 << 20))}, limits).read.size(), 2u);
}

TEST(EntryReader, PlainFilesHaveNoLimit) {
  const ArchiveLimits limits{.ratio = 1, .free_bytes = 1, .entry_bytes = 1};
  EXPECT_THAT(ReadAll({WriteFile("plain.json", "{\"a\": 1}")}, limits).read,
              ElementsAre("plain.json: {\"a\": 1}"));
}

TEST(EntryReader, NamesDamageOnceAndGoesOn) {
  std::string noise;
  std::mt19937 random(1);
  while (noise.size() < 2'000'000) noise += static_cast<char>(random());
  for (const auto& [format, filter] : std::vector<std::pair<std::string, std::string>>{
           {"raw", "gzip"}, {"raw", "xz"}, {"raw", "zstd"}, {"pax", "gzip"}, {"pax", "none"}}) {
    std::string bytes = MakeArchive(format, filter, {{"x.json", noise}});
    bytes.resize(bytes.size() / 2);
    const Seen seen = ReadAll({WriteFile("torn.json", bytes), WriteFile("behind.json", "{}")});
    ASSERT_EQ(seen.read.size(), 2u) << format << " " << filter;
    EXPECT_THAT(seen.read[0], HasSubstr("is damaged")) << format << " " << filter;
    EXPECT_EQ(seen.read[1], "behind.json: {}");
  }
  EXPECT_THAT(ReadAll({WriteFile("no.zip", "hello"), WriteFile("behind.json", "")}).read,
              ElementsAre("! no.zip: is no archive that can be read", "behind.json: "));
}

TEST(EntryReader, AnArchiveOfNothingIsNamed) {
  const std::string reason = "is an archive without a file in it";
  EXPECT_THAT(ReadAll({WriteFile("none.zip", MakeArchive("zip", "none", {}))}).read,
              ElementsAre("! none.zip: " + reason));
  const std::string zeros = MakeArchive("raw", "gzip", {{"x", std::string(1 << 20, '\0')}});
  EXPECT_THAT(ReadAll({WriteFile("zeros.json.gz", zeros)}).read, ElementsAre("! zeros.json.gz: " + reason));
}

TEST(EntryReader, NoBytesMakeItFail) {
  std::mt19937 random(11);
  const auto pick = [&random](size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(random);
  };
  const std::vector<ArchivedFile> files = {
      {"a.json", "{\"a\":[1,2,3]}"}, {"b.xml", std::string(3000, 'b')}, {"c", "c"}};
  for (const auto& [format, filter] : std::vector<std::pair<std::string, std::string>>{{"zip", "none"},
                                                                                       {"pax", "none"},
                                                                                       {"pax", "gzip"},
                                                                                       {"pax", "xz"},
                                                                                       {"pax", "bzip2"},
                                                                                       {"pax", "zstd"}}) {
    const std::string good = MakeArchive(format, filter, files);
    for (int round = 0; round < 150; ++round) {
      std::string bytes = good;
      for (size_t damage = 1 + pick(8); damage > 0; --damage)
        bytes[pick(bytes.size())] = static_cast<char>(pick(256));
      if (pick(3) == 0) bytes.resize(pick(bytes.size()));
      EXPECT_LE(ReadAll({"-"}, {}, bytes).read.size(), 4u);
      EXPECT_LE(ReadAll({WriteFile("fuzz.any", bytes)}).read.size(), 4u);
    }
  }
}

}  // namespace
}  // namespace trialmatch::client
