// Answers for all trials at once; equal to the evaluator for every one of them.
#ifndef TRIALMATCH_MATCHING_TRIAL_INDEX_H_
#define TRIALMATCH_MATCHING_TRIAL_INDEX_H_

#include <cstddef>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/trial.h"
#include "matching/patient_view.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

using TrialPointer = std::shared_ptr<const Trial>;

// The whole trial at a position of an index.
using TrialReader = absl::FunctionRef<absl::StatusOr<TrialPointer>(size_t position)>;

// Immutable and safe for use by any number of threads. A trial is known by its position in the order in which
// the index was given it.
class TrialIndex {
 public:
  virtual ~TrialIndex() = default;

  virtual size_t size() const = 0;

  // Whether the patient qualifies for each trial. `read` is asked for the trials of which the patient's
  // consents and attestations speak; what it fails with is returned. `stop` is asked now and then; once it
  // says true the work ends with CANCELLED.
  virtual absl::StatusOr<VerdictPlanes> Match(const PatientView& patient, TrialReader read,
                                              absl::FunctionRef<bool()> stop) const = 0;

  // What the index takes of memory, about.
  virtual size_t BytesUsed() const = 0;
};

// Evaluates only the trials that the patient's facts reach (see InternedTrialIndex). For patients that are
// viewed with this terminology, which outlives the index. The trials need not.
std::unique_ptr<TrialIndex> BuildTrialIndex(absl::Span<const TrialPointer> trials,
                                            const Terminology& terminology);

// The definition, trial by trial: the plain twin that the index is compared with. Keeps the trials.
std::unique_ptr<TrialIndex> BuildPlainIndex(absl::Span<const TrialPointer> trials);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_INDEX_H_
