// A SQLite database file (or memory) with one writer and any number of readers.
#ifndef TRIALMATCH_STORAGE_SQLITE_DATABASE_H_
#define TRIALMATCH_STORAGE_SQLITE_DATABASE_H_

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/sqlite_connection.h"
#include "storage/sqlite_group_writer.h"

namespace trialmatch {

struct SqliteOptions {
  bool check_integrity = false;  // read the whole file when opening it
};

// Thread-safe. A file is kept in WAL mode and every commit is synced: readers and the writer do not wait for
// each other, and a commit survives the loss of the process and of power. Memory is a database of its own per
// object, and there a writer and readers exclude each other.
class SqliteDatabase {
 public:
  using Operation = absl::FunctionRef<absl::Status(SqliteConnection&)>;

  // `path` is taken literally; ":memory:" is memory. Makes the file and its tables when it is missing; its
  // folder must exist. FailedPrecondition: cannot be opened, of a newer version, or not a database of
  // trialmatch; DataLoss: damaged, as far as it shows; only `check_integrity` reads everything.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(absl::string_view path,
                                                              const SqliteOptions& options = {});
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  // Runs `operation` in the calling thread; all that it reads is of one state. It must not call this
  // database. `name` says in error texts what was tried.
  absl::Status Read(absl::string_view name, Operation operation) const;

  // See SqliteGroupWriter::Run. `operation` must not call this database.
  absl::Status Write(Operation operation) { return writer_->Run(operation); }
  size_t WaitingWrites() const { return writer_->Waiting(); }

 private:
  SqliteDatabase(std::string name, int flags, bool in_memory);

  absl::StatusOr<std::unique_ptr<SqliteConnection>> TakeReader() const;
  void ReturnReader(std::unique_ptr<SqliteConnection> reader) const;

  const std::string name_;
  const int flags_;
  const bool in_memory_;
  mutable std::mutex memory_mutex_;  // memory has no WAL: this takes its place
  mutable std::mutex mutex_;
  mutable std::vector<std::unique_ptr<SqliteConnection>> idle_readers_;  // guarded by mutex_
  std::unique_ptr<SqliteGroupWriter> writer_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_DATABASE_H_
