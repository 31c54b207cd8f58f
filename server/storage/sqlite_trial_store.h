// TrialStore in a SQLite database.
#ifndef TRIALMATCH_STORAGE_SQLITE_TRIAL_STORE_H_
#define TRIALMATCH_STORAGE_SQLITE_TRIAL_STORE_H_

#include <memory>
#include <utility>

#include "storage/sqlite_database.h"
#include "storage/trial_store.h"

namespace trialmatch {

// Commits that wait at the same time share an fsync; each keeps its own revision and its own outcome.
class SqliteTrialStore : public TrialStore {
 public:
  explicit SqliteTrialStore(std::shared_ptr<SqliteDatabase> database) : database_(std::move(database)) {}

  absl::StatusOr<int64_t> Commit(const WriteBatch& batch) override;
  absl::StatusOr<TrialRecord> Get(absl::string_view trial_id) const override;
  absl::StatusOr<TrialRecord> GetAt(absl::string_view trial_id, int64_t revision) const override;
  absl::StatusOr<int64_t> Revision() const override;
  absl::StatusOr<int64_t> ForEach(absl::FunctionRef<absl::Status(const TrialRecord&)> visit) const override;
  absl::StatusOr<TrialPage> List(const TrialListRequest& request) const override;
  absl::StatusOr<TrialPage> Search(const TrialSearchRequest& request) const override;
  absl::StatusOr<int64_t> Compact(int64_t keep_from_revision) override;

 private:
  const std::shared_ptr<SqliteDatabase> database_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_TRIAL_STORE_H_
