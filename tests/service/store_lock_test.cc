#include "service/store_lock.h"

#include <optional>
#include <utility>

#include "gtest/gtest.h"

namespace trialmatch {
namespace {

TEST(StoreLock, KeepsASecondServerAwayUntilTheFirstIsGone) {
  const std::string store = ::testing::TempDir() + "/locked.db";
  std::optional<StoreLock> first;
  {
    absl::StatusOr<StoreLock> taken = StoreLock::Take(store);
    ASSERT_TRUE(taken.ok()) << taken.status();
    first.emplace(*std::move(taken));
  }
  EXPECT_EQ(StoreLock::Take(store).status().code(), absl::StatusCode::kFailedPrecondition);
  first.reset();
  EXPECT_TRUE(StoreLock::Take(store).ok());
}

TEST(StoreLock, MemoryNeedsNone) {
  const absl::StatusOr<StoreLock> first = StoreLock::Take(":memory:");
  EXPECT_TRUE(first.ok());
  EXPECT_TRUE(StoreLock::Take(":memory:").ok());
}

TEST(StoreLock, AFolderThatIsNotThereIsAnError) {
  EXPECT_EQ(StoreLock::Take("/nowhere/store.db").status().code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace trialmatch
