// Which trials pass a filter.
#ifndef TRIALMATCH_MATCHING_TRIAL_SELECTION_H_
#define TRIALMATCH_MATCHING_TRIAL_SELECTION_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/trial_filter.h"
#include "matching/trial_bits.h"
#include "matching/trial_columns.h"
#include "matching/trial_index.h"
#include "terminology/terminology.h"

namespace trialmatch {

// The trial and one of its sites do, whatever its cohorts.
bool Recruits(const Trial& trial);

// As TrialFilter says of one trial.
bool Passes(const TrialFilter& filter, const Trial& trial, const Terminology& terminology);

// The positions of the trials that pass, in order.
std::vector<size_t> SelectTrials(const TrialFilter& filter, absl::Span<const TrialPointer> trials,
                                 const Terminology& terminology);

// The same from columns, as a set with nothing beyond their size. `stop` is asked now and then; once it says
// true: Cancelled.
absl::StatusOr<TrialBits> SelectTrials(const TrialFilter& filter, const TrialColumns& columns,
                                       absl::FunctionRef<bool()> stop);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_SELECTION_H_
