#include "matching/leaf_plan.h"

#include <utility>

namespace trialmatch {
namespace {

bool IsOwn(const Subjects& subjects) { return subjects.size() == 1 && subjects[0] == Subject::kPatient; }

bool IsAnchored(const Rare<AnchoredWindow>& window) { return window && window->anchor; }

bool IsChange(Selection selection) {
  return selection == Selection::kChange || selection == Selection::kPercentChange;
}

bool HasQualifier(const FactCriterion& fact) {
  return fact.grade || fact.body_site || fact.side != Side::kUnspecified || fact.dose ||
         fact.line_of_therapy || fact.response || fact.trial;
}

bool IsPresence(const FactCriterion& fact) {
  return IsOwn(fact.subjects) && !IsAnchored(fact.window) && fact.occurrences.min == 1 &&
         !fact.occurrences.max;
}

}  // namespace

LeafPlan LeafPlans::Make(const Criterion& leaf) {
  LeafPlan plan;
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) {
    if (!IsPresence(*fact)) return plan;
    plan.kind = LeafPlan::Kind::kPresence;
    plan.qualified = HasQualifier(*fact);
    plan.status = fact->status;
    plan.window = windows.Intern(fact->window);
    return plan;
  }
  const auto* observation = std::get_if<ObservationCriterion>(&leaf.kind);
  if (observation == nullptr || !IsOwn(observation->subjects) || IsAnchored(observation->window)) return plan;
  plan.selection = observation->selection;
  plan.qualified = observation->method.has_value();
  plan.window = windows.Intern(observation->window);
  if (std::holds_alternative<ConceptSet>(*observation->expected)) {
    plan.kind = IsChange(plan.selection) ? LeafPlan::Kind::kDefinition : LeafPlan::Kind::kValue;
    return plan;
  }
  return PlanAmount(*observation, std::move(plan));
}

// Where the bounds leave nothing there is no plan.
LeafPlan LeafPlans::PlanAmount(const ObservationCriterion& observation, LeafPlan plan) {
  const auto* range = std::get_if<QuantityRange>(&*observation.expected);
  const auto* multiples = std::get_if<NormalLimitRange>(&*observation.expected);
  if (plan.selection == Selection::kPercentChange) {
    if (range == nullptr) return plan;
    const absl::StatusOr<ValueInterval> bounds = ConvertRange(*range, "%", nullptr);
    if (!bounds.ok()) return plan;
    plan.range = AmountInterval(*bounds);
    plan.unit = kPercentOfEarlier;
  } else if (range != nullptr) {
    if (!ToInterval(range->min, range->max).ok()) return plan;
    plan.range = AmountInterval(range->min, range->max);
    plan.unit = units.Intern(range->unit);
  } else {
    if (IsChange(plan.selection) || !ToInterval(multiples->min, multiples->max).ok()) return plan;
    plan.range = AmountInterval(multiples->min, multiples->max);
    plan.unit = multiples->side == NormalLimitSide::kUpper ? kUpperLimits : kLowerLimits;
  }
  plan.kind = IsChange(plan.selection) ? LeafPlan::Kind::kChange : LeafPlan::Kind::kAmount;
  return plan;
}

}  // namespace trialmatch
