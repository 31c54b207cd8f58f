#include "storage/sqlite_application_store.h"

#include "absl/random/random.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "storage/sqlite_statement.h"

namespace trialmatch {
namespace {

constexpr absl::string_view kSelect =
    "SELECT application_key, application_id, trial_id, applicant, apply_micros, withdraw_micros FROM "
    "applications ";

struct Row {
  int64_t key = 0;
  Application application;
};

Row ToRow(const SqliteStatement& statement) {
  Row row;
  row.key = statement.Int(0);
  row.application.application_id = statement.Text(1);
  row.application.trial_id = statement.Text(2);
  row.application.applicant = statement.Text(3);
  row.application.apply_time = absl::FromUnixMicros(statement.Int(4));
  if (!statement.IsNull(5)) {
    row.application.state = ApplicationState::kWithdrawn;
    row.application.withdraw_time = absl::FromUnixMicros(statement.Int(5));
  }
  return row;
}

// The one row of a statement whose parameters are bound, or nothing.
absl::StatusOr<std::optional<Row>> ReadRow(SqliteStatement& statement) {
  const absl::StatusOr<bool> row = statement.Step();
  if (!row.ok()) return row.status();
  return *row ? std::optional<Row>(ToRow(statement)) : std::nullopt;
}

absl::StatusOr<std::optional<Row>> FindById(SqliteConnection& connection, absl::string_view operation,
                                            absl::string_view application_id) {
  SqliteStatement find(connection, operation, absl::StrCat(kSelect, "WHERE application_id = ?"));
  return ReadRow(find.Bind(application_id));
}

absl::StatusOr<std::optional<Row>> FindByApplicant(SqliteConnection& connection, absl::string_view operation,
                                                   absl::string_view trial_id, absl::string_view applicant) {
  SqliteStatement find(connection, operation, absl::StrCat(kSelect, "WHERE trial_id = ? AND applicant = ?"));
  return ReadRow(find.Bind(trial_id).Bind(applicant));
}

std::string NewApplicationId() {
  absl::BitGen random;  // seeded by the operating system
  return absl::StrFormat("%016x%016x", absl::Uniform<uint64_t>(random), absl::Uniform<uint64_t>(random));
}

// True when this application has not seen the request before. The empty id is no id, and always new.
absl::StatusOr<bool> NoteRequest(SqliteConnection& connection, int64_t key, absl::string_view request_id) {
  if (request_id.empty()) return true;
  SqliteStatement note(connection, "apply to a trial",
                       "INSERT OR IGNORE INTO application_requests VALUES (?, ?)");
  if (absl::Status status = note.Bind(key).Bind(request_id).Run(); !status.ok()) return status;
  return sqlite3_changes(connection.handle()) > 0;
}

absl::Status Insert(SqliteConnection& connection, absl::string_view trial_id, absl::string_view applicant,
                    absl::Time time) {
  SqliteStatement insert(connection, "apply to a trial",
                         "INSERT INTO applications (application_id, trial_id, applicant, apply_micros) "
                         "VALUES (?, ?, ?, ?)");
  return insert.Bind(NewApplicationId()).Bind(trial_id).Bind(applicant).Bind(absl::ToUnixMicros(time)).Run();
}

absl::Status Reactivate(SqliteConnection& connection, int64_t key, absl::Time time) {
  SqliteStatement update(connection, "apply to a trial",
                         "UPDATE applications SET apply_micros = ?, withdraw_micros = NULL WHERE "
                         "application_key = ?");
  return update.Bind(absl::ToUnixMicros(time)).Bind(key).Run();
}

absl::StatusOr<ApplyResult> ApplyIn(SqliteConnection& connection, absl::string_view trial_id,
                                    absl::string_view applicant, absl::string_view request_id,
                                    absl::Time time) {
  constexpr absl::string_view kOperation = "apply to a trial";
  absl::StatusOr<std::optional<Row>> row = FindByApplicant(connection, kOperation, trial_id, applicant);
  if (!row.ok()) return row.status();
  const bool created = !row->has_value();
  if (created) {
    if (absl::Status status = Insert(connection, trial_id, applicant, time); !status.ok()) return status;
    row = FindByApplicant(connection, kOperation, trial_id, applicant);
    if (!row.ok()) return row.status();
  }
  const absl::StatusOr<bool> new_request = NoteRequest(connection, (*row)->key, request_id);
  if (!new_request.ok()) return new_request.status();
  Application& application = (*row)->application;
  if (application.state == ApplicationState::kWithdrawn && *new_request) {
    if (absl::Status status = Reactivate(connection, (*row)->key, time); !status.ok()) return status;
    row = FindByApplicant(connection, kOperation, trial_id, applicant);
    if (!row.ok()) return row.status();
  }
  return ApplyResult{(*row)->application, created};
}

absl::StatusOr<Application> WithdrawRow(SqliteConnection& connection,
                                        const absl::StatusOr<std::optional<Row>>& row, absl::Time time) {
  if (!row.ok()) return row.status();
  if (!row->has_value()) return absl::NotFoundError("withdraw an application: it does not exist");
  if ((*row)->application.state == ApplicationState::kWithdrawn) return (*row)->application;
  SqliteStatement update(connection, "withdraw an application",
                         "UPDATE applications SET withdraw_micros = ? WHERE application_key = ?");
  const int64_t micros = absl::ToUnixMicros(time);
  if (absl::Status status = update.Bind(micros).Bind((*row)->key).Run(); !status.ok()) return status;
  Application application = (*row)->application;
  application.state = ApplicationState::kWithdrawn;
  application.withdraw_time = absl::FromUnixMicros(micros);
  return application;
}

// The key behind which the page starts; -1 for the first page.
absl::StatusOr<int64_t> StartKey(SqliteConnection& connection, absl::string_view after_id) {
  if (after_id.empty()) return -1;
  const absl::StatusOr<std::optional<Row>> row = FindById(connection, "list applications", after_id);
  if (!row.ok()) return row.status();
  if (!row->has_value()) {
    return absl::InvalidArgumentError("list applications: the application to start behind does not exist");
  }
  return (*row)->key;
}

std::string ListCondition(const ApplicationListRequest& request) {
  std::string condition = "WHERE application_key > ?";
  if (request.trial_id.has_value()) condition += " AND trial_id = ?";
  if (request.state == ApplicationState::kActive) condition += " AND withdraw_micros IS NULL";
  if (request.state == ApplicationState::kWithdrawn) condition += " AND withdraw_micros IS NOT NULL";
  return condition;
}

absl::Status ListIn(SqliteConnection& connection, const ApplicationListRequest& request,
                    ApplicationPage& page) {
  constexpr absl::string_view kOperation = "list applications";
  const absl::StatusOr<int64_t> start = StartKey(connection, request.after_id);
  if (!start.ok()) return start.status();
  const std::string condition = ListCondition(request);
  SqliteStatement count(connection, kOperation,
                        absl::StrCat("SELECT count(*) FROM applications ", condition));
  count.Bind(int64_t{-1});
  if (request.trial_id.has_value()) count.Bind(*request.trial_id);
  absl::StatusOr<bool> row = count.Step();
  if (!row.ok()) return row.status();
  page.total_size = count.Int(0);
  SqliteStatement list(connection, kOperation,
                       absl::StrCat(kSelect, condition, " ORDER BY application_key LIMIT ?"));
  list.Bind(*start);
  if (request.trial_id.has_value()) list.Bind(*request.trial_id);
  list.Bind(request.limit);
  for (row = list.Step(); row.ok() && *row; row = list.Step()) {
    page.applications.push_back(ToRow(list).application);
  }
  return row.status();
}

}  // namespace

absl::StatusOr<ApplyResult> SqliteApplicationStore::Apply(absl::string_view trial_id,
                                                          absl::string_view applicant,
                                                          absl::string_view request_id, absl::Time time) {
  if (trial_id.empty()) return absl::InvalidArgumentError("apply to a trial: the trial id is empty");
  if (applicant.empty()) return absl::InvalidArgumentError("apply to a trial: the applicant is empty");
  absl::StatusOr<ApplyResult> result;
  const absl::Status status = database_->Write([&](SqliteConnection& connection) {
    result = ApplyIn(connection, trial_id, applicant, request_id, time);
    return result.status();
  });
  if (!status.ok()) return status;
  return result;
}

absl::StatusOr<Application> SqliteApplicationStore::Withdraw(absl::string_view application_id,
                                                             absl::Time time) {
  absl::StatusOr<Application> result;
  const absl::Status status = database_->Write([&](SqliteConnection& connection) {
    result = WithdrawRow(connection, FindById(connection, "withdraw an application", application_id), time);
    return result.status();
  });
  if (!status.ok()) return status;
  return result;
}

absl::StatusOr<Application> SqliteApplicationStore::Withdraw(absl::string_view trial_id,
                                                             absl::string_view applicant, absl::Time time) {
  absl::StatusOr<Application> result;
  const absl::Status status = database_->Write([&](SqliteConnection& connection) {
    result = WithdrawRow(connection,
                         FindByApplicant(connection, "withdraw an application", trial_id, applicant), time);
    return result.status();
  });
  if (!status.ok()) return status;
  return result;
}

absl::StatusOr<Application> SqliteApplicationStore::Get(absl::string_view application_id) const {
  absl::StatusOr<std::optional<Row>> row;
  const absl::Status status = database_->Read("read an application", [&](SqliteConnection& connection) {
    row = FindById(connection, "read an application", application_id);
    return row.status();
  });
  if (!status.ok()) return status;
  if (!row->has_value()) return absl::NotFoundError("read an application: it does not exist");
  return (*row)->application;
}

absl::StatusOr<ApplicationPage> SqliteApplicationStore::List(const ApplicationListRequest& request) const {
  if (request.limit < 0) return absl::InvalidArgumentError("list applications: the limit is negative");
  ApplicationPage page;
  const absl::Status status = database_->Read(
      "list applications", [&](SqliteConnection& connection) { return ListIn(connection, request, page); });
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<int64_t> SqliteApplicationStore::CountActive(absl::string_view trial_id) const {
  int64_t patients = 0;
  const absl::Status status = database_->Read("count applications", [&](SqliteConnection& connection) {
    SqliteStatement count(connection, "count applications",
                          "SELECT count(DISTINCT applicant) FROM applications WHERE trial_id = ? AND "
                          "withdraw_micros IS NULL");
    const absl::StatusOr<bool> row = count.Bind(trial_id).Step();
    if (row.ok()) patients = count.Int(0);
    return row.status();
  });
  if (!status.ok()) return status;
  return patients;
}

absl::StatusOr<int64_t> SqliteApplicationStore::CountActive() const {
  int64_t patients = 0;
  const absl::Status status = database_->Read("count applications", [&](SqliteConnection& connection) {
    SqliteStatement count(connection, "count applications",
                          "SELECT count(DISTINCT applicant) FROM applications WHERE withdraw_micros IS NULL");
    const absl::StatusOr<bool> row = count.Step();
    if (row.ok()) patients = count.Int(0);
    return row.status();
  });
  if (!status.ok()) return status;
  return patients;
}

absl::StatusOr<std::map<std::string, int64_t>> SqliteApplicationStore::CountActiveByTrial() const {
  std::map<std::string, int64_t> patients;
  const absl::Status status = database_->Read("count applications", [&](SqliteConnection& connection) {
    SqliteStatement count(
        connection, "count applications",
        "SELECT trial_id, count(DISTINCT applicant) FROM applications WHERE withdraw_micros "
        "IS NULL GROUP BY trial_id");
    absl::StatusOr<bool> row = count.Step();
    for (; row.ok() && *row; row = count.Step()) patients[count.Text(0)] = count.Int(1);
    return row.status();
  });
  if (!status.ok()) return status;
  return patients;
}

}  // namespace trialmatch
