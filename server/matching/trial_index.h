// Answers for all trials at once; equal to the evaluator for every one of them.
#ifndef TRIALMATCH_MATCHING_TRIAL_INDEX_H_
#define TRIALMATCH_MATCHING_TRIAL_INDEX_H_

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/patient_view.h"

namespace trialmatch {

using TrialPointer = std::shared_ptr<const Trial>;

// Immutable and safe for use by any number of threads. A trial is known by its position in the list that the
// index was built from.
class TrialIndex {
 public:
  virtual ~TrialIndex() = default;

  virtual size_t size() const = 0;

  // Whether the patient qualifies for each trial, one truth a position. `stop` is asked now and then; once it
  // says true the work ends and nothing is returned.
  virtual std::vector<Truth> Match(const PatientView& patient, absl::FunctionRef<bool()> stop) const = 0;
};

// Evaluates only the trials that the patient's facts reach (see InternedTrialIndex). For patients that are
// viewed with this terminology, which outlives the index.
std::unique_ptr<TrialIndex> BuildTrialIndex(absl::Span<const TrialPointer> trials,
                                            const Terminology& terminology);

// The definition, trial by trial: the plain twin that the index is compared with.
std::unique_ptr<TrialIndex> BuildPlainIndex(absl::Span<const TrialPointer> trials);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_INDEX_H_
