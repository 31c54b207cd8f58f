#include "matching/criterion_lints.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "matching/predicate_key.h"

namespace trialmatch {
namespace {

bool AlwaysHolds(const FactCriterion& fact) {
  return fact.occurrences.min.value_or(0) <= 0 && !fact.occurrences.max;
}

// The truth that a criterion has for every patient, if there is one.
std::optional<bool> Constant(const Criterion& criterion) {
  if (const auto* fact = std::get_if<FactCriterion>(&criterion.kind)) {
    if (AlwaysHolds(*fact)) return true;
    return std::nullopt;
  }
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) return std::nullopt;
  int always = 0, never = 0;
  for (size_t i = 0; i < combination->children.size(); ++i) {
    std::optional<bool> child = Constant(combination->children[i]);
    const bool turned = combination->op == Operator::kNot || (combination->op == Operator::kIfThen && i == 0);
    if (child) ++(*child != turned ? always : never);
  }
  const auto size = static_cast<int>(combination->children.size());
  int needed = 1;  // not, any_of, and if_then as "not A or B"
  if (combination->op == Operator::kAllOf) needed = size;
  if (combination->op == Operator::kAtLeast) needed = combination->k;
  if (always >= needed) return true;
  if (size - never < needed) return false;
  return std::nullopt;
}

// Whether more facts make it TRUE (kMore) or FALSE (kFewer).
enum class Direction : uint8_t { kMore, kFewer, kNeither };

Direction DirectionOf(const Criterion& leaf) {
  const auto* fact = std::get_if<FactCriterion>(&leaf.kind);
  if (fact == nullptr || !fact->occurrences.max) return Direction::kMore;
  return fact->occurrences.min.value_or(0) <= 0 ? Direction::kFewer : Direction::kNeither;
}

class CriterionLints {
 public:
  CriterionLints(const LintPlace& place, const std::string& trial_id, Issues& issues)
      : place_(place), trial_id_(trial_id), issues_(issues) {}

  void operator()(const Combination& combination) {
    const std::vector<Criterion>& children = combination.children;
    switch (combination.op) {
      case Operator::kNot: {
        const auto* inner = std::get_if<Combination>(&children[0].kind);
        if (inner != nullptr && inner->op == Operator::kNot) Warn("is a double negation");
        return;
      }
      case Operator::kIfThen:
        return CheckRule(children[0], children[1]);
      default:
        if (children.size() == 1) Warn("combines a single criterion, and could be that criterion");
        if (!place_.required || !ChildrenRequired(combination, place_.wanted)) CheckChildren(combination);
    }
  }

  void operator()(const FactCriterion& fact) {
    CheckPolicy();
    if (AlwaysHolds(fact)) Warn("occurrences from 0 on hold for every patient: the criterion is always TRUE");
    // Of a condition this says for how long at least; a procedure goes on for its day only.
    const bool past = fact.window && fact.window->anchor == nullptr && fact.window->window.end &&
                      fact.window->window.end->count < 0;
    if (fact.category == FactCategory::kProcedure && fact.status == FactStatus::kActive && past) {
      Warn("asks for a procedure that goes on now, but its window ends before now");
    }
  }

  void operator()(const ObservationCriterion& observation) {
    CheckPolicy();
    if (observation.selection == Selection::kAny && !observation.window) {
      Warn("any value ever recorded counts, however old: it has no window");
    }
  }

  void operator()(const DoseStabilityCriterion&) { CheckPolicy(); }
  void operator()(const RelationCriterion&) { CheckPolicy(); }

  void operator()(const ConsentCriterion&) {
    if (place_.required && !place_.wanted) {
      Warn("excludes those who consent: a consent is an inclusion, or stands under not");
    }
  }

  void operator()(const ClockCriterion&) {}
  void operator()(const SexCriterion&) {}
  void operator()(const UnstructuredCriterion&) {}

 private:
  // "If A then B" that is only B, only not A, or nothing at all.
  void CheckRule(const Criterion& condition, const Criterion& consequence) {
    if (const std::optional<bool> constant = Constant(condition)) {
      Warn(*constant ? "the condition is always TRUE: the rule is its consequence alone"
                     : "the condition is never TRUE: the rule asks for nothing");
    }
    if (const std::optional<bool> constant = Constant(consequence)) {
      Warn(*constant ? "the consequence is always TRUE: the rule asks for nothing"
                     : "the consequence is never TRUE: the rule only denies its condition");
    }
    if (!IsLeaf(condition) || !IsLeaf(consequence)) return;
    if (PredicateKey(condition, trial_id_) == PredicateKey(consequence, trial_id_)) {
      Warn("the condition and the consequence are the same");
    }
  }

  // Required children are compared across the whole scope instead (scope_lints.h).
  void CheckChildren(const Combination& combination) {
    absl::flat_hash_map<std::string, bool> turned_of_key;
    bool repeats = false, opposes = false;
    for (const Criterion& child : combination.children) {
      const Criterion* leaf = &child;
      const auto* inner = std::get_if<Combination>(&child.kind);
      const bool turned = inner != nullptr && inner->op == Operator::kNot;
      if (turned) leaf = &inner->children[0];
      if (!IsLeaf(*leaf)) continue;
      const auto [first, is_new] = turned_of_key.emplace(PredicateKey(*leaf, trial_id_), turned);
      if (!is_new) (first->second == turned ? repeats : opposes) = true;
    }
    if (repeats) Warn("has the same criterion twice");
    if (opposes) {
      Warn(combination.op == Operator::kAllOf ? "asks for a criterion and its opposite: it never holds"
                                              : "has a criterion beside its opposite");
    }
  }

  // A policy speaks of the fact. What a missing fact then means for the patient is turned by each `not`, by
  // an exclusion, and by a maximum of occurrences.
  void CheckPolicy() {
    const Direction direction = DirectionOf(*place_.criterion);
    if (direction == Direction::kNeither) return;
    const bool helps_present = place_.wanted == (direction == Direction::kMore);
    const AbsencePolicy lenient =
        helps_present ? AbsencePolicy::kAssumePresent : AbsencePolicy::kAssumeAbsent;
    if (place_.criterion->absence_policy != lenient) return;
    Warn(helps_present
             ? "the absence policy reads a fact that is not recorded as present, and so as eligible"
             : "the absence policy reads a fact that is not recorded as absent, and so as eligible");
  }

  static bool IsLeaf(const Criterion& criterion) {
    return !std::holds_alternative<Combination>(criterion.kind);
  }

  void Warn(std::string description) {
    issues_.push_back({place_.field, std::move(description), Severity::kWarning, place_.criterion->id});
  }

  const LintPlace& place_;
  const std::string& trial_id_;
  Issues& issues_;
};

}  // namespace

void AddCriterionLints(const LintPlace& place, const std::string& trial_id, Issues& issues) {
  std::visit(CriterionLints(place, trial_id, issues), place.criterion->kind);
}

}  // namespace trialmatch
