#include "storage/sqlite_trial_store.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "storage/sqlite_statement.h"
#include "storage/sqlite_trial_search.h"
#include "storage/sqlite_trial_writer.h"

namespace trialmatch {
namespace {

constexpr int64_t kCompactedAtOnce = 500;  // versions a transaction

struct CatalogRow {
  int64_t revision = 0;
  int64_t oldest_revision = 0;
};

absl::StatusOr<CatalogRow> ReadCatalog(SqliteConnection& connection) {
  SqliteStatement read(connection, "read the catalog revision",
                       "SELECT revision, oldest_revision FROM catalog");
  const absl::StatusOr<bool> row = read.Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::DataLossError("read the catalog revision: the database has lost it");
  return CatalogRow{read.Int(0), read.Int(1)};
}

// The columns of a statement that selects trial_id, record, etag, from_revision.
TrialRecord ToRecord(const SqliteStatement& row) {
  return TrialRecord{row.Text(0), row.Text(1), row.Text(2), row.Int(3)};
}

absl::Status NoTrial(absl::string_view trial_id) {
  return absl::NotFoundError(absl::StrCat("trial '", trial_id, "' does not exist"));
}

absl::Status Readable(const CatalogRow& catalog, int64_t revision) {
  if (revision > catalog.revision) {
    return absl::OutOfRangeError(
        absl::StrCat("revision ", revision, " is later than the catalog's, ", catalog.revision));
  }
  if (revision < catalog.oldest_revision) {
    return absl::OutOfRangeError(
        absl::StrCat("revision ", revision, " is no longer kept: the oldest is ", catalog.oldest_revision));
  }
  return absl::OkStatus();
}

absl::Status VisitLive(SqliteConnection& connection,
                       absl::FunctionRef<absl::Status(const TrialRecord&)> visit) {
  SqliteStatement each(connection, "read all trials",
                       "SELECT t.trial_id, v.record, v.etag, v.from_revision FROM live_trials t CROSS JOIN "
                       "trial_versions v ON v.version_key = t.version_key ORDER BY t.trial_id");
  while (true) {
    const absl::StatusOr<bool> row = each.Step();
    if (!row.ok() || !*row) return row.status();
    if (absl::Status status = visit(ToRecord(each)); !status.ok()) return status;
  }
}

// Marks earlier revisions as unreadable; returns the oldest that is kept from now on.
absl::StatusOr<int64_t> AdvanceOldest(SqliteConnection& connection, int64_t keep_from_revision) {
  const absl::StatusOr<CatalogRow> catalog = ReadCatalog(connection);
  if (!catalog.ok()) return catalog.status();
  if (keep_from_revision > catalog->revision) {
    return absl::InvalidArgumentError(absl::StrCat("compact trials: revision ", keep_from_revision,
                                                   " is later than the catalog's, ", catalog->revision));
  }
  if (keep_from_revision <= catalog->oldest_revision) return catalog->oldest_revision;
  SqliteStatement advance(connection, "compact trials", "UPDATE catalog SET oldest_revision = ?");
  if (absl::Status status = advance.Bind(keep_from_revision).Run(); !status.ok()) return status;
  return keep_from_revision;
}

absl::StatusOr<int64_t> EraseVersions(SqliteConnection& connection, int64_t oldest_revision) {
  SqliteStatement erase(connection, "compact trials",
                        "DELETE FROM trial_versions WHERE version_key IN (SELECT version_key FROM "
                        "trial_versions WHERE to_revision <= ? LIMIT ?)");
  if (absl::Status status = erase.Bind(oldest_revision).Bind(kCompactedAtOnce).Run(); !status.ok())
    return status;
  return sqlite3_changes64(connection.handle());
}

}  // namespace

absl::StatusOr<int64_t> SqliteTrialStore::Commit(const WriteBatch& batch) {
  if (absl::Status status = ValidateBatch(batch); !status.ok()) return status;
  absl::StatusOr<int64_t> revision;
  const absl::Status status = database_->Write([&](SqliteConnection& connection) {
    revision = ApplyBatch(connection, batch);
    return revision.status();
  });
  if (!status.ok()) return status;
  return revision;
}

absl::StatusOr<TrialRecord> SqliteTrialStore::Get(absl::string_view trial_id) const {
  TrialRecord record;
  const absl::Status status = database_->Read("read a trial", [&](SqliteConnection& connection) {
    SqliteStatement get(connection, "read a trial",
                        "SELECT t.trial_id, v.record, v.etag, v.from_revision FROM live_trials t JOIN "
                        "trial_versions v ON v.version_key = t.version_key WHERE t.trial_id = ?");
    const absl::StatusOr<bool> row = get.Bind(trial_id).Step();
    if (!row.ok()) return row.status();
    if (!*row) return NoTrial(trial_id);
    record = ToRecord(get);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return record;
}

absl::StatusOr<TrialRecord> SqliteTrialStore::GetAt(absl::string_view trial_id, int64_t revision) const {
  TrialRecord record;
  const absl::Status status = database_->Read("read a trial", [&](SqliteConnection& connection) {
    const absl::StatusOr<CatalogRow> catalog = ReadCatalog(connection);
    if (!catalog.ok()) return catalog.status();
    if (absl::Status readable = Readable(*catalog, revision); !readable.ok()) return readable;
    SqliteStatement get(
        connection, "read a trial",
        "SELECT trial_id, record, etag, from_revision FROM trial_versions WHERE trial_id = ?1 "
        "AND from_revision <= ?2 AND (to_revision IS NULL OR ?2 < to_revision)");
    const absl::StatusOr<bool> row = get.Bind(trial_id).Bind(revision).Step();
    if (!row.ok()) return row.status();
    if (!*row) {
      return absl::NotFoundError(
          absl::StrCat("trial '", trial_id, "' does not exist at revision ", revision));
    }
    record = ToRecord(get);
    return absl::OkStatus();
  });
  if (!status.ok()) return status;
  return record;
}

absl::StatusOr<int64_t> SqliteTrialStore::Revision() const {
  absl::StatusOr<CatalogRow> catalog;
  const absl::Status status = database_->Read("read the catalog revision", [&](SqliteConnection& connection) {
    catalog = ReadCatalog(connection);
    return catalog.status();
  });
  if (!status.ok()) return status;
  return catalog->revision;
}

absl::StatusOr<int64_t> SqliteTrialStore::ForEach(
    absl::FunctionRef<absl::Status(const TrialRecord&)> visit) const {
  absl::StatusOr<CatalogRow> catalog;
  const absl::Status status = database_->Read("read all trials", [&](SqliteConnection& connection) {
    catalog = ReadCatalog(connection);
    return catalog.ok() ? VisitLive(connection, visit) : catalog.status();
  });
  if (!status.ok()) return status;
  return catalog->revision;
}

absl::StatusOr<TrialPage> SqliteTrialStore::List(const TrialListRequest& request) const {
  absl::StatusOr<TrialPage> page;
  const absl::Status status = database_->Read("list trials", [&](SqliteConnection& connection) {
    const absl::StatusOr<CatalogRow> catalog = ReadCatalog(connection);
    if (!catalog.ok()) return catalog.status();
    page = ListTrials(connection, request);
    if (page.ok()) page->revision = catalog->revision;
    return page.status();
  });
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<TrialPage> SqliteTrialStore::Search(const TrialSearchRequest& request) const {
  absl::StatusOr<TrialPage> page;
  const absl::Status status = database_->Read("search trials", [&](SqliteConnection& connection) {
    const absl::StatusOr<CatalogRow> catalog = ReadCatalog(connection);
    if (!catalog.ok()) return catalog.status();
    page = SearchTrials(connection, request);
    if (page.ok()) page->revision = catalog->revision;
    return page.status();
  });
  if (!status.ok()) return status;
  return page;
}

absl::StatusOr<int64_t> SqliteTrialStore::Compact(int64_t keep_from_revision) {
  absl::StatusOr<int64_t> oldest;
  absl::Status status = database_->Write([&](SqliteConnection& connection) {
    oldest = AdvanceOldest(connection, keep_from_revision);
    return oldest.status();
  });
  int64_t total = 0;
  while (status.ok()) {
    absl::StatusOr<int64_t> erased;
    status = database_->Write([&](SqliteConnection& connection) {
      erased = EraseVersions(connection, *oldest);
      return erased.status();
    });
    if (!status.ok()) break;
    total += *erased;
    if (*erased < kCompactedAtOnce) return total;
  }
  return status;
}

}  // namespace trialmatch
