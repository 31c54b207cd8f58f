#include "storage/sqlite_stores.h"

#include <utility>

#include "storage/sqlite_application_store.h"
#include "storage/sqlite_trial_store.h"

namespace trialmatch {

absl::StatusOr<SqliteStores> OpenSqliteStores(absl::string_view path, const SqliteOptions& options) {
  absl::StatusOr<std::unique_ptr<SqliteDatabase>> opened = SqliteDatabase::Open(path, options);
  if (!opened.ok()) return opened.status();
  const std::shared_ptr<SqliteDatabase> database = *std::move(opened);
  return SqliteStores{std::make_unique<SqliteTrialStore>(database),
                      std::make_unique<SqliteApplicationStore>(database)};
}

}  // namespace trialmatch
