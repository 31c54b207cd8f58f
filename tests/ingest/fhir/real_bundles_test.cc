// The real bundles: 26 of Synthea, and 3 that are faulty each in its way. Skipped where they are not.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "domain/unit.h"
#include "tests/conformance/shared_data.h"
#include "tests/ingest/fhir/fhir_test_support.h"

namespace trialmatch::fhir {
namespace {

using ::testing::HasSubstr;

namespace fs = std::filesystem;

fs::path Patients() { return ConformanceFolder("").parent_path().parent_path() / "patients"; }

std::string Content(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

// The bundles of the archive, unpacked to the test's scratch folder.
std::vector<fs::path> Synthea() {
  const fs::path folder = fs::path(::testing::TempDir()) / "synthea";
  fs::create_directories(folder);
  const std::string command =
      absl::StrCat("tar -xJf '", (Patients() / "synthea-r4.tar.xz").string(), "' -C '", folder.string(), "'");
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::vector<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

size_t Count(const std::string& text, const std::string& what) {
  size_t count = 0;
  for (size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
  return count;
}

class RealBundlesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(Patients())) GTEST_SKIP() << "skipped: shared data not present";
  }
};

TEST_F(RealBundlesTest, EveryResourceOfSyntheaIsUsedOrListed) {
  const std::vector<fs::path> paths = Synthea();
  ASSERT_EQ(paths.size(), 26u);
  size_t loaded = 0, resources = 0, used = 0, listed = 0, amounts = 0;
  std::map<std::string, int> reasons;
  for (const fs::path& path : paths) {
    const std::string content = Content(path);
    const FhirReading reading = Read(content);
    ASSERT_FALSE(HasErrors(reading.issues)) << path << AllLines(reading);
    EXPECT_EQ(reading.resources, Count(content, "\"fullUrl\"")) << path;
    EXPECT_EQ(reading.used + reading.listed, reading.resources);
    EXPECT_FALSE(reading.profile.birth().date_time().empty()) << path;
    EXPECT_NE(reading.profile.sex_at_birth(), v1::SEX_UNSPECIFIED) << path;
    for (const v1::Observation& observation : reading.profile.observations()) {
      if (!observation.has_quantity()) continue;
      ++amounts;
      EXPECT_TRUE(Unit::Parse(observation.quantity().unit()).ok()) << observation.quantity().unit();
    }
    for (const Issue& issue : reading.issues) {
      ++reasons[issue.description.substr(0, issue.description.find(" ("))];
    }
    ++loaded;
    resources += reading.resources;
    used += reading.used;
    listed += reading.listed;
  }
  std::cout << loaded << " of " << paths.size() << " bundles: " << resources << " resources, " << used
            << " used, " << listed << " listed; " << amounts << " amounts in UCUM\n";
  for (const auto& [reason, count] : reasons) std::cout << "  in " << count << " issues: " << reason << "\n";
  EXPECT_EQ(loaded, 26u);
}

// 1,353 results with a unit in Observations and their components, of which none is lost.
TEST_F(RealBundlesTest, EveryAmountOfSyntheaIsRead) {
  size_t written = 0, read = 0;
  for (const fs::path& path : Synthea()) {
    const std::string content = Content(path);
    written += Count(content, "\"valueQuantity\"");
    const FhirReading reading = Read(content);
    for (const v1::Observation& observation : reading.profile.observations())
      read += observation.has_quantity();
  }
  EXPECT_GT(written, 1300u);
  EXPECT_EQ(read, written);
}

TEST_F(RealBundlesTest, ABundleWithoutAPatientIsRefused) {
  const FhirReading reading = Read(Content(Patients() / "patient_data_empty-cgv.json"));
  EXPECT_TRUE(HasErrors(reading.issues));
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle: has no Patient"));
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle.entry[0]: An entry is not used: it has no resource"));
}

TEST_F(RealBundlesTest, AMissingBirthDateAndScoresOfAnotherPatientAreNamed) {
  const FhirReading reading =
      Read(Content(Patients() / "patient_data_missing_birthdate_invalid_ecog_karnofsky.json"));
  EXPECT_FALSE(HasErrors(reading.issues));
  EXPECT_EQ(reading.resources, 4u);
  EXPECT_EQ(reading.used, 2u);
  EXPECT_THAT(AllLines(reading), HasSubstr("Bundle.entry[0].resource: has no date of birth"));
  EXPECT_THAT(AllLines(reading),
              HasSubstr("Bundle.entry[2].resource: Observation is not used: it is about somebody"));
  EXPECT_EQ(reading.profile.performance_statuses_size(), 0);
  ASSERT_EQ(reading.profile.conditions_size(), 1);
  EXPECT_EQ(reading.profile.conditions(0).code().code(), "254837009");
}

TEST_F(RealBundlesTest, TheBundleWithoutMorphologyLoads) {
  const FhirReading reading = Read(Content(Patients() / "patient_data_missing_histology_morph.json"));
  EXPECT_FALSE(HasErrors(reading.issues)) << AllLines(reading);
  EXPECT_EQ(reading.resources, 25u);
  std::cout << reading.used << " used of " << reading.resources << "\n" << AllLines(reading) << "\n";
}

}  // namespace
}  // namespace trialmatch::fhir
