#include "service/store_compactor.h"

#include <optional>
#include <string>
#include <thread>

#include "gmock/gmock.h"
#include "storage/sqlite_stores.h"
#include "terminology/plain_table.h"
#include "tests/service/empty_registry_test_base.h"

namespace trialmatch {
namespace {

class StoreCompactorTest : public EmptyRegistryTestBase {
 protected:
  std::shared_ptr<const Snapshot> Write(const std::string& title, const std::string& id = "A") {
    WriteRequest request;
    request.trial.set_name("trials/" + id);
    request.trial.set_title(title);
    Issues issues;
    EXPECT_TRUE(registry_->Write(request, absl::UnixEpoch(), issues).ok());
    return registry_->catalog().Current();
  }

  bool Kept(int64_t revision) const { return registry_->ReadAt("A", revision).ok(); }

  // Without a bound in time: the test's own ends it if it never comes.
  void WaitUntilGone(int64_t revision) const {
    while (Kept(revision)) std::this_thread::yield();
  }
};

TEST_F(StoreCompactorTest, RemovesAtOnceWhatNobodyReadsAndLaterTheRest) {
  Write("one");
  std::shared_ptr<const Snapshot> read = Write("two");
  Write("three");
  Write("four");
  {
    const StoreCompactor compactor(*registry_, absl::Hours(1));
    WaitUntilGone(1);
  }
  EXPECT_TRUE(Kept(2));  // somebody holds it
  EXPECT_TRUE(Kept(3));
  EXPECT_TRUE(Kept(4));
  const StoreCompactor compactor(*registry_, absl::Milliseconds(1));
  Write("five");
  EXPECT_TRUE(Kept(2));
  read.reset();
  WaitUntilGone(4);
  EXPECT_TRUE(Kept(5));
}

TEST_F(StoreCompactorTest, MergesSmallPartsBetweenItsTurns) {
  for (int i = 0; i < 64; ++i) Write("a trial", "A" + std::to_string(i));
  const StoreCompactor compactor(*registry_, absl::Hours(1));
  for (int i = 64; i < 600; ++i) Write("a trial", "A" + std::to_string(i));
  // The first part, what was merged of the others, and the last writes.
  while (registry_->catalog().Current()->parts().size() > 5) std::this_thread::yield();
  EXPECT_EQ(registry_->catalog().Current()->size(), 600u);
}

TEST_F(StoreCompactorTest, EndsWithoutWaitingForItsNextTurn) {
  const StoreCompactor compactor(*registry_, absl::Hours(1));
}

}  // namespace
}  // namespace trialmatch
