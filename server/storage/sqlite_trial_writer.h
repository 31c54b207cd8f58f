// The write half of SqliteTrialStore: what a batch does to the tables.
#ifndef TRIALMATCH_STORAGE_SQLITE_TRIAL_WRITER_H_
#define TRIALMATCH_STORAGE_SQLITE_TRIAL_WRITER_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "storage/sqlite_connection.h"
#include "storage/trial_record.h"

namespace trialmatch {

// InvalidArgument: see TrialStore::Commit.
absl::Status ValidateBatch(const WriteBatch& batch);

// Applies a valid batch inside the caller's transaction and returns the new revision. After an error the
// caller rolls back: a part may have been written.
absl::StatusOr<int64_t> ApplyBatch(SqliteConnection& connection, const WriteBatch& batch);

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_TRIAL_WRITER_H_
