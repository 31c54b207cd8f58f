#include "storage/sqlite_statement.h"

#include "storage/sqlite_status.h"

namespace trialmatch {
namespace {

// SQLite takes a null pointer for NULL, even with a length of zero.
const char* NotNull(absl::string_view text) { return text.data() == nullptr ? "" : text.data(); }

}  // namespace

SqliteStatement::SqliteStatement(SqliteConnection& connection, absl::string_view operation,
                                 absl::string_view sql)
    : connection_(connection), operation_(operation) {
  statement_ = connection_.TakeStatement(sql, &code_);
}

SqliteStatement::~SqliteStatement() { connection_.ReturnStatement(statement_); }

void SqliteStatement::Note(int code) {
  if (code_ == SQLITE_OK) code_ = code;
}

SqliteStatement& SqliteStatement::Bind(int64_t value) {
  if (code_ == SQLITE_OK) Note(sqlite3_bind_int64(statement_, next_parameter_++, value));
  return *this;
}

SqliteStatement& SqliteStatement::Bind(absl::string_view text) {
  if (code_ == SQLITE_OK) {
    Note(sqlite3_bind_text64(statement_, next_parameter_++, NotNull(text), text.size(), SQLITE_TRANSIENT,
                             SQLITE_UTF8));
  }
  return *this;
}

SqliteStatement& SqliteStatement::BindBlob(absl::string_view bytes) {
  if (code_ == SQLITE_OK) {
    Note(sqlite3_bind_blob64(statement_, next_parameter_++, NotNull(bytes), bytes.size(), SQLITE_TRANSIENT));
  }
  return *this;
}

SqliteStatement& SqliteStatement::BindNull() {
  if (code_ == SQLITE_OK) Note(sqlite3_bind_null(statement_, next_parameter_++));
  return *this;
}

absl::StatusOr<bool> SqliteStatement::Step() {
  if (code_ != SQLITE_OK) return SqliteError(operation_, code_);
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Note(code);
  return SqliteError(operation_, code);
}

absl::Status SqliteStatement::Run() {
  while (true) {
    const absl::StatusOr<bool> row = Step();
    if (!row.ok()) return row.status();
    if (!*row) return absl::OkStatus();
  }
}

int64_t SqliteStatement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

std::string SqliteStatement::Text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_, column);
  const int size = sqlite3_column_bytes(statement_, column);
  return size == 0 ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

bool SqliteStatement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace trialmatch
