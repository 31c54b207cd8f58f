#include "storage/sqlite_trial_writer.h"

#include <optional>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_trial_search.h"

namespace trialmatch {
namespace {

constexpr absl::string_view kOperation = "commit trials";

struct LiveTrial {
  int64_t trial_key = 0;
  int64_t version_key = 0;
  std::string etag;
};

absl::StatusOr<std::optional<LiveTrial>> FindLive(SqliteConnection& connection, absl::string_view trial_id) {
  SqliteStatement find(connection, kOperation,
                       "SELECT trial_key, version_key, etag FROM live_trials WHERE trial_id = ?");
  const absl::StatusOr<bool> row = find.Bind(trial_id).Step();
  if (!row.ok()) return row.status();
  if (!*row) return std::optional<LiveTrial>();
  return std::optional<LiveTrial>(LiveTrial{find.Int(0), find.Int(1), find.Text(2)});
}

absl::Status CheckPrecondition(const TrialPrecondition& precondition, absl::string_view trial_id,
                               const std::optional<LiveTrial>& live) {
  using Kind = TrialPrecondition::Kind;
  if (precondition.kind == Kind::kMustNotExist && live.has_value()) {
    return absl::AlreadyExistsError(absl::StrCat("trial '", trial_id, "' exists already"));
  }
  const bool needed = precondition.kind == Kind::kMustExist || precondition.kind == Kind::kEtagIs;
  if (needed && !live.has_value()) {
    return absl::NotFoundError(absl::StrCat("trial '", trial_id, "' does not exist"));
  }
  if (precondition.kind == Kind::kEtagIs && live->etag != precondition.etag) {
    return absl::AbortedError(
        absl::StrCat("trial '", trial_id, "' has another etag: it was changed meanwhile"));
  }
  return absl::OkStatus();
}

absl::Status EndVersion(SqliteConnection& connection, int64_t version_key, int64_t revision) {
  SqliteStatement end(connection, kOperation,
                      "UPDATE trial_versions SET to_revision = ? WHERE version_key = ?");
  return end.Bind(revision).Bind(version_key).Run();
}

// Everything of a live trial but its versions.
absl::Status EraseColumns(SqliteConnection& connection, int64_t trial_key) {
  for (absl::string_view sql :
       {"DELETE FROM live_trials WHERE trial_key = ?", "DELETE FROM live_trial_labels WHERE trial_key = ?",
        "DELETE FROM trial_search WHERE rowid = ?"}) {
    SqliteStatement erase(connection, kOperation, sql);
    if (absl::Status status = erase.Bind(trial_key).Run(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status InsertLabels(SqliteConnection& connection, int64_t trial_key, LabelKind kind,
                          const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    SqliteStatement insert(connection, kOperation,
                           "INSERT OR IGNORE INTO live_trial_labels VALUES (?, ?, ?)");
    insert.Bind(trial_key).Bind(static_cast<int64_t>(kind)).Bind(value);
    if (absl::Status status = insert.Run(); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::Status InsertSearchText(SqliteConnection& connection, int64_t trial_key, const TrialPut& put) {
  SqliteStatement insert(connection, kOperation,
                         "INSERT INTO trial_search (rowid, trial_id, title, conditions, keywords, sponsor, "
                         "summary, eligibility) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  const SearchText& text = put.search;
  insert.Bind(trial_key).Bind(put.trial_id).Bind(text.title).Bind(text.conditions).Bind(text.keywords);
  insert.Bind(text.sponsor).Bind(text.summary).Bind(text.eligibility);
  return insert.Run();
}

// `trial_key` is kept through updates; without one the trial gets a new one.
absl::Status InsertColumns(SqliteConnection& connection, std::optional<int64_t> trial_key,
                           const TrialPut& put) {
  const int64_t version_key = sqlite3_last_insert_rowid(connection.handle());
  SqliteStatement insert(
      connection, kOperation,
      "INSERT INTO live_trials (trial_key, trial_id, version_key, etag, status, study_type, "
      "update_micros) VALUES (?, ?, ?, ?, ?, ?, ?)");
  trial_key.has_value() ? insert.Bind(*trial_key) : insert.BindNull();
  insert.Bind(put.trial_id).Bind(version_key).Bind(put.etag).Bind(put.columns.status);
  insert.Bind(put.columns.study_type);
  const std::optional<absl::Time>& update_time = put.columns.update_time;
  update_time.has_value() ? insert.Bind(absl::ToUnixMicros(*update_time)) : insert.BindNull();
  if (absl::Status status = insert.Run(); !status.ok()) return status;
  const int64_t key = sqlite3_last_insert_rowid(connection.handle());
  absl::Status status = InsertLabels(connection, key, LabelKind::kPhase, put.columns.phases);
  if (status.ok()) status = InsertLabels(connection, key, LabelKind::kCountry, put.columns.countries);
  if (status.ok()) status = InsertSearchText(connection, key, put);
  return status;
}

absl::Status ApplyPut(SqliteConnection& connection, const TrialPut& put, int64_t revision) {
  const absl::StatusOr<std::optional<LiveTrial>> live = FindLive(connection, put.trial_id);
  if (!live.ok()) return live.status();
  absl::Status status = CheckPrecondition(put.precondition, put.trial_id, *live);
  if (!status.ok()) return status;
  std::optional<int64_t> trial_key;
  if (live->has_value()) {
    trial_key = (*live)->trial_key;
    status = EndVersion(connection, (*live)->version_key, revision);
    if (status.ok()) status = EraseColumns(connection, *trial_key);
    if (!status.ok()) return status;
  }
  SqliteStatement insert(
      connection, kOperation,
      "INSERT INTO trial_versions (trial_id, from_revision, etag, record) VALUES (?, ?, ?, ?)");
  status = insert.Bind(put.trial_id).Bind(revision).Bind(put.etag).BindBlob(put.record).Run();
  return status.ok() ? InsertColumns(connection, trial_key, put) : status;
}

absl::Status ApplyDelete(SqliteConnection& connection, const TrialDelete& deletion, int64_t revision) {
  const absl::StatusOr<std::optional<LiveTrial>> live = FindLive(connection, deletion.trial_id);
  if (!live.ok()) return live.status();
  absl::Status status = CheckPrecondition(deletion.precondition, deletion.trial_id, *live);
  if (!status.ok() || !live->has_value()) return status;
  status = EndVersion(connection, (*live)->version_key, revision);
  return status.ok() ? EraseColumns(connection, (*live)->trial_key) : status;
}

}  // namespace

absl::Status ValidateBatch(const WriteBatch& batch) {
  if (batch.puts.empty() && batch.deletes.empty()) {
    return absl::InvalidArgumentError("commit trials: the batch is empty");
  }
  absl::flat_hash_set<absl::string_view> seen;
  auto check = [&seen](absl::string_view trial_id) {
    if (trial_id.empty()) return absl::InvalidArgumentError("commit trials: a trial id is empty");
    if (!seen.insert(trial_id).second) {
      return absl::InvalidArgumentError(
          absl::StrCat("commit trials: trial '", trial_id, "' stands twice in the batch"));
    }
    return absl::OkStatus();
  };
  for (const TrialPut& put : batch.puts) {
    if (absl::Status status = check(put.trial_id); !status.ok()) return status;
  }
  for (const TrialDelete& deletion : batch.deletes) {
    if (absl::Status status = check(deletion.trial_id); !status.ok()) return status;
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ApplyBatch(SqliteConnection& connection, const WriteBatch& batch) {
  SqliteStatement next(connection, kOperation,
                       "UPDATE catalog SET revision = revision + 1 RETURNING revision");
  const absl::StatusOr<bool> row = next.Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::DataLossError("commit trials: the database has lost its revision");
  const int64_t revision = next.Int(0);
  if (absl::Status status = next.Run(); !status.ok()) return status;
  for (const TrialPut& put : batch.puts) {
    if (absl::Status status = ApplyPut(connection, put, revision); !status.ok()) return status;
  }
  for (const TrialDelete& deletion : batch.deletes) {
    if (absl::Status status = ApplyDelete(connection, deletion, revision); !status.ok()) return status;
  }
  return revision;
}

}  // namespace trialmatch
