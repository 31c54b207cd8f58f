// The baseline to start from for a patient.
#ifndef TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
#define TRIALMATCH_MATCHING_KNOWN_BASELINES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

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
  // So many trials for each entry that differs make another baseline do.
  static constexpr size_t kTrialsPerDifference = 16;

  // All outlive it; the trials are finished.
  KnownBaselines(const CompiledTrials& trials, const PredicateSets& sets, const LiteralPostings& postings,
                 size_t trials_per_difference = kTrialsPerDifference);

  // A predicate by concept that has another truth than in the baseline.
  struct Change {
    PredicateId predicate;
    Truth before, now;
  };
  struct Start {
    std::shared_ptr<const Baseline> baseline;  // null: stopped
    std::vector<Change> changes;
  };

  // The patient's own baseline; or, where the classes of few trials have other truths in one that is kept,
  // that one, and these predicates among the changes. Else the patient's own is made from the nearest one
  // that is kept, or from nothing, and kept.
  Start Find(const PatientTruths& truths, absl::FunctionRef<bool()> stop);

  // Of the baselines that are kept.
  size_t BytesUsed() const;

 private:
  // A predicate whose class has another truth in a baseline that is kept.
  struct Difference {
    PredicateId predicate;
    Truth kept;
  };

  std::shared_ptr<const Baseline> FindNearest(const std::string& class_truths);
  // The truth of a predicate where those of the classes are these.
  Truth OfClass(PredicateId id, const std::string& class_truths) const;
  std::vector<Difference> DifferencesFrom(const Baseline& kept, const std::string& class_truths) const;
  std::shared_ptr<const Baseline> Make(const PatientTruths& truths, absl::FunctionRef<bool()> stop) const;
  std::shared_ptr<const Baseline> MakeFrom(const Baseline& kept, const std::vector<Difference>& differences,
                                           const PatientTruths& truths, absl::FunctionRef<bool()> stop) const;

  const CompiledTrials& trials_;
  const PredicateSets& sets_;
  const LiteralPostings& postings_;
  const size_t trials_per_difference_;
  std::vector<uint64_t> class_costs_;
  BaselineCache cache_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
