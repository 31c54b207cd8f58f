#include "matching/planned_truths.h"

#include <algorithm>
#include <utility>

#include "matching/fact_match.h"
#include "matching/observation_values.h"
#include "matching/selection.h"

namespace trialmatch {

void PlannedTruths::Begin(absl::Span<const FactTouch> touches) {
  candidates_.clear();
  collected_.reset();
  amounts_asked_.known = false;
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
      candidates_.push_back(
          {touch.place, fact, touch.relation.comparable ? fact : Truth::kFalse, touch.relation.covers});
    }
  }
}

std::optional<Truth> PlannedTruths::Find(const LeafPlan& plan, const Predicate& predicate, Truth untouched) {
  switch (plan.kind) {
    case LeafPlan::Kind::kPresence: {
      const Truth truth = FindPresence(plan, predicate, untouched);
      // No refutation undoes a fact that certainly matches, or the absence of all where it is assumed anyway.
      const bool stands = truth == Truth::kFalse || (truth == Truth::kTrue && untouched != Truth::kTrue);
      if (may_be_refuted_ && !stands) return std::nullopt;
      return truth;
    }
    case LeafPlan::Kind::kAmount:
    case LeafPlan::Kind::kChange:
    case LeafPlan::Kind::kValue:
      return FindMeasured(plan, predicate, untouched);
    case LeafPlan::Kind::kDefinition:
      break;
  }
  return std::nullopt;
}

// One fact that matches is enough, one that may match leaves it open, and where none can, absence decides as
// if none were recorded, or the recorded state of the one thing that the leaf asks for does.
Truth PlannedTruths::FindPresence(const LeafPlan& plan, const Predicate& predicate, Truth untouched) {
  Truth any = Truth::kFalse;
  bool settled_by_state = false;
  for (const Candidate& candidate : candidates_) {
    const Truth has_status = facts_.Has(candidate.place, plan.status);
    Truth one = And(candidate.fact, has_status);
    if (plan.qualified) {
      const Fact& fact = *facts_[candidate.place].fact;
      const auto& asked = std::get<FactCriterion>(predicate.leaf->kind);
      const Truth instance = HasInstance(asked, fact, patient_.terminology());
      const Truth state = HasState(asked, fact, patient_.terminology());
      settled_by_state =
          settled_by_state || (plan.status == FactStatus::kActive && state == Truth::kFalse &&
                               And(one, instance) == Truth::kTrue && IsWholeBody(fact) && candidate.covers);
      one = And(one, And(instance, state));
    }
    if (one != Truth::kFalse) one = And(one, facts_.Meets(candidate.place, plan.window));
    const bool disputed = one == Truth::kTrue && facts_.InConflict(candidate.place);
    any = Or(any, disputed ? Truth::kUnknown : one);
    if (any == Truth::kTrue) return any;
  }
  return any != Truth::kFalse ? any : settled_by_state ? Truth::kFalse : untouched;
}

void PlannedTruths::Collect(WindowId window, const Rare<ConceptSet>& method) {
  if (collected_ == window && !method) return;
  collected_.reset();
  amounts_asked_.known = false;
  if (!method) collected_ = window;
  values_.clear();
  places_.clear();
  for (const Candidate& candidate : candidates_) {
    Truth counts = candidate.measured;
    if (counts != Truth::kFalse) counts = And(counts, facts_.Meets(candidate.place, window));
    if (counts != Truth::kFalse && method) {
      const Fact& fact = *facts_[candidate.place].fact;
      counts = And(counts, MatchQualifier(fact.method, *method, patient_.terminology()).truth);
    }
    if (counts == Truth::kFalse) continue;
    if (facts_.InConflict(candidate.place)) counts = Truth::kUnknown;
    values_.push_back({.certain = counts == Truth::kTrue, .taken = amounts_.WhenTaken(candidate.place)});
    places_.push_back(candidate.place);
  }
}

std::optional<Truth> PlannedTruths::FindMeasured(const LeafPlan& plan, const Predicate& predicate,
                                                 Truth untouched) {
  static const auto* const kAnyMethod = new Rare<ConceptSet>;
  Collect(plan.window,
          plan.qualified ? std::get<ObservationCriterion>(predicate.leaf->kind).method : *kAnyMethod);
  if (values_.empty()) return untouched;
  if (plan.kind == LeafPlan::Kind::kAmount) return FindAmount(plan);
  if (plan.kind == LeafPlan::Kind::kChange) return FindChange(plan);
  return FindValue(std::get<ObservationCriterion>(predicate.leaf->kind));
}

