// ApplicationStore in a SQLite database.
#ifndef TRIALMATCH_STORAGE_SQLITE_APPLICATION_STORE_H_
#define TRIALMATCH_STORAGE_SQLITE_APPLICATION_STORE_H_

#include <memory>
#include <utility>

#include "storage/application_store.h"
#include "storage/sqlite_database.h"

namespace trialmatch {

class SqliteApplicationStore : public ApplicationStore {
 public:
  explicit SqliteApplicationStore(std::shared_ptr<SqliteDatabase> database)
      : database_(std::move(database)) {}

  absl::StatusOr<ApplyResult> Apply(absl::string_view trial_id, absl::string_view applicant,
                                    absl::string_view request_id, absl::Time time) override;
  absl::StatusOr<Application> Withdraw(absl::string_view application_id, absl::Time time) override;
  absl::StatusOr<Application> Withdraw(absl::string_view trial_id, absl::string_view applicant,
                                       absl::Time time) override;
  absl::StatusOr<Application> Get(absl::string_view application_id) const override;
  absl::StatusOr<ApplicationPage> List(const ApplicationListRequest& request) const override;
  absl::StatusOr<int64_t> CountActive(absl::string_view trial_id) const override;
  absl::StatusOr<int64_t> CountActive() const override;
  absl::StatusOr<std::map<std::string, int64_t>> CountActiveByTrial() const override;

 private:
  const std::shared_ptr<SqliteDatabase> database_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_APPLICATION_STORE_H_
