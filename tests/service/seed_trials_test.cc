#include "service/seed_trials.h"

#include <filesystem>
#include <fstream>

#include "gmock/gmock.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"
#include "tests/service/empty_registry_test_base.h"

namespace trialmatch {
namespace {

using ::testing::HasSubstr;

class SeedTrialsTest : public EmptyRegistryTestBase {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::path(::testing::TempDir()) / "seed";
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    ASSERT_NO_FATAL_FAILURE(EmptyRegistryTestBase::SetUp());
  }

  void Write(const std::string& name, const std::string& content) {
    std::ofstream(folder_ / name) << content;
  }
  int64_t Revision() const { return registry_->catalog().Current()->revision(); }
  size_t Size() const { return registry_->catalog().Current()->size(); }

  std::filesystem::path folder_;
};

TEST_F(SeedTrialsTest, ReadsTextAndJsonInTheOrderOfNames) {
  Write("b.json", R"({"name": "trials/B", "title": "B"})");
  Write("a.textproto", "name: \"trials/A\" title: \"A\"");
  Write("readme.md", "no trial");
  const auto trials = ReadTrialFolder(folder_);
  ASSERT_TRUE(trials.ok()) << trials.status();
  ASSERT_EQ(trials->size(), 2u);
  EXPECT_EQ((*trials)[0].name(), "trials/A");
  EXPECT_EQ((*trials)[1].name(), "trials/B");
}

TEST_F(SeedTrialsTest, NamesTheFileThatIsNoTrial) {
  Write("a.textproto", "name: \"trials/A\" no_such_field: 1");
  EXPECT_THAT(std::string(ReadTrialFolder(folder_).status().message()), HasSubstr("a.textproto"));
  std::filesystem::remove(folder_ / "a.textproto");
  Write("b.json", R"({"name": "trials/B", "noSuchField": 1})");
  EXPECT_THAT(std::string(ReadTrialFolder(folder_).status().message()), HasSubstr("b.json"));
  EXPECT_TRUE(absl::IsNotFound(ReadTrialFolder(folder_ / "none").status()));
}

TEST_F(SeedTrialsTest, FillsAnEmptyStoreAndDoesNotEvenReadForAnother) {
  Write("a.textproto", "name: \"trials/A\" title: \"A\"");
  Write("b.textproto", "name: \"trials/B\" title: \"B\"");
  ASSERT_TRUE(SeedTrials(folder_, absl::UnixEpoch(), *registry_).ok());
  EXPECT_EQ(Revision(), 1);
  EXPECT_EQ(Size(), 2u);
  Write("c.textproto", "this is no trial");
  ASSERT_TRUE(SeedTrials(folder_, absl::UnixEpoch(), *registry_).ok());
  EXPECT_EQ(Revision(), 1);
  EXPECT_EQ(Size(), 2u);
}

TEST_F(SeedTrialsTest, WritesNothingWhenOneIsBadAndSaysAllFaults) {
  Write("a.textproto", "name: \"trials/A\" title: \"A\"");
  Write("b.textproto", "name: \"trials/B\"");
  Write("c.textproto", "name: \"trials/C\"");
  const absl::Status status = SeedTrials(folder_, absl::UnixEpoch(), *registry_);
  EXPECT_TRUE(absl::IsInvalidArgument(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr("trials/B: trial.title: "));
  EXPECT_THAT(std::string(status.message()), HasSubstr("trials/C: trial.title: "));
  EXPECT_EQ(Revision(), 0);
  EXPECT_EQ(Size(), 0u);
  EXPECT_TRUE(absl::IsNotFound(SeedTrials(folder_ / "none", absl::UnixEpoch(), *registry_)));
}

}  // namespace
}  // namespace trialmatch
