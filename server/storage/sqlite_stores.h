// The embedded storage: both stores over one SQLite database.
#ifndef TRIALMATCH_STORAGE_SQLITE_STORES_H_
#define TRIALMATCH_STORAGE_SQLITE_STORES_H_

#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/application_store.h"
#include "storage/sqlite_database.h"
#include "storage/trial_store.h"

namespace trialmatch {

// Each keeps the database open; the last one closes it.
struct SqliteStores {
  std::unique_ptr<TrialStore> trials;
  std::unique_ptr<ApplicationStore> applications;
};

// See SqliteDatabase::Open for `path` (":memory:" is memory) and errors.
absl::StatusOr<SqliteStores> OpenSqliteStores(absl::string_view path, const SqliteOptions& options = {});

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_STORES_H_
