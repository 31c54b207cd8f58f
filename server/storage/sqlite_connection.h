// One connection to a SQLite database.
#ifndef TRIALMATCH_STORAGE_SQLITE_CONNECTION_H_
#define TRIALMATCH_STORAGE_SQLITE_CONNECTION_H_

#include <sqlite3.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

// Owns the handle and the prepared statements kept for their next use. One thread at a time.
class SqliteConnection {
 public:
  // `flags` are those of sqlite3_open_v2. Waits up to five seconds for a lock before it gives up as busy.
  static absl::StatusOr<std::unique_ptr<SqliteConnection>> Open(absl::string_view name, int flags);

  ~SqliteConnection();
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  // Runs statements that return nothing, one after the other, until one fails.
  absl::Status Execute(absl::string_view operation, absl::string_view sql);

  // False also after an error so grave that SQLite rolled the transaction back by itself.
  bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

  sqlite3* handle() const { return handle_; }

 private:
  friend class SqliteStatement;

  explicit SqliteConnection(sqlite3* handle) : handle_(handle) {}

  // A statement nobody uses: a kept one, or a new one. `*code` is SQLite's result.
  sqlite3_stmt* TakeStatement(absl::string_view sql, int* code);
  // Resets it, then keeps or finalizes it.
  void ReturnStatement(sqlite3_stmt* statement);

  sqlite3* handle_;
  absl::flat_hash_map<std::string, sqlite3_stmt*> idle_;  // by SQL text
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_CONNECTION_H_
