#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

class TrialStoreConcurrency : public ::testing::TestWithParam<bool> {
 protected:
  TrialStoreConcurrency() : stores_(OpenOrDie(GetParam() ? ":memory:" : file_.path())) {}
  TemporaryDatabase file_;
  SqliteStores stores_;
};

INSTANTIATE_TEST_SUITE_P(FileAndMemory, TrialStoreConcurrency, ::testing::Bool(),
                         [](const auto& info) { return info.param ? "Memory" : "File"; });

// Every batch writes the same value to two trials: a reader that sees them differ has seen half a batch.
TEST_P(TrialStoreConcurrency, ReadersSeeWholeBatchesWhileWritersWrite) {
  constexpr int kWriters = 4, kBatches = 50;
  TrialStore& store = *stores_.trials;
  ASSERT_TRUE(store.Commit({{Put("left", "0"), Put("right", "0")}, {}}).ok());
  std::mutex mutex;
  std::set<int64_t> revisions;
  std::atomic<bool> writing{true};
  std::atomic<int> failures{0}, torn{0}, reads{0};
  std::vector<std::thread> writers, readers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kBatches; ++i) {
        const std::string value = absl::StrCat(w, "-", i);
        const absl::StatusOr<int64_t> revision =
            store.Commit({{Put("left", value), Put("right", value)}, {}});
        if (!revision.ok()) ++failures;
        const std::lock_guard<std::mutex> lock(mutex);
        if (revision.ok() && !revisions.insert(*revision).second) ++failures;
      }
    });
  }
  for (int r = 0; r < 3; ++r) {
    readers.emplace_back([&] {
      int64_t last = 0;
      do {
        std::vector<std::string> values;
        const absl::StatusOr<int64_t> revision = store.ForEach([&](const TrialRecord& record) {
          values.push_back(absl::StrCat(record.record, "@", record.revision));
          return absl::OkStatus();
        });
        if (!revision.ok() || *revision < last) ++failures;
        if (values.size() != 2 || values[0] != values[1]) ++torn;
        if (revision.ok()) {
          last = *revision;
          const absl::StatusOr<TrialRecord> left = store.GetAt("left", last);
          if (!left.ok() || absl::StrCat(left->record, "@", left->revision) != values[0]) ++torn;
        }
        ++reads;
      } while (writing);
    });
  }
  for (std::thread& writer : writers) writer.join();
  writing = false;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(torn, 0);
  EXPECT_GE(reads, 3);
  EXPECT_EQ(revisions.size(), static_cast<size_t>(kWriters * kBatches));
  EXPECT_EQ(store.Revision().value(), 1 + kWriters * kBatches);
}

// Of several that read the same etag and write, exactly one wins.
TEST_P(TrialStoreConcurrency, OneOfManyWinsAnEtag) {
  constexpr int kThreads = 6, kRounds = 20;
  TrialStore& store = *stores_.trials;
  ASSERT_TRUE(store.Commit({{Put("a", "0")}, {}}).ok());
  for (int round = 0; round < kRounds; ++round) {
    const std::string etag = store.Get("a")->etag;
    std::atomic<int> won{0}, aborted{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        const absl::Status status =
            store.Commit({{Put("a", absl::StrCat(round, "-", t), TrialPrecondition::EtagIs(etag))}, {}})
                .status();
        if (status.ok()) ++won;
        if (status.code() == absl::StatusCode::kAborted) ++aborted;
      });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(won, 1);
    EXPECT_EQ(aborted, kThreads - 1);
  }
}

// The same patient applies from many threads at once: one application comes of it.
TEST_P(TrialStoreConcurrency, OneApplicationComesOfManyCallsAtOnce) {
  std::atomic<int> created{0}, failures{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] {
      const absl::StatusOr<ApplyResult> result =
          stores_.applications->Apply("NCT1", "applicant", "", absl::UnixEpoch());
      if (!result.ok()) ++failures;
      if (result.ok() && result->created) ++created;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(created, 1);
  EXPECT_EQ(stores_.applications->CountActive("NCT1").value(), 1);
}

}  // namespace
}  // namespace trialmatch
