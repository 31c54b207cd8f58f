// The trials of one catalog revision, ready to match.
#ifndef TRIALMATCH_CATALOG_SNAPSHOT_H_
#define TRIALMATCH_CATALOG_SNAPSHOT_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "matching/trial_index.h"
#include "terminology/terminology.h"

namespace trialmatch {

// What one write changed: trials written whole, and the ids of trials deleted.
struct CatalogChange {
  std::vector<TrialPointer> puts;
  std::vector<std::string> deletes;
};

// Immutable and safe for use by any number of threads; lives as long as somebody reads it.
class Snapshot {
 public:
  // `trials` in any order, each id once.
  Snapshot(int64_t revision, std::vector<TrialPointer> trials,
           std::shared_ptr<const Terminology> terminology);

  // The catalog after the change, sharing what did not change. A later put of an id wins over an earlier one.
  std::shared_ptr<const Snapshot> With(const CatalogChange& change, int64_t revision) const;

  int64_t revision() const { return revision_; }
  const Terminology& terminology() const { return *terminology_; }
  const TrialIndex& index() const { return *index_; }

  // In the order of ids, which are the positions of the index.
  const std::vector<TrialPointer>& trials() const { return trials_; }

  std::optional<size_t> Find(absl::string_view trial_id) const;

 private:
  int64_t revision_;
  std::vector<TrialPointer> trials_;
  std::shared_ptr<const Terminology> terminology_;
  std::unique_ptr<const TrialIndex> index_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_CATALOG_SNAPSHOT_H_
