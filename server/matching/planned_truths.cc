#include "matching/planned_truths.h"

#include <algorithm>

namespace trialmatch {

void PlannedTruths::Begin(absl::Span<const FactTouch> touches) {
  candidates_.clear();
  collected_.reset();
  may_be_refuted_ = false;
  size_t refuted = 0;
  for (const FactTouch& touch : touches) {
    if (touch.place == FactTouch::kGene) {
      may_be_refuted_ = true;
    } else if (!facts_.IsOwn(touch.place)) {
      continue;
    } else if (facts_.IsRefuted(touch.place)) {
      // One that leaves a member out settles nothing alone; several may together.
      may_be_refuted_ = may_be_refuted_ || touch.relation.covers || ++refuted > 1;
    } else if (touch.relation.match != Truth::kFalse) {
      const Truth most = facts_.IsSuspected(touch.place) ? Truth::kUnknown : Truth::kTrue;
      const Truth fact = And(touch.relation.match, most);
      candidates_.push_back({touch.place, fact, touch.relation.comparable ? fact : Truth::kFalse});
    }
  }
}

std::optional<Truth> PlannedTruths::Find(const LeafPlan& plan, Truth untouched) {
  switch (plan.kind) {
    case LeafPlan::Kind::kPresence:
      if (may_be_refuted_) return std::nullopt;
      return FindPresence(plan, untouched);
    case LeafPlan::Kind::kAmount:
      return FindAmount(plan, untouched);
    case LeafPlan::Kind::kDefinition:
      break;
  }
  return std::nullopt;
}

// One fact that matches is enough, one that may match leaves it open, and where none can, absence decides as
// if none were recorded.
Truth PlannedTruths::FindPresence(const LeafPlan& plan, Truth untouched) {
  Truth any = Truth::kFalse;
  for (const Candidate& candidate : candidates_) {
    Truth one = And(candidate.fact, facts_.Has(candidate.place, plan.status));
    if (one != Truth::kFalse) one = And(one, facts_.Meets(candidate.place, plan.window));
    const bool settled = one == Truth::kTrue && facts_.InConflict(candidate.place);
    any = Or(any, settled ? Truth::kUnknown : one);
    if (any == Truth::kTrue) return any;
  }
  return any == Truth::kFalse ? untouched : any;
}

void PlannedTruths::Collect(WindowId window) {
  if (collected_ == window) return;
  collected_ = window;
  values_.clear();
  places_.clear();
  for (const Candidate& candidate : candidates_) {
    Truth counts = candidate.measured;
    if (counts != Truth::kFalse) counts = And(counts, facts_.Meets(candidate.place, window));
    if (counts == Truth::kFalse) continue;
    if (facts_.InConflict(candidate.place)) counts = Truth::kUnknown;
    values_.push_back({.certain = counts == Truth::kTrue, .taken = amounts_.WhenTaken(candidate.place)});
    places_.push_back(candidate.place);
  }
}

std::optional<Truth> PlannedTruths::FindAmount(const LeafPlan& plan, Truth untouched) {
  using Kind = MeasuredAmounts::Measured::Kind;
  Collect(plan.window);
  if (values_.empty()) return untouched;
  const bool multiples = plan.unit == kUpperLimits || plan.unit == kLowerLimits;
  const bool extreme = plan.selection == Selection::kMinimum || plan.selection == Selection::kMaximum;
  // Multiples of different limits have no least one.
  if (multiples && extreme && values_.size() > 1) return std::nullopt;
  for (size_t i = 0; i < values_.size(); ++i) {
    const MeasuredAmounts::Measured& measured = amounts_.In(places_[i], plan.unit);
    if (measured.kind == Kind::kByDefinition) return std::nullopt;
    JudgedAmount& value = values_[i];
    const bool comparable = measured.kind == Kind::kAmount;
    const auto unless = [&](bool bound) { return bound ? Truth::kUnknown : Truth::kTrue; };
    value.reaches_min =
        comparable ? measured.amount.ReachesLowerOf(plan.range) : unless(plan.range.has_lower());
    value.keeps_max = comparable ? measured.amount.KeepsUpperOf(plan.range) : unless(plan.range.has_upper());
    value.truth = comparable ? And(value.reaches_min, value.keeps_max) : Truth::kUnknown;
  }
  return SelectAmount(plan.selection, values_);
}

}  // namespace trialmatch
