// One use of one SQL statement.
#ifndef TRIALMATCH_STORAGE_SQLITE_STATEMENT_H_
#define TRIALMATCH_STORAGE_SQLITE_STATEMENT_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/sqlite_connection.h"

namespace trialmatch {

// Prepare, bind in order, step, read columns. The first error, of preparing or binding too, comes out of
// Step() or Run() and stays. Must not outlive its connection.
class SqliteStatement {
 public:
  // `operation` names in error texts what was tried; it must outlive the statement.
  SqliteStatement(SqliteConnection& connection, absl::string_view operation, absl::string_view sql);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  // Each binds the next parameter, with a copy of the value.
  SqliteStatement& Bind(int64_t value);
  SqliteStatement& Bind(absl::string_view text);
  SqliteStatement& BindBlob(absl::string_view bytes);
  SqliteStatement& BindNull();

  // True: there is a row to read. False: no further row, the statement is done.
  absl::StatusOr<bool> Step();

  // Steps to the end; rows are passed over.
  absl::Status Run();

  // Columns of the row that Step() announced, counted from 0.
  int64_t Int(int column) const;
  std::string Text(int column) const;  // text or blob, byte for byte
  bool IsNull(int column) const;

 private:
  void Note(int code);

  SqliteConnection& connection_;
  absl::string_view operation_;
  sqlite3_stmt* statement_ = nullptr;
  int next_parameter_ = 1;
  int code_ = SQLITE_OK;  // the first error
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_STATEMENT_H_
