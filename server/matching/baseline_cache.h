// Baselines kept from patient to patient.
#ifndef TRIALMATCH_MATCHING_BASELINE_CACHE_H_
#define TRIALMATCH_MATCHING_BASELINE_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "matching/baseline.h"

namespace trialmatch {

// By the truths of all bundles of predicates (see PatientTruths), of which a population has
// few. Safe for use by any number of threads; the lock is held for the lookup alone.
class BaselineCache {
 public:
  // Keeps the `capacity` baselines asked for last, at least one.
  explicit BaselineCache(size_t capacity) : capacity_(capacity) {}

  // Null: not kept.
  std::shared_ptr<const Baseline> Find(absl::string_view bundle_truths);
  // All that are kept, the last asked for first.
  std::vector<std::shared_ptr<const Baseline>> All() const;
  // Unless one with its truths is kept already.
  void Put(std::shared_ptr<const Baseline> baseline);
  // Takes the place of the one with its truths, if that is still kept.
  void Replace(std::shared_ptr<const Baseline> baseline);

  size_t size() const;

 private:
  using Entries = std::list<std::shared_ptr<const Baseline>>;

  const size_t capacity_;
  mutable std::mutex mutex_;
  Entries entries_;  // the last asked for first
  // The keys are those in entries_.
  absl::flat_hash_map<absl::string_view, Entries::iterator> places_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BASELINE_CACHE_H_
