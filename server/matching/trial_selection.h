// Which trials pass a filter.
#ifndef TRIALMATCH_MATCHING_TRIAL_SELECTION_H_
#define TRIALMATCH_MATCHING_TRIAL_SELECTION_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "domain/trial_filter.h"
#include "matching/trial_index.h"
#include "terminology/terminology.h"

namespace trialmatch {

// As TrialFilter says of one trial.
bool Passes(const TrialFilter& filter, const Trial& trial, const Terminology& terminology);

// The positions of the trials that pass, in order.
std::vector<size_t> SelectTrials(const TrialFilter& filter, absl::Span<const TrialPointer> trials,
                                 const Terminology& terminology);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_SELECTION_H_
