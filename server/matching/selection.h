// Which of several values a criterion is decided by, and how, where dates and values are imprecise.
#ifndef TRIALMATCH_MATCHING_SELECTION_H_
#define TRIALMATCH_MATCHING_SELECTION_H_

#include <cstddef>
#include <vector>

#include "absl/types/span.h"
#include "domain/fact_criterion.h"
#include "matching/observation_values.h"

namespace trialmatch {

// A reading settles everything that is open: which of the uncertain values count, when each was taken, how
// much each is. The truth is TRUE (FALSE) when it is so in every reading, else UNKNOWN; in a reading without
// any value it is UNKNOWN.
struct Selected {
  Truth truth = Truth::kUnknown;
  // The values that decide, or that leave it open; their places in the argument, ascending.
  std::vector<size_t> deciding;
};

// Of kLatest, kAny, kAll, kMinimum and kMaximum; kMinimum and kMaximum of amounts only.
Selected Select(Selection selection, absl::Span<const ObservedValue> values);

// Of a selected change. Without a pair no two values of different times are recorded.
struct SelectedChange {
  struct Pair {
    size_t later;
    size_t earlier;
    ValueJudgement change;
  };
  Truth truth = Truth::kUnknown;
  // The latest and earliest values that decide; of UNKNOWN, up to the first that leaves it open.
  std::vector<Pair> pairs;
  // All that certainly count may be of one time, so that there may be no change to speak of.
  bool may_be_one_time = false;
};

SelectedChange SelectChange(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                            const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_SELECTION_H_
