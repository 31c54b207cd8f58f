// The order of trials of one verdict and one recruitment.
#ifndef TRIALMATCH_MATCHING_PAGE_ORDER_H_
#define TRIALMATCH_MATCHING_PAGE_ORDER_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/place.h"
#include "matching/condition_steps.h"
#include "matching/patient_view.h"
#include "matching/trial_columns.h"
#include "matching/trial_sites.h"

namespace trialmatch {

// A trial of one of several columns.
struct PartPosition {
  uint32_t part = 0;
  uint32_t position = 0;
};

// What orders trials after verdict and recruitment: steps, distance, last update, id.
struct OrderedTrial {
  PartPosition trial;
  uint16_t steps = ConditionSteps::kUnrelated;
  int32_t days_before_epoch = 0;
  double km = 0;  // infinity: not known
};

// Distances on the earth are costly, and all but a few trials are nowhere near the page: a rough key, from
// straight distances in float, tells which trials may be on it, and only those are compared exactly.
class PageOrder {
 public:
  // All of it outlives the order.
  PageOrder(std::vector<const TrialColumns*> parts, const PatientView& patient);

  const ConditionSteps& steps(size_t part) const { return steps_[part]; }

  // Of the trials in order, those from `begin` to before `end`, which is at most their number and after
  // `begin`. `stop` is asked now and then; once it says true: Cancelled.
  absl::StatusOr<std::vector<OrderedTrial>> Slice(absl::Span<const PartPosition> trials, size_t begin,
                                                  size_t end, absl::FunctionRef<bool()> stop) const;

 private:
  struct Rough {
    uint64_t key;
    PartPosition trial;
  };
  uint64_t RoughKey(const PartPosition& trial) const;
  OrderedTrial Exact(const Rough& rough) const;
  bool Before(const OrderedTrial& a, const OrderedTrial& b) const;

  std::vector<const TrialColumns*> parts_;
  std::vector<ConditionSteps> steps_;  // by part
  std::optional<LatLng> location_;
  Direction direction_{};  // to the location
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PAGE_ORDER_H_
