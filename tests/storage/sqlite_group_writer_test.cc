#include "storage/sqlite_group_writer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <future>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "storage/sqlite_database.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_trial_store.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

// A file with its stores, and the means to hold its writer until several writes wait.
class GroupWriter : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = SqliteDatabase::Open(file_.path());
    ASSERT_TRUE(opened.ok());
    database_ = *std::move(opened);
    store_ = std::make_unique<SqliteTrialStore>(database_);
    ASSERT_TRUE(database_
                    ->Write([this](SqliteConnection& connection) {
                      sqlite3_commit_hook(connection.handle(), CountCommit, &commits_);
                      return absl::OkStatus();
                    })
                    .ok());
    commits_ = 0;
  }

  static int CountCommit(void* count) {
    ++*static_cast<std::atomic<int>*>(count);
    return 0;
  }

  // Runs each operation in a thread of its own. All wait in their order before the writer takes the first.
  void RunTogether(const std::vector<std::function<void()>>& operations) {
    std::promise<void> held, release;
    std::thread holder([&] {
      const absl::Status status = database_->Write([&](SqliteConnection&) {
        held.set_value();
        release.get_future().wait();
        return absl::AbortedError("writes nothing");
      });
      EXPECT_EQ(status, absl::AbortedError("writes nothing"));
    });
    held.get_future().wait();
    std::vector<std::thread> threads;
    for (const std::function<void()>& operation : operations) {
      threads.emplace_back(operation);
      while (database_->WaitingWrites() < threads.size()) std::this_thread::yield();
    }
    release.set_value();
    holder.join();
    for (std::thread& thread : threads) thread.join();
  }

  std::vector<absl::StatusOr<int64_t>> CommitTogether(const std::vector<WriteBatch>& batches) {
    std::vector<absl::StatusOr<int64_t>> results(batches.size());
    std::vector<std::function<void()>> operations;
    for (size_t i = 0; i < batches.size(); ++i) {
      operations.push_back([&, i] { results[i] = store_->Commit(batches[i]); });
    }
    RunTogether(operations);
    return results;
  }

  TemporaryDatabase file_;
  std::shared_ptr<SqliteDatabase> database_;
  std::unique_ptr<SqliteTrialStore> store_;
  std::atomic<int> commits_{0};
};

TEST_F(GroupWriter, SharesOneTransactionAmongWritersThatWaitAndGivesEachARevision) {
  std::vector<WriteBatch> batches;
  for (int i = 0; i < 8; ++i) batches.push_back({{Put(absl::StrCat("NCT", i))}, {}});
  const auto results = CommitTogether(batches);
  for (int i = 0; i < 8; ++i) {
    ASSERT_TRUE(results[i].ok()) << results[i].status();
    EXPECT_EQ(*results[i], i + 1);
  }
  EXPECT_EQ(commits_, 1);
  EXPECT_EQ(store_->Revision().value(), 8);
}

TEST_F(GroupWriter, FailsOneBatchOfAGroupAlone) {
  ASSERT_TRUE(store_->Commit({{Put("NCT0")}, {}}).ok());
  std::vector<WriteBatch> batches;
  for (int i = 1; i <= 6; ++i) batches.push_back({{Put(absl::StrCat("NCT", i))}, {}});
  batches.push_back({{Put("NCT7"), Put("NCT0", "v2", TrialPrecondition::MustNotExist())}, {}});
  const auto results = CommitTogether(batches);
  for (int i = 0; i < 6; ++i) EXPECT_TRUE(results[i].ok()) << results[i].status();
  EXPECT_EQ(results[6].status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(store_->Revision().value(), 7);
  EXPECT_EQ(store_->Get("NCT7").status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(store_->Get("NCT0")->record, "v1");
}

TEST_F(GroupWriter, LetsABatchThatFillsTheDiskFailAlone) {
  ASSERT_TRUE(database_
                  ->Write([](SqliteConnection& connection) {
                    SqliteStatement limit(connection, "test", "PRAGMA max_page_count = 120");
                    return limit.Run();
                  })
                  .ok());
  std::vector<WriteBatch> batches;
  for (int i = 0; i < 4; ++i) batches.push_back({{Put(absl::StrCat("NCT", i))}, {}});
  batches.push_back({{Put("NCT-big", std::string(2'000'000, 'x'))}, {}});
  const auto results = CommitTogether(batches);
  for (int i = 0; i < 4; ++i) EXPECT_TRUE(results[i].ok()) << results[i].status();
  EXPECT_EQ(results[4].status().code(), absl::StatusCode::kResourceExhausted) << results[4].status();
  EXPECT_TRUE(absl::StrContains(results[4].status().message(), "commit trials: database or disk is full"));
  EXPECT_EQ(store_->Revision().value(), 4);
  EXPECT_EQ(store_->Get("NCT-big").status().code(), absl::StatusCode::kNotFound);
}

TEST_F(GroupWriter, RunsTheOthersAgainWhenOneLosesTheTransaction) {
  // The operation ends the transaction under the writer's feet, as SQLite does after grave errors.
  absl::Status grave;
  absl::StatusOr<int64_t> before, behind;
  RunTogether({[&] {
                 before = store_->Commit({{Put("NCT1")}, {}});
               },
               [&] {
                 grave = database_->Write([](SqliteConnection& connection) {
                   EXPECT_TRUE(connection.Execute("test", "ROLLBACK").ok());
                   return absl::InternalError("grave");
                 });
               },
               [&] {
                 behind = store_->Commit({{Put("NCT2")}, {}});
               }});
  EXPECT_EQ(grave, absl::InternalError("grave"));
  EXPECT_TRUE(before.ok()) << before.status();
  EXPECT_TRUE(behind.ok()) << behind.status();
  EXPECT_EQ(store_->Revision().value(), 2);
  EXPECT_TRUE(store_->Get("NCT1").ok());
  EXPECT_TRUE(store_->Get("NCT2").ok());
}

TEST_F(GroupWriter, ReportsAReadOnlyDatabaseAndWritesAgainLater) {
  sqlite3* handle = nullptr;  // touched only while the writer is idle
  ASSERT_TRUE(database_
                  ->Write([&handle](SqliteConnection& connection) {
                    handle = connection.handle();
                    return absl::OkStatus();
                  })
                  .ok());
  ASSERT_EQ(sqlite3_exec(handle, "PRAGMA query_only = ON", nullptr, nullptr, nullptr), SQLITE_OK);
  const absl::Status status = store_->Commit({{Put("NCT-secret", "content")}, {}}).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(status.message(), "write to the database: attempt to write a readonly database (SQLite code 8)");
  ASSERT_EQ(sqlite3_exec(handle, "PRAGMA query_only = OFF", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_EQ(store_->Commit({{Put("NCT1")}, {}}).value(), 1);
}

}  // namespace
}  // namespace trialmatch
