#include "registry/stored_trial_cache.h"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

constexpr size_t kBytes = 1000;  // of a trial

StoredTrial Made(const std::string& id, int64_t revision) {
  Trial trial;
  trial.id = id;
  trial.title = absl::StrCat(id, " at ", revision);
  return {std::make_shared<const Trial>(std::move(trial)), std::make_shared<const SiteMessages>()};
}

std::string IdOf(int n) { return absl::StrCat("NCT", n); }

std::string TitleOf(StoredTrialCache& cache, const std::string& id, int64_t revision) {
  const std::optional<StoredTrial> found = cache.Find(id, revision);
  return found ? found->trial->title : "";
}

TEST(StoredTrialCache, KeepsEachVersionForItself) {
  StoredTrialCache cache(1 << 20);
  EXPECT_FALSE(cache.Find("NCT1", 1).has_value());
  cache.Add(1, Made("NCT1", 1), kBytes);
  cache.Add(7, Made("NCT1", 7), kBytes);
  EXPECT_EQ(TitleOf(cache, "NCT1", 1), "NCT1 at 1");
  EXPECT_EQ(TitleOf(cache, "NCT1", 7), "NCT1 at 7");
  EXPECT_FALSE(cache.Find("NCT1", 2).has_value());
  EXPECT_FALSE(cache.Find("NCT", 1).has_value());
  EXPECT_EQ(cache.BytesUsed(), 2 * kBytes);
  cache.Add(1, Made("NCT1", 1), kBytes);
  EXPECT_EQ(cache.BytesUsed(), 2 * kBytes);
}

TEST(StoredTrialCache, StaysWithinItsBytesAndForgetsWhatWasUsedLongestAgo) {
  constexpr size_t kMost = 64 * 16 * kBytes;
  constexpr int kOthers = 20'000;
  StoredTrialCache cache(kMost);
  cache.Add(1, Made("wanted", 1), kBytes);
  cache.Add(1, Made("left", 1), kBytes);
  for (int n = 0; n < kOthers; ++n) {
    cache.Add(1, Made(IdOf(n), 1), kBytes);
    ASSERT_LE(cache.BytesUsed(), kMost);
    ASSERT_EQ(TitleOf(cache, "wanted", 1), "wanted at 1");
  }
  EXPECT_FALSE(cache.Find("left", 1).has_value());
  EXPECT_FALSE(cache.Find(IdOf(0), 1).has_value());
  EXPECT_TRUE(cache.Find(IdOf(kOthers - 1), 1).has_value());
  EXPECT_EQ(cache.BytesUsed(), kMost);
}

TEST(StoredTrialCache, ATrialThatIsForgottenStaysWithItsReader) {
  StoredTrialCache cache(16 * kBytes);
  cache.Add(1, Made("read", 1), kBytes);
  const std::optional<StoredTrial> read = cache.Find("read", 1);
  for (int n = 0; n < 1000; ++n) cache.Add(1, Made(IdOf(n), 1), kBytes);
  EXPECT_FALSE(cache.Find("read", 1).has_value());
  EXPECT_EQ(read->trial->title, "read at 1");
}

TEST(StoredTrialCache, WithoutRoomKeepsNothing) {
  StoredTrialCache none(0);
  none.Add(1, Made("NCT1", 1), kBytes);
  EXPECT_FALSE(none.Find("NCT1", 1).has_value());
  EXPECT_EQ(none.BytesUsed(), 0u);
}

TEST(StoredTrialCache, ServesManyThreads) {
  StoredTrialCache cache(64 * 16 * kBytes);
  std::atomic<int> odd{0}, found{0};
  const auto work = [&](int offset) {
    for (int n = 0; n < 20'000; ++n) {
      const std::string id = IdOf((n * 7 + offset) % 2'000);
      const std::string title = TitleOf(cache, id, 1);
      if (title.empty()) {
        cache.Add(1, Made(id, 1), kBytes);
      } else if (title == id + " at 1") {
        ++found;
      } else {
        ++odd;
      }
    }
  };
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) threads.emplace_back(work, t);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(odd, 0);
  EXPECT_GT(found, 0);
}

}  // namespace
}  // namespace trialmatch
