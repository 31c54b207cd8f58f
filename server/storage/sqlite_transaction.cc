#include "storage/sqlite_transaction.h"

namespace trialmatch {

SqliteTransaction::~SqliteTransaction() {
  // A rollback fails only where SQLite has already rolled back; there is nothing left to undo then.
  if (connection_.in_transaction()) connection_.Execute(operation_, "ROLLBACK").IgnoreError();
}

absl::Status SqliteTransaction::BeginRead() { return connection_.Execute(operation_, "BEGIN DEFERRED"); }
absl::Status SqliteTransaction::BeginWrite() { return connection_.Execute(operation_, "BEGIN IMMEDIATE"); }
absl::Status SqliteTransaction::Commit() { return connection_.Execute(operation_, "COMMIT"); }

}  // namespace trialmatch
