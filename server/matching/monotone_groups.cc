#include "matching/monotone_groups.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>
#include <variant>

namespace trialmatch {

MonotoneGroups::MonotoneGroups(const std::vector<Predicate>& predicates) : has_(predicates.size(), false) {
  // Clock, whether the bound is the least value, unit, exclusivity.
  using Key = std::tuple<Clock, bool, TimeUnit, bool>;
  // How far in the bound is, and the predicate.
  using Member = std::pair<int64_t, PredicateId>;
  std::map<Key, std::vector<Member>> by_key;
  for (PredicateId id = 0; id < predicates.size(); ++id) {
    const auto* clock = std::get_if<ClockCriterion>(&predicates[id].leaf->kind);
    if (clock == nullptr || clock->range.min.has_value() == clock->range.max.has_value()) continue;
    const bool is_min = clock->range.min.has_value();
    const ClockBound& bound = is_min ? *clock->range.min : *clock->range.max;
    if (bound.extra_days) continue;
    by_key[{clock->clock, is_min, bound.unit, bound.exclusive}].emplace_back(
        is_min ? bound.value : -bound.value, id);
    has_[id] = true;
  }
  for (auto& [key, members] : by_key) {
    std::sort(members.begin(), members.end());
    std::vector<PredicateId>& group = groups_.emplace_back();
    for (const Member& member : members) group.push_back(member.second);
  }
}

void MonotoneGroups::Spread(absl::Span<const PredicateId> group, absl::FunctionRef<Truth(PredicateId)> find,
                            absl::FunctionRef<void(PredicateId, Truth)> set) {
  size_t done = 0;
  while (done < group.size()) {
    // Those from `end` on are less than the first one; those before `same` are as it is.
    const Truth truth = find(group[done]);
    size_t same = done + 1, end = group.size();
    while (truth != Truth::kFalse && same < end) {
      const size_t middle = same + (end - same) / 2;
      if (find(group[middle]) == truth) {
        same = middle + 1;
      } else {
        end = middle;
      }
    }
    for (; done < end; ++done) set(group[done], truth);
  }
}

}  // namespace trialmatch
