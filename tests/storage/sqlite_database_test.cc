#include "storage/sqlite_database.h"

#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "storage/sqlite_schema.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_transaction.h"
#include "tests/storage/storage_test_support.h"

namespace trialmatch {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void WriteFile(const std::string& path, absl::string_view bytes) {
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

// Runs SQL on a file, outside of the product's opening of it.
void ExecuteOn(const std::string& path, absl::string_view sql) {
  const auto connection = SqliteConnection::Open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  ASSERT_TRUE(connection.ok());
  ASSERT_TRUE((*connection)->Execute("prepare a test", sql).ok());
}

int64_t ReadInt(SqliteConnection& connection, absl::string_view sql) {
  SqliteStatement statement(connection, "test", sql);
  const absl::StatusOr<bool> row = statement.Step();
  return row.ok() && *row ? statement.Int(0) : -1;
}

TEST(SqliteDatabase, MarksItsFileWithApplicationAndVersion) {
  TemporaryDatabase file;
  ASSERT_TRUE(OpenSqliteStores(file.path()).ok());
  const auto connection = SqliteConnection::Open(file.path(), SQLITE_OPEN_READWRITE);
  ASSERT_TRUE(connection.ok());
  EXPECT_EQ(ReadInt(**connection, "PRAGMA application_id"), kSqliteApplicationId);
  EXPECT_EQ(ReadInt(**connection, "PRAGMA user_version"), kSqliteSchemaVersion);
}

TEST(SqliteDatabase, SyncsEveryCommitOfAFile) {
  TemporaryDatabase file;
  const auto database = SqliteDatabase::Open(file.path());
  ASSERT_TRUE(database.ok());
  int64_t synchronous = 0;
  std::string journal;
  ASSERT_TRUE((*database)
                  ->Write([&](SqliteConnection& connection) {
                    synchronous = ReadInt(connection, "PRAGMA synchronous");
                    SqliteStatement mode(connection, "test", "PRAGMA journal_mode");
                    if (mode.Step().ok()) journal = mode.Text(0);
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_EQ(synchronous, 2);  // FULL
  EXPECT_EQ(journal, "wal");
}

TEST(SqliteDatabase, RefusesANewerVersion) {
  TemporaryDatabase file;
  ASSERT_TRUE(OpenSqliteStores(file.path()).ok());
  ExecuteOn(file.path(), absl::StrCat("PRAGMA user_version = ", kSqliteSchemaVersion + 1));
  const absl::Status status = OpenSqliteStores(file.path()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), "schema version 2")) << status;
}

TEST(SqliteDatabase, RefusesAForeignDatabaseAndLeavesItUntouched) {
  for (absl::string_view sql :
       {"CREATE TABLE other (x)", "PRAGMA application_id = 77", "PRAGMA user_version = 1",
        "CREATE TABLE catalog (x); PRAGMA user_version = 1"}) {
    TemporaryDatabase file;
    ExecuteOn(file.path(), sql);
    const std::string before = ReadFile(file.path());
    const absl::Status status = OpenSqliteStores(file.path()).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << sql;
    EXPECT_TRUE(absl::StrContains(status.message(), "another application")) << status;
    EXPECT_EQ(ReadFile(file.path()), before) << sql;
  }
}

TEST(SqliteDatabase, RefusesAFileThatIsNoDatabase) {
  TemporaryDatabase file;
  WriteFile(file.path(), std::string(8192, 'x'));
  const absl::Status status = OpenSqliteStores(file.path()).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "not a database")) << status;
}

TEST(SqliteDatabase, NamesThePathThatCannotBeOpened) {
  TemporaryDatabase file;
  const std::string path = file.folder() + "/missing/trials.db";
  const absl::Status status = OpenSqliteStores(path).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(absl::StrContains(status.message(), path)) << status;
  EXPECT_EQ(OpenSqliteStores("").status().code(), absl::StatusCode::kInvalidArgument);
}

TEST(SqliteDatabase, TakesAPathThatLooksLikeAUriLiterally) {
  TemporaryDatabase file;
  const std::string path = file.folder() + "/a?mode=memory&b%41.db";
  ASSERT_TRUE(OpenSqliteStores(path).ok());
  EXPECT_TRUE(std::filesystem::exists(path));
}

// Fills a database, then overwrites every page but the first.
void MakeDamagedFile(const std::string& path) {
  {
    SqliteStores stores = OpenOrDie(path);
    WriteBatch batch;
    for (int i = 0; i < 200; ++i) batch.puts.push_back(Put(absl::StrCat("NCT", i), std::string(2000, 'p')));
    ASSERT_TRUE(stores.trials->Commit(batch).ok());
  }
  std::string bytes = ReadFile(path);
  ASSERT_GT(bytes.size(), 100'000u);
  for (size_t i = 4096; i < bytes.size(); ++i) bytes[i] = static_cast<char>(0xA5);
  WriteFile(path, bytes);
}

TEST(SqliteDatabase, FindsDamageWhenAskedToCheck) {
  TemporaryDatabase file;
  MakeDamagedFile(file.path());
  SqliteOptions options;
  options.check_integrity = true;
  const absl::Status status = OpenSqliteStores(file.path(), options).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
  EXPECT_FALSE(absl::StrContains(status.message(), "ppp")) << status;
}

TEST(SqliteDatabase, ReportsDamageWhenItIsRead) {
  TemporaryDatabase file;
  MakeDamagedFile(file.path());
  const absl::StatusOr<SqliteStores> stores = OpenSqliteStores(file.path());
  absl::Status status = stores.status();
  if (stores.ok()) {
    status = stores->trials->ForEach([](const TrialRecord&) { return absl::OkStatus(); }).status();
  }
  EXPECT_EQ(status.code(), absl::StatusCode::kDataLoss) << status;
}

TEST(SqliteDatabase, FindsNothingWrongWithASoundFile) {
  TemporaryDatabase file;
  SqliteOptions options;
  options.check_integrity = true;
  {
    SqliteStores stores = OpenOrDie(file.path());
    TrialPut put = Put("NCT1");
    put.search.title = "asthma";
    ASSERT_TRUE(stores.trials->Commit({{put, Put("NCT2")}, {}}).ok());
    ASSERT_TRUE(stores.trials->Commit({{}, {Delete("NCT2")}}).ok());
  }
  EXPECT_TRUE(OpenSqliteStores(file.path(), options).ok());
}

TEST(SqliteDatabase, RollsBackATransactionThatIsNotCommitted) {
  const auto connection = SqliteConnection::Open(":memory:", SQLITE_OPEN_READWRITE);
  ASSERT_TRUE(connection.ok());
  ASSERT_TRUE((*connection)->Execute("test", "CREATE TABLE t (x)").ok());
  {
    SqliteTransaction transaction(**connection, "test");
    ASSERT_TRUE(transaction.BeginWrite().ok());
    ASSERT_TRUE((*connection)->Execute("test", "INSERT INTO t VALUES (1)").ok());
    EXPECT_EQ(ReadInt(**connection, "SELECT count(*) FROM t"), 1);
  }
  EXPECT_EQ(ReadInt(**connection, "SELECT count(*) FROM t"), 0);
}

TEST(SqliteDatabase, LetsNoReaderWrite) {
  const auto database = SqliteDatabase::Open(":memory:");
  ASSERT_TRUE(database.ok());
  const absl::Status status = (*database)->Read(
      "test", [](SqliteConnection& connection) { return connection.Execute("test", "DELETE FROM catalog"); });
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition) << status;
}

TEST(SqliteDatabase, KeepsMemoryDatabasesApart) {
  SqliteStores one = OpenOrDie(":memory:");
  SqliteStores other = OpenOrDie(":memory:");
  ASSERT_TRUE(one.trials->Commit({{Put("NCT1")}, {}}).ok());
  EXPECT_EQ(one.trials->Revision().value(), 1);
  EXPECT_EQ(other.trials->Revision().value(), 0);
}

}  // namespace
}  // namespace trialmatch
