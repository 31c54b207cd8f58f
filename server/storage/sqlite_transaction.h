// A transaction of one connection.
#ifndef TRIALMATCH_STORAGE_SQLITE_TRANSACTION_H_
#define TRIALMATCH_STORAGE_SQLITE_TRANSACTION_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "storage/sqlite_connection.h"

namespace trialmatch {

// Rolled back when destroyed before a successful Commit(). `operation` must outlive it.
class SqliteTransaction {
 public:
  SqliteTransaction(SqliteConnection& connection, absl::string_view operation)
      : connection_(connection), operation_(operation) {}
  ~SqliteTransaction();
  SqliteTransaction(const SqliteTransaction&) = delete;
  SqliteTransaction& operator=(const SqliteTransaction&) = delete;

  // Every read until the end sees one state of the database.
  absl::Status BeginRead();
  // Takes the write lock at once, so that what is read stays true until the commit.
  absl::Status BeginWrite();
  absl::Status Commit();

 private:
  SqliteConnection& connection_;
  absl::string_view operation_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_TRANSACTION_H_
