// The baseline to start from for a patient.
#ifndef TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
#define TRIALMATCH_MATCHING_KNOWN_BASELINES_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "matching/baseline.h"
#include "matching/baseline_cache.h"
#include "matching/bundle_postings.h"
#include "matching/compiled_trial.h"
#include "matching/patient_truths.h"

namespace trialmatch {

// Safe for use by any number of threads.
class KnownBaselines {
 public:
  // Both outlive it; the trials are finished.
  KnownBaselines(const CompiledTrials& trials, const PredicateSets& sets);

  // That of the patient's bundles, made if it is not kept: null when stopped. Beside the first one, what
  // would take long to find is left open: see Baseline::maybe_false.
  struct Found {
    std::shared_ptr<const Baseline> baseline;
    bool is_new = false;
  };
  Found Find(const PatientTruths& truths, absl::FunctionRef<bool()> stop);
  // Finds what was left open of the trials at the positions, for the next patient.
  void Complete(const Baseline& baseline, absl::Span<const uint32_t> positions);

  // Of the baselines that are kept, and of what they are made from.
  size_t BytesUsed() const;

 private:
  std::shared_ptr<const Baseline> FindNearest(const std::string& bundle_truths) const;
  // How the rests stand: found, one by one, false when stopped; or from another baseline as far as possible.
  bool FindRests(Baseline& made, absl::FunctionRef<bool()> stop) const;
  void TakeRests(const Baseline& nearest, Baseline& made) const;

  const CompiledTrials& trials_;
  const PredicateSets& sets_;
  const BundlePostings bundles_;
  BaselineCache cache_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_KNOWN_BASELINES_H_
