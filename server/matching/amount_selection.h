// The truth of an observation leaf from what is known of each value that may count.
#ifndef TRIALMATCH_MATCHING_AMOUNT_SELECTION_H_
#define TRIALMATCH_MATCHING_AMOUNT_SELECTION_H_

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/fact_criterion.h"
#include "domain/recorded_time.h"
#include "domain/truth.h"

namespace trialmatch {

// One value; see ObservedValue and ValueJudgement, of which this is what decides.
struct JudgedAmount {
  bool certain = false;  // that it counts
  InstantSpan taken;
  Truth reaches_min = Truth::kUnknown;
  Truth keeps_max = Truth::kUnknown;
  Truth truth = Truth::kUnknown;
};

// The latest time that some value that certainly counts was not taken before: one taken before it is not the
// last.
absl::Time LatestCertain(absl::Span<const JudgedAmount> values);

// As Select does of the same values; any selection but a change. `values` is not empty. `one_limit`: all are
// measured against one limit of normal, or none is.
Truth SelectAmount(Selection selection, bool one_limit, absl::Span<const JudgedAmount> values);

// As SelectChange does. `judge`: of the values at these two places.
Truth SelectAmountChange(absl::Span<const JudgedAmount> values,
                         absl::FunctionRef<Truth(size_t later, size_t earlier)> judge);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_AMOUNT_SELECTION_H_
