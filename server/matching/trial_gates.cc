#include "matching/trial_gates.h"

#include <string>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"

namespace trialmatch {
namespace {

bool IsGateKind(const Criterion& leaf) {
  if (const auto* fact = std::get_if<FactCriterion>(&leaf.kind)) {
    return fact->category == FactCategory::kCondition;
  }
  return std::holds_alternative<ClockCriterion>(leaf.kind) || std::holds_alternative<SexCriterion>(leaf.kind);
}

class GateCollector {
 public:
  explicit GateCollector(PredicateTable& predicates) : predicates_(predicates) {}

  // Positions come in ascending order.
  void Add(uint32_t position, const Trial& trial) {
    position_ = position;
    for (const Criterion& criterion : trial.criteria.inclusion) Add(criterion, Truth::kTrue, trial.id);
    for (const Criterion& criterion : trial.criteria.exclusion) Add(criterion, Truth::kFalse, trial.id);
  }

  std::vector<Gate> Take() && { return std::move(gates_); }

 private:
  // `needed`: the truth without which the trial is lost.
  void Add(const Criterion& criterion, Truth needed, const std::string& trial_id) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination != nullptr) {
      AddCombination(*combination, needed, trial_id);
    } else if (IsGateKind(criterion)) {
      AddLeaf(predicates_.Intern(criterion, trial_id), Not(needed));
    }
  }

  void AddCombination(const Combination& combination, Truth needed, const std::string& trial_id) {
    const std::vector<Criterion>& children = combination.children;
    if (combination.op == Operator::kNot) {
      Add(children[0], Not(needed), trial_id);
    } else if (combination.op == Operator::kIfThen && needed == Truth::kFalse) {
      Add(children[0], Truth::kTrue, trial_id);
      Add(children[1], Truth::kFalse, trial_id);
    } else if ((combination.op == Operator::kAllOf && needed == Truth::kTrue) ||
               (combination.op == Operator::kAnyOf && needed == Truth::kFalse)) {
      for (const Criterion& child : children) Add(child, needed, trial_id);
    }
  }

  void AddLeaf(PredicateId predicate, Truth shut_when) {
    const auto [entry, is_new] = places_.try_emplace({predicate, shut_when}, gates_.size());
    if (is_new) gates_.push_back({predicate, shut_when, {}});
    std::vector<uint32_t>& positions = gates_[entry->second].positions;
    if (positions.empty() || positions.back() != position_) positions.push_back(position_);
  }

  PredicateTable& predicates_;
  uint32_t position_ = 0;
  std::vector<Gate> gates_;
  absl::flat_hash_map<std::pair<PredicateId, Truth>, size_t> places_;
};

}  // namespace

std::vector<Gate> FindGates(absl::Span<const std::shared_ptr<const Trial>> trials,
                            PredicateTable& predicates) {
  GateCollector collector(predicates);
  for (size_t i = 0; i < trials.size(); ++i) collector.Add(static_cast<uint32_t>(i), *trials[i]);
  return std::move(collector).Take();
}

}  // namespace trialmatch
