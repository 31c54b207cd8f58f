// One trial over a batch of patients; equal to the evaluator for every one of them.
#ifndef TRIALMATCH_MATCHING_BATCH_SCREEN_H_
#define TRIALMATCH_MATCHING_BATCH_SCREEN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/batch_leaf.h"
#include "matching/patient_batch.h"
#include "matching/row_plane.h"

namespace trialmatch {

// Whether each patient of a batch qualifies, two bits each. The batch outlives it.
class BatchVerdicts {
 public:
  // All FALSE.
  explicit BatchVerdicts(const PatientBatch& batch)
      : batch_(batch), possible_(batch.size()), certain_(batch.size()) {}

  size_t size() const { return batch_.size(); }
  // Of the patient at a position of the batch.
  Truth operator[](size_t position) const {
    const uint32_t row = batch_.people().row_of()[position];
    return certain_.Has(row) ? Truth::kTrue : possible_.Has(row) ? Truth::kUnknown : Truth::kFalse;
  }
  // How many patients have that truth.
  size_t Count(Truth truth) const;

  // By row (see BatchPeople): unless FALSE; when TRUE.
  const RowPlane& possible() const { return possible_; }
  const RowPlane& certain() const { return certain_; }
  // The rows from there on are a block's.
  void Put(const RowBlock& block, const BlockTruths& truths);
  void Put(uint32_t row, Truth truth);

  ScreenWork work;

 private:
  const PatientBatch& batch_;
  RowPlane possible_, certain_;
};

// `stop` is asked before each block; once it says true the work ends: Cancelled. One thread; any number of
// threads may screen one batch at once.
absl::StatusOr<BatchVerdicts> Screen(const Trial& trial, const PatientBatch& batch,
                                     absl::FunctionRef<bool()> stop);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_BATCH_SCREEN_H_
