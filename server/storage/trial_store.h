// Where the trials of the catalog rest: record bytes in rows versioned by trial and revision.
#ifndef TRIALMATCH_STORAGE_TRIAL_STORE_H_
#define TRIALMATCH_STORAGE_TRIAL_STORE_H_

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "storage/trial_query.h"
#include "storage/trial_record.h"

namespace trialmatch {

// The *catalog revision* is 0 for an empty new store and moves by one with every committed batch. A version
// of a trial is visible at revision R iff from_revision <= R < to_revision.
//
// Thread-safe. Every read sees one consistent state. Errors that are not named below come from the storage
// itself (disk full: ResourceExhausted; damaged: DataLoss; busy: Unavailable; read-only: FailedPrecondition;
// else Internal); their text names the operation and never a content.
class TrialStore {
 public:
  virtual ~TrialStore() = default;

  // Writes the batch in one transaction and returns the revision it made; returns only when it is durable.
  // With an error nothing is written and the revision stays. Aborted: an etag differs; AlreadyExists,
  // NotFound: another precondition failed (each names the trial). InvalidArgument: the batch is empty, or an
  // id is empty or stands in it twice. After an error of the storage itself the write may, rarely, be found
  // after a crash.
  virtual absl::StatusOr<int64_t> Commit(const WriteBatch& batch) = 0;

  // The live version. NotFound: there is none.
  virtual absl::StatusOr<TrialRecord> Get(absl::string_view trial_id) const = 0;

  // The version visible at `revision`. NotFound: there is none. OutOfRange: `revision` is later than the
  // catalog's, or was compacted away.
  virtual absl::StatusOr<TrialRecord> GetAt(absl::string_view trial_id, int64_t revision) const = 0;

  virtual absl::StatusOr<int64_t> Revision() const = 0;

  // Calls `visit` with every live record, in the order of ids, one in memory at a time, and returns the
  // revision they belong to. An error from `visit` ends the walk and is returned. `visit` must not call the
  // store.
  virtual absl::StatusOr<int64_t> ForEach(
      absl::FunctionRef<absl::Status(const TrialRecord&)> visit) const = 0;

  // InvalidArgument: limit or offset is negative, the filter has too many values, or the text is not a query.
  virtual absl::StatusOr<TrialPage> List(const TrialListRequest& request) const = 0;
  virtual absl::StatusOr<TrialPage> Search(const TrialSearchRequest& request) const = 0;

  // Removes the versions that nothing at or after `keep_from_revision` can see, and returns how many they
  // were. Earlier revisions cannot be read any more. Of a deleted trial nothing stays. InvalidArgument:
  // `keep_from_revision` is later than the catalog's revision. Does not move the revision; works in small
  // transactions, so that other writers get their turn.
  virtual absl::StatusOr<int64_t> Compact(int64_t keep_from_revision) = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_TRIAL_STORE_H_
