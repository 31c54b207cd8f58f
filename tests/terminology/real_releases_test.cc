// The shared releases of MeSH, the Disease Ontology and ICD-10-CM, where they are present.
#include <sys/resource.h>

#include <ctime>
#include <filesystem>
#include <iostream>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "terminology/name_index.h"
#include "terminology/plain_table.h"
#include "terminology/system_uris.h"
#include "tests/support/source_folder.h"

namespace trialmatch {
namespace {

// Of this process, since others share the machine.
double CpuSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

long PeakMegabytes() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

struct Loaded {
  LoadedTables tables;
  double seconds = 0;
  long peak_megabytes = 0;
};

// Null where the data is not present. With the mappings and cuts that the sample ships.
const Loaded* Load() {
  static const Loaded* const loaded = []() -> const Loaded* {
    namespace fs = std::filesystem;
    const fs::path data = InSource("../shared/data/terminology");
    if (!fs::exists(data / "mesh-tree-2019.txt.gz")) return nullptr;
    const fs::path folder = fs::path(testing::TempDir()) / "real-releases";
    fs::remove_all(folder);
    fs::create_directories(folder);
    for (const fs::path& from : {data, fs::path(InSource("deploy/sample/terminology"))}) {
      for (const auto& entry : fs::directory_iterator(from)) fs::copy(entry.path(), folder);
    }
    const double begin = CpuSeconds();
    auto tables = LoadTerminologyFolder(folder.string());
    const double seconds = CpuSeconds() - begin;
    fs::remove_all(folder);
    if (!tables.ok()) return nullptr;
    return new Loaded{*std::move(tables), seconds, PeakMegabytes()};
  }();
  return loaded;
}

class RealReleasesTest : public testing::Test {
 protected:
  void SetUp() override {
    if (Load() == nullptr) GTEST_SKIP() << "skipped: shared data not present";
  }
  static const Terminology& terminology() { return *Load()->tables.terminology; }
  static Code Heading(const std::string& name) { return {kMeshHeadingUri, name}; }
};

TEST_F(RealReleasesTest, LoadWithinTheirTimeAndMemory) {
  for (const LoadIssue& issue : Load()->tables.issues)
    std::cout << issue.file << ":" << issue.line << ": " << issue.reason << "\n";
  for (const SystemVersion& version : terminology().Versions())
    std::cout << version.system << " " << version.version << ": " << version.concept_count << "\n";
  std::cout << "loaded in " << Load()->seconds << " s of CPU time, peak " << Load()->peak_megabytes
            << " MB\n";
  EXPECT_EQ(Load()->tables.error_count, 0u);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  EXPECT_LE(Load()->peak_megabytes, 200);
#endif
}

TEST_F(RealReleasesTest, EveryCutIsOfAnEdgeThatIsThere) {
  for (const LoadIssue& issue : Load()->tables.issues)
    EXPECT_NE(issue.file, "mesh-cut-edges.tsv") << issue.reason;
}

TEST_F(RealReleasesTest, AShortBowelMayButNeedNotComeFromAnOperation) {
  const ConceptSet complications = {{{Heading("Postoperative Complications"), true}}, {}};
  const Code short_bowel("urn:trialmatch:sample", "short-bowel-syndrome");
  EXPECT_EQ(terminology().Classify(short_bowel, complications).membership, Membership::kMaybe);
  EXPECT_EQ(terminology().Classify(Heading("Anastomotic Leak"), complications).membership,
            Membership::kMember);
  EXPECT_EQ(terminology().Classify(Heading("Asthma"), complications).membership, Membership::kNotMember);
}

TEST_F(RealReleasesTest, TheDiseasesOfTheSampleAreKnownInEverySystem) {
  const auto is_a = [](const char* recorded_system, const char* recorded, const char* asked) {
    return terminology().IsA({recorded_system, recorded}, {"urn:trialmatch:sample", asked});
  };
  EXPECT_TRUE(is_a(kIcd10CmUri, "P27.1", "bronchopulmonary-dysplasia"));
  EXPECT_TRUE(is_a(kIcd10CmUri, "P91.63", "hypoxic-ischemic-encephalopathy"));
  EXPECT_TRUE(is_a(kIcd10CmUri, "P77.2", "necrotizing-enterocolitis"));
  EXPECT_TRUE(is_a(kMeshUri, "D012778", "short-bowel-syndrome"));
  EXPECT_TRUE(is_a(kMeshHeadingUri, "Hernias, Diaphragmatic, Congenital", "congenital-diaphragmatic-hernia"));
  EXPECT_TRUE(is_a(kDiseaseOntologyUri, "DOID:6419", "congenital-heart-disease"));
  EXPECT_FALSE(is_a(kIcd10CmUri, "K44.9", "congenital-diaphragmatic-hernia"));
  EXPECT_FALSE(is_a(kIcd10CmUri, "K55.30", "necrotizing-enterocolitis"));
}

TEST_F(RealReleasesTest, AnswerIsAQuickly) {
  std::mt19937 random(1);
  std::vector<std::pair<ConceptId, ConceptId>> pairs(1 << 12);
  for (auto& [a, b] : pairs) {
    a = random() % terminology().ConceptCount();
    const absl::Span<const ConceptId> above = terminology().Ancestors(a);
    b = random() % 2 ? above[random() % above.size()] : random() % terminology().ConceptCount();
  }
  size_t yes = 0;
  constexpr int kRounds = 500;
  const double begin = CpuSeconds();
  for (int round = 0; round < kRounds; ++round) {
    for (const auto& [a, b] : pairs) yes += terminology().IsA(a, b);
  }
  std::cout << (CpuSeconds() - begin) * 1e9 / (kRounds * pairs.size()) << " ns per is-a\n";
  EXPECT_GE(yes, kRounds * pairs.size() / 3);
}

}  // namespace
}  // namespace trialmatch
