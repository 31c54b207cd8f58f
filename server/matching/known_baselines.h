// The baseline to start from for a patient.
#ifndef TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
#define TRIALMATCH_MATCHING_KNOWN_BASELINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/functional/function_ref.h"
#include "matching/baseline.h"
#include "matching/baseline_cache.h"
#include "matching/compiled_trial.h"
#include "matching/literal_postings.h"
#include "matching/patient_truths.h"

namespace trialmatch {

// Safe for use by any number of threads.
class KnownBaselines {
 public:
  // To make one costs about as much as to tell so many entries a trial.
  static constexpr uint64_t kEntriesPerTrial = 32;

  // All outlive it; the trials are finished. A baseline is made once going without it has cost as much as
  // telling `entries_per_trial` entries a trial.
  KnownBaselines(const CompiledTrials& trials, const PredicateSets& sets, const LiteralPostings& postings,
                 uint64_t entries_per_trial = kEntriesPerTrial);

  // A predicate by concept that has another truth than in the baseline.
  struct Change {
    PredicateId predicate;
    Truth before, now;
  };
  struct Start {
    std::shared_ptr<const Baseline> baseline;  // null: stopped
    std::vector<Change> changes;
  };

  // The patient's own baseline, where it is kept; else the nearest one, and the predicates whose classes have
  // other truths there among the changes. Once that has cost enough, or if none is kept, the patient's own is
  // made, from the nearest one or from nothing.
  Start Find(const PatientTruths& truths, absl::FunctionRef<bool()> stop);

  // Of the baselines that are kept.
  size_t BytesUsed() const;

 private:
  // A predicate whose class has another truth in a baseline that is kept.
  struct Difference {
    PredicateId predicate;
    Truth kept;
  };

  struct Nearest {
    std::shared_ptr<const Baseline> baseline;  // null: none is kept
    uint64_t cost;                             // about that of telling what differs
  };

  Nearest FindNearest(const std::string& class_truths);
  Start StartFrom(std::shared_ptr<const Baseline> nearest, const PatientTruths& truths) const;
  // Whether going without the baseline one more time, at that cost, makes it worth its making.
  bool IsWorthMaking(const std::string& class_truths, uint64_t cost);
  // The truth of a predicate where those of the classes are these.
  Truth OfClass(PredicateId id, const std::string& class_truths) const;
  std::vector<Difference> DifferencesFrom(const Baseline& kept, const std::string& class_truths) const;
  std::shared_ptr<const Baseline> Make(const PatientTruths& truths, absl::FunctionRef<bool()> stop) const;
  std::shared_ptr<const Baseline> MakeFrom(const Baseline& kept, const PatientTruths& truths,
                                           absl::FunctionRef<bool()> stop) const;

  const CompiledTrials& trials_;
  const PredicateSets& sets_;
  const LiteralPostings& postings_;
  const uint64_t worth_;               // entries
  std::vector<uint64_t> class_costs_;  // that a class has another truth
  BaselineCache cache_;
  std::mutex mutex_;
  // By the hash of the truths of classes: what going without that baseline has cost. Guarded by mutex_.
  absl::flat_hash_map<size_t, uint64_t> paid_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
