#include "storage/sqlite_database.h"

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/sqlite_schema.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_transaction.h"

namespace trialmatch {
namespace {

constexpr size_t kMaxIdleReaders = 32;

// A name that no other memory database of this process has; connections that open the same name share it.
std::string NewMemoryName() {
  static std::atomic<int64_t> count{0};
  return absl::StrCat("file:/trialmatch-", ++count, "?vfs=memdb");
}

absl::Status MakeDurable(SqliteConnection& connection) {
  SqliteStatement journal(connection, "switch the database to a write-ahead log",
                          "PRAGMA journal_mode = WAL");
  const absl::StatusOr<bool> row = journal.Step();
  if (!row.ok()) return row.status();
  if (!*row || journal.Text(0) != "wal") {
    return absl::FailedPreconditionError(
        "switch the database to a write-ahead log: the file system does not allow it");
  }
  return connection.Execute("set the database's durability",
                            "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864");
}

}  // namespace

SqliteDatabase::SqliteDatabase(std::string name, int flags, bool in_memory)
    : name_(std::move(name)), flags_(flags), in_memory_(in_memory) {}

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(absl::string_view path,
                                                                     const SqliteOptions& options) {
  // SQLite would make a temporary file of an empty name.
  if (path.empty()) return absl::InvalidArgumentError("open database: the path is empty");
  const bool in_memory = path == ":memory:";
  // Only the name of a memory database is a URI; a path is taken as it is.
  const int flags = SQLITE_OPEN_READWRITE | (in_memory ? SQLITE_OPEN_URI : 0);
  std::unique_ptr<SqliteDatabase> database(
      new SqliteDatabase(in_memory ? NewMemoryName() : std::string(path), flags, in_memory));
  absl::StatusOr<std::unique_ptr<SqliteConnection>> connection =
      SqliteConnection::Open(database->name_, flags | SQLITE_OPEN_CREATE);
  if (!connection.ok()) return connection.status();
  // The schema first: a file of another application must not even be switched to another journal.
  if (absl::Status status = PrepareSchema(**connection); !status.ok()) return status;
  if (!in_memory) {
    if (absl::Status status = MakeDurable(**connection); !status.ok()) return status;
  }
  if (options.check_integrity) {
    if (absl::Status status = CheckIntegrity(**connection); !status.ok()) return status;
  }
  database->writer_ = std::make_unique<SqliteGroupWriter>(*std::move(connection),
                                                          in_memory ? &database->memory_mutex_ : nullptr);
  return database;
}

absl::Status SqliteDatabase::Read(absl::string_view name, Operation operation) const {
  std::unique_lock<std::mutex> lock;
  if (in_memory_) lock = std::unique_lock<std::mutex>(memory_mutex_);
  absl::StatusOr<std::unique_ptr<SqliteConnection>> reader = TakeReader();
  if (!reader.ok()) return reader.status();
  absl::Status status;
  {
    SqliteTransaction transaction(**reader, name);
    status = transaction.BeginRead();
    if (status.ok()) status = operation(**reader);
  }
  ReturnReader(*std::move(reader));
  return status;
}

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteDatabase::TakeReader() const {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (!idle_readers_.empty()) {
      std::unique_ptr<SqliteConnection> reader = std::move(idle_readers_.back());
      idle_readers_.pop_back();
      return reader;
    }
  }
  absl::StatusOr<std::unique_ptr<SqliteConnection>> reader = SqliteConnection::Open(name_, flags_);
  if (!reader.ok()) return reader.status();
  if (absl::Status status = (*reader)->Execute("open database", "PRAGMA query_only = ON"); !status.ok()) {
    return status;
  }
  return reader;
}

void SqliteDatabase::ReturnReader(std::unique_ptr<SqliteConnection> reader) const {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (idle_readers_.size() < kMaxIdleReaders) idle_readers_.push_back(std::move(reader));
}

}  // namespace trialmatch
