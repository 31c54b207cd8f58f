// Trials read through a snapshot while others write and compact.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "registry/trial_registry.h"
#include "storage/sqlite_stores.h"
#include "tests/registry/registry_test_support.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr int kTrials = 600;  // more than one batch of a walk

std::string IdOf(int n) { return absl::StrCat("NCT", 1000 + n); }

class SnapshotReadsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto stores = OpenSqliteStores(database_.path());
    ASSERT_TRUE(stores.ok()) << stores.status();
    stores_ = *std::move(stores);
    Serve();
  }

  absl::StatusOr<std::unique_ptr<TrialRegistry>> Open() {
    return TrialRegistry::Open(*stores_.trials, TestTerminology(), [this](size_t loaded, size_t total) {
      EXPECT_GE(loaded, progress_.empty() ? 0 : progress_.back());
      progress_.push_back(loaded);
      total_ = total;
    });
  }
  void Serve() {
    auto registry = Open();
    ASSERT_TRUE(registry.ok()) << registry.status();
    registry_ = *std::move(registry);
  }

  // All trials, in one transaction, with the title that the revision after it has.
  void WriteAll(int trials) {
    std::vector<v1::Trial> records;
    const int64_t next = registry_->catalog().Current()->revision() + 1;
    for (int n = 0; n < trials; ++n) records.push_back(SoundTrial(IdOf(n), absl::StrCat(next)));
    std::set<std::string> seen;
    ASSERT_TRUE(registry_->Import(records, false, absl::UnixEpoch(), seen).ok());
  }

  static std::vector<TrialPlace> PlacesOf(const Snapshot& snapshot) {
    return snapshot.InOrder(*snapshot.Select({}, [] { return false; }));
  }
  // In the order of ids.
  std::vector<std::string> TitlesOf(const Snapshot& snapshot) const {
    std::vector<std::string> titles;
    for (const TrialPlace place : PlacesOf(snapshot)) {
      const absl::StatusOr<StoredTrial> stored = registry_->ReadWhole(snapshot, place);
      EXPECT_TRUE(stored.ok()) << stored.status();
      titles.push_back(stored->trial->title);
    }
    return titles;
  }

  // Bytes that are no trial, past the registry.
  void Damage(const std::string& id) {
    TrialPut put;
    put.trial_id = id;
    put.record = "\xff";
    ASSERT_TRUE(stores_.trials->Commit({{put}, {}}).ok());
  }

  const TemporaryDatabase database_;
  SqliteStores stores_;
  std::unique_ptr<TrialRegistry> registry_;
  std::vector<size_t> progress_;
  size_t total_ = 0;
};

TEST_F(SnapshotReadsTest, StartUpReadsEveryTrialInOrderAndTellsHowFarItIs) {
  WriteAll(kTrials);
  progress_.clear();
  Serve();
  const std::shared_ptr<const Snapshot> snapshot = registry_->catalog().Current();
  ASSERT_EQ(snapshot->size(), static_cast<size_t>(kTrials));
  ASSERT_EQ(snapshot->parts().size(), 1u);
  const Segment& segment = *snapshot->parts()[0].segment;
  for (size_t n = 0; n < kTrials; ++n) {
    ASSERT_EQ(segment.columns.id(n), IdOf(static_cast<int>(n)));
    ASSERT_EQ(snapshot->Find(IdOf(static_cast<int>(n)))->position, n);
  }
  EXPECT_EQ(segment.index->size(), segment.size());
  EXPECT_TRUE(segment.held.empty());
  EXPECT_THAT(progress_, ElementsAre(kTrials));
  EXPECT_EQ(total_, static_cast<size_t>(kTrials));
}

TEST_F(SnapshotReadsTest, StartUpNamesADamagedRecord) {
  WriteAll(kTrials);
  Damage(IdOf(kTrials / 2));
  const absl::Status status = Open().status();
  EXPECT_TRUE(absl::IsDataLoss(status));
  EXPECT_THAT(std::string(status.message()), HasSubstr(IdOf(kTrials / 2)));
}

// A catalog of many parts, and what is written while it is made one.
TEST_F(SnapshotReadsTest, MergingKeepsEveryTrialAndItsRevision) {
  WriteAll(kTrials);
  Serve();
  std::vector<std::string> titles(kTrials, "1");
  Issues issues;
  const auto write = [&](int n) {
    titles[n] = absl::StrCat("alone ", n);
    ASSERT_TRUE(registry_
                    ->Write({SoundTrial(IdOf(n), titles[n]), WriteRequest::Mode::kUpdate, false},
                            absl::UnixEpoch(), issues)
                    .ok());
  };
  for (int n = 0; n < 400; ++n) write(n);
  ASSERT_TRUE(registry_->Delete(IdOf(kTrials - 1), "", false).ok());
  titles.pop_back();
  EXPECT_GT(registry_->catalog().Current()->parts().size(), 4u);
  EXPECT_EQ(TitlesOf(*registry_->catalog().Current()), titles);
  ASSERT_TRUE(registry_->MergeSmall().ok());
  EXPECT_EQ(registry_->catalog().Current()->parts().size(),
            3u);  // the first, the small ones, the last writes
  EXPECT_EQ(TitlesOf(*registry_->catalog().Current()), titles);
  for (int n = 200; n < 500; ++n) write(n);
  std::atomic<bool> compacted{false};
  std::thread compactor([&] {
    EXPECT_TRUE(registry_->Compact(TrialRegistry::Extent::kWhole).ok());
    compacted = true;
  });
  std::thread merger([&] {
    while (!compacted) EXPECT_TRUE(registry_->MergeSmall().ok());
  });
  for (int n = 500; n < 540; ++n) write(n);
  compactor.join();
  merger.join();
  ASSERT_TRUE(registry_->Delete(IdOf(kTrials - 2), "", false).ok());
  titles.pop_back();
  const std::shared_ptr<const Snapshot> merged = registry_->catalog().Current();
  EXPECT_LE(merged->parts().size(), 3u);
  EXPECT_EQ(merged->revision(), *stores_.trials->Revision());
  EXPECT_EQ(TitlesOf(*merged), titles);
}

// Every trial of a snapshot says the snapshot's revision, however late it is read.
TEST_F(SnapshotReadsTest, ReadersKeepTheirVersionUnderWritesAndCompaction) {
  constexpr int kFew = 20, kRounds = 40;
  WriteAll(kFew);
  std::atomic<bool> done{false};
  std::atomic<int> odd{0}, read{0};
  const auto reader = [&] {
    while (!done) {
      const std::shared_ptr<const Snapshot> snapshot = registry_->catalog().Current();
      for (const TrialPlace place : PlacesOf(*snapshot)) {
        const absl::StatusOr<StoredTrial> stored = registry_->ReadWhole(*snapshot, place);
        const bool own = stored.ok() && stored->trial->id == snapshot->id(place) &&
                         stored->trial->title == absl::StrCat(snapshot->revision());
        if (!own) ++odd;
        ++read;
      }
    }
  };
  std::thread first(reader), second(reader);
  std::thread compactor([&] {
    while (!done) {
      if (!registry_->Compact().ok()) ++odd;
    }
  });
  for (int round = 0; round < kRounds; ++round) WriteAll(kFew);
  done = true;
  first.join();
  second.join();
  compactor.join();
  EXPECT_EQ(odd, 0);
  EXPECT_GT(read, 0);
  ASSERT_TRUE(registry_->Compact().ok());
  EXPECT_TRUE(absl::IsOutOfRange(registry_->ReadAt(IdOf(0), 1).status()));
}

}  // namespace
}  // namespace trialmatch
