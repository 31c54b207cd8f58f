// Clock predicates that differ in their bound alone, whose truths a few of them tell.
#ifndef TRIALMATCH_MATCHING_MONOTONE_GROUPS_H_
#define TRIALMATCH_MATCHING_MONOTONE_GROUPS_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// One clock read with one side, unit and exclusivity of a bound: the further the bound is out, the more
// patients satisfy it, and for one patient the truths fall from the one end to the other, TRUE, UNKNOWN,
// FALSE. Bounds with days beside weeks, and ranges with two ends, are in no group. Immutable.
class MonotoneGroups {
 public:
  explicit MonotoneGroups(const std::vector<Predicate>& predicates);

  // Each group's predicates, in an order in which the truths of any patient fall.
  const std::vector<std::vector<PredicateId>>& groups() const { return groups_; }
  bool Has(PredicateId id) const { return has_[id]; }

  // Asks `find` for few predicates of the group, and tells the truth of each to `set`.
  static void Spread(absl::Span<const PredicateId> group, absl::FunctionRef<Truth(PredicateId)> find,
                     absl::FunctionRef<void(PredicateId, Truth)> set);

 private:
  std::vector<std::vector<PredicateId>> groups_;
  std::vector<bool> has_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_MONOTONE_GROUPS_H_
