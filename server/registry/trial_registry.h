// The write path of trials: checked, stored durably in one transaction, then visible in the catalog.
#ifndef TRIALMATCH_REGISTRY_TRIAL_REGISTRY_H_
#define TRIALMATCH_REGISTRY_TRIAL_REGISTRY_H_

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "catalog/catalog.h"
#include "domain/issue.h"
#include "registry/snapshot_history.h"
#include "registry/snapshot_loader.h"
#include "registry/stored_trial_cache.h"
#include "registry/trial_record_codec.h"
#include "registry/write_request.h"
#include "storage/trial_store.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Safe for use by any number of threads; writes follow one another. Errors are those of TrialStore (NotFound,
// AlreadyExists, Aborted name a precondition); faults of a trial are issues, and then nothing is written and
// the status is InvalidArgument.
class TrialRegistry {
 public:
  static constexpr size_t kCacheBytes = size_t{128} << 20;

  // Reads every stored trial once, for the catalog, which keeps none of them. The store outlives the
  // registry. A stored trial with a code that is no longer loaded is served all the same: `unresolved` lists
  // those. `cache_bytes`: of trials read for answers that are kept for the next ones.
  static absl::StatusOr<std::unique_ptr<TrialRegistry>> Open(
      TrialStore& store, std::shared_ptr<const Terminology> terminology,
      LoadProgress progress = [](size_t, size_t) {}, size_t cache_bytes = kCacheBytes);

  const Catalog& catalog() const { return catalog_; }
  // Ids of stored trials that name codes which the terminologies do not have.
  const std::vector<std::string>& unresolved() const { return unresolved_; }

  // Creates or replaces, as `request` says.
  absl::StatusOr<WriteResult> Write(const WriteRequest& request, absl::Time now, Issues& issues);

  // Writes those that are sound and changed, in one transaction. One outcome each, in order. A non-empty etag
  // must be that of the stored trial, if there is one. `seen` holds the ids of the sound trials that came
  // before in the same import, and gets those of this batch: an id that is there already fails.
  absl::StatusOr<std::vector<ImportOutcome>> Import(const std::vector<v1::Trial>& trials, bool dry_run,
                                                    absl::Time now, std::set<std::string>& seen);

  // The revision without the trial; a trial that does not exist is NotFound unless `allow_missing`.
  absl::StatusOr<int64_t> Delete(const std::string& trial_id, const std::string& etag, bool allow_missing);

  // The live record, and the catalog revision it was read at.
  absl::StatusOr<WriteResult> Get(absl::string_view trial_id) const;

  // The record as it was at the revision of a snapshot that the caller holds.
  absl::StatusOr<v1::Trial> ReadAt(absl::string_view trial_id, int64_t revision) const;

  // A trial of a snapshot that the caller holds, in the snapshot's own version, whatever was written since.
  absl::StatusOr<StoredTrial> ReadWhole(const Snapshot& snapshot, TrialPlace place) const;

  // Makes few parts of the many small ones that writes leave, each of which costs every match a little. To be
  // called several times a second; costs next to nothing where there is nothing to do. Holds up no write.
  absl::Status MergeSmall();

  enum class Extent { kDue, kWhole };
  // Tidies up after many writes: makes the catalog of one part again, with kDue only after very many, and
  // removes from the store the versions that neither the current snapshot nor one that somebody still holds
  // can reach; returns how many they were. Holds up no write for long.
  absl::StatusOr<int64_t> Compact(Extent extent = Extent::kDue);

  // Stores nothing.
  CheckedTrial Validate(const v1::Trial& trial) const;

  // What trials are checked against; lives as long as the registry.
  const Terminology& terminology() const { return *terminology_; }

 private:
  TrialRegistry(TrialStore& store, std::shared_ptr<const Terminology> terminology, LoadedSnapshot loaded,
                size_t cache_bytes);

  // One transaction, and then what it changes in the catalog.
  absl::StatusOr<int64_t> Commit(const WriteBatch& batch, const CatalogChange& change);
  void Publish(const std::shared_ptr<const Snapshot>& snapshot);
  // As ReadWhole, but leaves in the cache what answers have put there.
  absl::StatusOr<TrialPointer> ReadForMerge(const Snapshot& snapshot, TrialPlace place) const;
  // Makes the catalog one of one part again, at the same revision: aside, and with what is written meanwhile
  // in further parts.
  absl::Status MergeAll();

  TrialStore& store_;
  const std::shared_ptr<const Terminology> terminology_;
  Catalog catalog_;
  SnapshotHistory history_;
  mutable StoredTrialCache cache_;
  const std::vector<std::string> unresolved_;
  std::mutex merging_;  // small parts, which may go on during a compaction
  std::mutex compacting_;
  int64_t compacted_to_ = -1;  // guarded by compacting_
  std::mutex writing_;         // held from reading the old record to the swap of the catalog
  // Trials written since the catalog was of one part, with the revision of the last write; guarded by
  // writing_.
  std::map<std::string, int64_t> written_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_REGISTRY_TRIAL_REGISTRY_H_
