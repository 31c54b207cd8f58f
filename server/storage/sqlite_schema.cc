#include "storage/sqlite_schema.h"

#include <cstdint>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_transaction.h"

namespace trialmatch {
namespace {

// Step i makes version i + 1 of version i. A step that was released is never changed; a new one is added.
//
// `trial_versions` has the bytes; `live_trials` and `live_trial_labels` have what filters and lists read, so
// that no scan passes over the bytes; `trial_search` has the texts, with the rowids of `live_trials`.
constexpr const char* kMigrations[] = {R"sql(
CREATE TABLE catalog (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  revision INTEGER NOT NULL,
  oldest_revision INTEGER NOT NULL     -- the earliest that can still be read
);
INSERT INTO catalog VALUES (1, 0, 0);

CREATE TABLE trial_versions (
  version_key INTEGER PRIMARY KEY,
  trial_id TEXT NOT NULL,
  from_revision INTEGER NOT NULL,
  to_revision INTEGER,                 -- NULL while live
  etag TEXT NOT NULL,
  record BLOB NOT NULL
);
CREATE UNIQUE INDEX trial_versions_by_trial ON trial_versions (trial_id, from_revision);
CREATE INDEX trial_versions_ended ON trial_versions (to_revision) WHERE to_revision IS NOT NULL;

CREATE TABLE live_trials (
  trial_key INTEGER PRIMARY KEY,
  trial_id TEXT NOT NULL UNIQUE,
  version_key INTEGER NOT NULL,
  etag TEXT NOT NULL,
  status TEXT NOT NULL,
  study_type TEXT NOT NULL,
  update_micros INTEGER
);
CREATE TABLE live_trial_labels (
  trial_key INTEGER NOT NULL,
  kind INTEGER NOT NULL,               -- 1 phase, 2 country
  value TEXT NOT NULL,
  PRIMARY KEY (trial_key, kind, value)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE trial_search USING fts5 (
  trial_id, title, conditions, keywords, sponsor, summary, eligibility,
  tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TABLE applications (
  application_key INTEGER PRIMARY KEY, -- in the order of first application: rows are never deleted
  application_id TEXT NOT NULL UNIQUE,
  trial_id TEXT NOT NULL,
  applicant TEXT NOT NULL,
  apply_micros INTEGER NOT NULL,
  withdraw_micros INTEGER,             -- NULL while active
  UNIQUE (trial_id, applicant)
);
CREATE INDEX applications_active ON applications (trial_id, applicant) WHERE withdraw_micros IS NULL;
CREATE TABLE application_requests (
  application_key INTEGER NOT NULL,
  request_id TEXT NOT NULL,
  PRIMARY KEY (application_key, request_id)
) WITHOUT ROWID;
)sql"};
static_assert(std::size(kMigrations) == kSqliteSchemaVersion);

absl::StatusOr<int64_t> ReadInt(SqliteConnection& connection, absl::string_view sql) {
  SqliteStatement statement(connection, "read the database's version", sql);
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  return *row ? statement.Int(0) : 0;
}

// The version to start from: 0 for an empty database.
absl::StatusOr<int64_t> ReadVersion(SqliteConnection& connection) {
  const absl::StatusOr<int64_t> application = ReadInt(connection, "PRAGMA application_id");
  if (!application.ok()) return application.status();
  const absl::StatusOr<int64_t> version = ReadInt(connection, "PRAGMA user_version");
  if (!version.ok()) return version.status();
  const absl::StatusOr<int64_t> objects = ReadInt(connection, "SELECT count(*) FROM sqlite_schema");
  if (!objects.ok()) return objects.status();
  const bool empty = *application == 0 && *version == 0 && *objects == 0;
  if (!empty && (*application != kSqliteApplicationId || *version < 1)) {
    return absl::FailedPreconditionError("open database: the file is a database of another application");
  }
  if (*version > kSqliteSchemaVersion) {
    return absl::FailedPreconditionError(absl::StrCat("open database: the file has schema version ", *version,
                                                      ", and this build knows versions up to ",
                                                      kSqliteSchemaVersion));
  }
  return version;
}

}  // namespace

absl::Status PrepareSchema(SqliteConnection& connection) {
  absl::StatusOr<int64_t> version = ReadVersion(connection);
  if (!version.ok() || *version == kSqliteSchemaVersion) return version.status();
  SqliteTransaction transaction(connection, "create the database's tables");
  if (absl::Status status = transaction.BeginWrite(); !status.ok()) return status;
  // Another process may have done it since.
  version = ReadVersion(connection);
  if (!version.ok() || *version == kSqliteSchemaVersion) return version.status();
  for (int64_t step = *version; step < kSqliteSchemaVersion; ++step) {
    absl::Status status = connection.Execute("create the database's tables", kMigrations[step]);
    if (!status.ok()) return status;
  }
  absl::Status status = connection.Execute("mark the database's version",
                                           absl::StrCat("PRAGMA application_id = ", kSqliteApplicationId,
                                                        "; PRAGMA user_version = ", kSqliteSchemaVersion));
  if (!status.ok()) return status;
  return transaction.Commit();
}

absl::Status CheckIntegrity(SqliteConnection& connection) {
  SqliteStatement check(connection, "check the database", "PRAGMA quick_check");
  int problems = 0;
  while (true) {
    const absl::StatusOr<bool> row = check.Step();
    if (!row.ok()) return row.status();
    if (!*row) break;
    if (check.Text(0) != "ok") ++problems;
  }
  if (problems > 0) {
    return absl::DataLossError(absl::StrCat("check the database: the file is damaged (", problems,
                                            " problems; PRAGMA integrity_check lists them)"));
  }
  // quick_check passes over the inside of a full-text index.
  return connection.Execute("check the full-text index",
                            "INSERT INTO trial_search (trial_search) VALUES ('integrity-check')");
}

}  // namespace trialmatch