void PlannedTruths::MeasureFor(const LeafPlan& plan) {
  AmountsAsked& asked = amounts_asked_;
  if (asked.known && asked.unit == plan.unit && asked.selection == plan.selection) return;
  asked.known = true;
  asked.selection = plan.selection;
  asked.unit = plan.unit;
  const bool extreme = plan.selection == Selection::kMinimum || plan.selection == Selection::kMaximum;
  asked.one_limit = !extreme || HaveOneLimit(plan.unit);
  asked.by_definition = false;
  asked.values.clear();
  asked.measured.clear();
  const absl::Time from =
      plan.selection == Selection::kLatest ? LatestCertain(values_) : absl::InfinitePast();
  for (size_t i = 0; i < values_.size(); ++i) {
    const MeasuredAmounts::Measured& measured = amounts_.In(places_[i], plan.unit);
    asked.by_definition |= measured.kind == MeasuredAmounts::Measured::Kind::kByDefinition;
    if (values_[i].taken.latest < from) continue;
    asked.values.push_back(values_[i]);
    asked.measured.push_back(&measured);
  }
}

std::optional<Truth> PlannedTruths::FindAmount(const LeafPlan& plan) {
  MeasureFor(plan);
  AmountsAsked& asked = amounts_asked_;
  if (asked.by_definition) return std::nullopt;
  const auto unless = [](bool bound) { return bound ? Truth::kUnknown : Truth::kTrue; };
  for (size_t i = 0; i < asked.values.size(); ++i) {
    const MeasuredAmounts::Measured& measured = *asked.measured[i];
    JudgedAmount& value = asked.values[i];
    const bool comparable = measured.kind == MeasuredAmounts::Measured::Kind::kAmount;
    value.reaches_min =
        comparable ? measured.amount.ReachesLowerOf(plan.range) : unless(plan.range.has_lower());
    value.keeps_max = comparable ? measured.amount.KeepsUpperOf(plan.range) : unless(plan.range.has_upper());
    value.truth = comparable ? And(value.reaches_min, value.keeps_max) : Truth::kUnknown;
  }
  // However one selects, mostly there is nothing to select from.
  if (asked.values.size() == 1 && asked.values[0].certain) return asked.values[0].truth;
  return SelectAmount(plan.selection, asked.one_limit, asked.values);
}

Truth PlannedTruths::FindChange(const LeafPlan& plan) {
  return SelectAmountChange(values_, [&](size_t later, size_t earlier) {
    const AmountInterval* change = amounts_.Change(places_[later], places_[earlier], plan.unit);
    if (change == nullptr) return Truth::kUnknown;
    return And(change->ReachesLowerOf(plan.range), change->KeepsUpperOf(plan.range));
  });
}

bool PlannedTruths::HaveOneLimit(AmountUnit unit) {
  if (unit != kUpperLimits && unit != kLowerLimits) return true;
  const std::optional<LimitOfNormal>& first = amounts_.In(places_.front(), unit).limit;
  return std::all_of(places_.begin(), places_.end(), [&](uint32_t place) {
    const std::optional<LimitOfNormal>& own = amounts_.In(place, unit).limit;
    return own.has_value() == first.has_value() &&
           (!own || (own->value.ToRational() == first->value.ToRational() && own->unit == first->unit));
  });
}

// By the definition, of the values that are known to count.
Truth PlannedTruths::FindValue(const ObservationCriterion& leaf) const {
  std::vector<ObservedValue> values;
  for (size_t i = 0; i < values_.size(); ++i) {
    ObservedValue value;
    value.fact = &facts_[places_[i]];
    value.counts.truth = values_[i].certain ? Truth::kTrue : Truth::kUnknown;
    value.taken = values_[i].taken;
    value.judgement = JudgeValue(leaf, *value.fact->fact, value.taken, patient_);
    values.push_back(std::move(value));
  }
  return Select(leaf.selection, values).truth;
}

}  // namespace trialmatch
