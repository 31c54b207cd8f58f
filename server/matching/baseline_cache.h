// Verdicts of all trials for patients of whom no recorded fact matters, kept from patient to patient.
#ifndef TRIALMATCH_MATCHING_BASELINE_CACHE_H_
#define TRIALMATCH_MATCHING_BASELINE_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

// By the truths of all classes of predicates (see PatientTruths::class_truths), of which a population has
// few. Safe for use by any number of threads; the lock is held for the lookup alone.
class BaselineCache {
 public:
  // Keeps the `capacity` baselines asked for last, at least one.
  explicit BaselineCache(size_t capacity) : capacity_(capacity) {}

  // Null: not kept.
  std::shared_ptr<const VerdictPlanes> Find(absl::string_view class_truths);
  void Put(const std::string& class_truths, std::shared_ptr<const VerdictPlanes> baseline);

 private:
  using Entry = std::pair<std::string, std::shared_ptr<const VerdictPlanes>>;

  const size_t capacity_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // the last asked for first
  absl::flat_hash_map<absl::string_view, std::list<Entry>::iterator>
      places_;  // the keys are those in entries_
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BASELINE_CACHE_H_
