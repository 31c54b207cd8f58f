#include "storage/sqlite_connection.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "storage/sqlite_status.h"

namespace trialmatch {
namespace {

constexpr int kBusyTimeoutMilliseconds = 5000;
constexpr size_t kMaxIdleStatements = 64;  // filters make many texts; those beyond are prepared anew

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteConnection>> SqliteConnection::Open(absl::string_view name, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(std::string(name).c_str(), &handle,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  // SQLite hands out a handle to close even when it could not open.
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(handle));
  if (code != SQLITE_OK) return SqliteError(absl::StrCat("open database '", name, "'"), code);
  sqlite3_busy_timeout(handle, kBusyTimeoutMilliseconds);
  return connection;
}

SqliteConnection::~SqliteConnection() {
  for (auto& [sql, statement] : idle_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

absl::Status SqliteConnection::Execute(absl::string_view operation, absl::string_view sql) {
  const int code = sqlite3_exec(handle_, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  return code == SQLITE_OK ? absl::OkStatus() : SqliteError(operation, code);
}

sqlite3_stmt* SqliteConnection::TakeStatement(absl::string_view sql, int* code) {
  *code = SQLITE_OK;
  if (auto it = idle_.find(sql); it != idle_.end()) {
    sqlite3_stmt* statement = it->second;
    idle_.erase(it);
    return statement;
  }
  sqlite3_stmt* statement = nullptr;
  *code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                             &statement, nullptr);
  return statement;
}

void SqliteConnection::ReturnStatement(sqlite3_stmt* statement) {
  if (statement == nullptr) return;
  sqlite3_reset(statement);  // repeats the error of the last step, which Step() has already returned
  sqlite3_clear_bindings(statement);
  if (idle_.size() < kMaxIdleStatements && idle_.emplace(sqlite3_sql(statement), statement).second) return;
  sqlite3_finalize(statement);
}

}  // namespace trialmatch
