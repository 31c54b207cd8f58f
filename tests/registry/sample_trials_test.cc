// The trials that ship with the product are sound by the terminology that ships with them.
#include <gmock/gmock.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "registry/trial_registry.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"
#include "tests/support/source_folder.h"

namespace trialmatch {
namespace {

v1::Trial ReadSampleTrial(const std::filesystem::path& path) {
  std::ifstream file(path);
  const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  v1::Trial trial;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &trial)) << path;
  return trial;
}

TEST(SampleTrials, AreSound) {
  const auto terminology = LoadTerminologyFolder(InSource("deploy/sample/terminology"));
  ASSERT_TRUE(terminology.ok()) << terminology.status();
  const auto stores = OpenSqliteStores(":memory:");
  ASSERT_TRUE(stores.ok()) << stores.status();
  const auto registry = TrialRegistry::Open(*stores->trials, terminology->terminology);
  ASSERT_TRUE(registry.ok()) << registry.status();
  size_t trials = 0;
  for (const auto& entry : std::filesystem::directory_iterator(InSource("deploy/sample/trials"))) {
    SCOPED_TRACE(entry.path().filename());
    const CheckedTrial checked = (*registry)->Validate(ReadSampleTrial(entry.path()));
    for (const Issue& issue : checked.issues) ADD_FAILURE() << issue.field << ": " << issue.description;
    ++trials;
  }
  EXPECT_GE(trials, 13u);
}

}  // namespace
}  // namespace trialmatch
