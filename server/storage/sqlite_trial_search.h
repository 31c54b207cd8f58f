// The query half of SqliteTrialStore: lists, filters and full-text search over the live trials.
#ifndef TRIALMATCH_STORAGE_SQLITE_TRIAL_SEARCH_H_
#define TRIALMATCH_STORAGE_SQLITE_TRIAL_SEARCH_H_

#include "absl/status/statusor.h"
#include "storage/sqlite_connection.h"
#include "storage/trial_query.h"

namespace trialmatch {

// The kinds of `live_trial_labels`: stored, so a number is never given to another kind.
enum class LabelKind { kPhase = 1, kCountry = 2 };

// As TrialStore::List and Search, inside the caller's transaction; the page's revision is left to the caller.
absl::StatusOr<TrialPage> ListTrials(SqliteConnection& connection, const TrialListRequest& request);
absl::StatusOr<TrialPage> SearchTrials(SqliteConnection& connection, const TrialSearchRequest& request);

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_SQLITE_TRIAL_SEARCH_H_
