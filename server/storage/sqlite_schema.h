// The tables, and how a database of an older version becomes one of this version.
#ifndef TRIALMATCH_STORAGE_SQLITE_SCHEMA_H_
#define TRIALMATCH_STORAGE_SQLITE_SCHEMA_H_

#include "absl/status/status.h"
#include "storage/sqlite_connection.h"

namespace trialmatch {

// Marks a database file as one of trialmatch: "TRMT".
inline constexpr int kSqliteApplicationId = 0x54524D54;

// `PRAGMA user_version` of a database that this build reads and writes.
inline constexpr int kSqliteSchemaVersion = 1;

// Makes the tables in an empty database; brings an older one up to date, in one transaction.
// FailedPrecondition, with nothing written: the database is of a newer version, or not one of trialmatch.
absl::Status PrepareSchema(SqliteConnection& connection);

// Reads the whole file. DataLoss: it is damaged.
absl::Status CheckIntegrity(SqliteConnection& connection);

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_SCHEMA_H_
