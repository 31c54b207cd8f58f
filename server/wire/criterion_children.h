// Walks a tree of criteria on the wire.
#ifndef TRIALMATCH_WIRE_CRITERION_CHILDREN_H_
#define TRIALMATCH_WIRE_CRITERION_CHILDREN_H_

#include <type_traits>
#include <utility>

#include "trialmatch/v1/criterion.pb.h"

namespace trialmatch {

// Calls visit(child) for each child of a combination that is present, in order. The criterion of a relative
// is no child: it has no id and no result of its own. `C` is v1::Criterion, const or not.
template <typename C, typename Visit>
void ForEachChild(C& criterion, const Visit& visit) {
  constexpr bool kConst = std::is_const_v<C>;
  const auto each = [&visit](auto& list) {
    for (auto& child : list) visit(child);
  };
  switch (criterion.kind_case()) {
    case v1::Criterion::kAllOf:
      if constexpr (kConst)
        each(criterion.all_of().criteria());
      else
        each(*criterion.mutable_all_of()->mutable_criteria());
      return;
    case v1::Criterion::kAnyOf:
      if constexpr (kConst)
        each(criterion.any_of().criteria());
      else
        each(*criterion.mutable_any_of()->mutable_criteria());
      return;
    case v1::Criterion::kAtLeast:
      if constexpr (kConst)
        each(criterion.at_least().criteria());
      else
        each(*criterion.mutable_at_least()->mutable_criteria());
      return;
    case v1::Criterion::kNot:
      if constexpr (kConst)
        visit(criterion.not_());
      else
        visit(*criterion.mutable_not_());
      return;
    case v1::Criterion::kIfThen: {
      const v1::IfThen& rule = std::as_const(criterion).if_then();
      const bool condition = rule.has_condition(), consequence = rule.has_consequence();
      if constexpr (kConst) {
        if (condition) visit(rule.condition());
        if (consequence) visit(rule.consequence());
      } else {
        if (condition) visit(*criterion.mutable_if_then()->mutable_condition());
        if (consequence) visit(*criterion.mutable_if_then()->mutable_consequence());
      }
      return;
    }
    default:
      return;
  }
}

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_CRITERION_CHILDREN_H_
