#include "matching/compiled_trial.h"

#include <variant>

namespace trialmatch {

class CompiledTrials::Builder {
 public:
  Builder(CompiledTrials& compiled, PredicateTable& predicates)
      : compiled_(compiled), predicates_(predicates) {}

  void AddTrial(const Trial& trial) {
    Part part{static_cast<uint32_t>(compiled_.literals_.size()), 0, 0, Open(Node::Kind::kAllOf)};
    for (const Criterion& criterion : trial.criteria.inclusion) AddConjunct(criterion, Truth::kTrue);
    for (const Criterion& criterion : trial.criteria.exclusion) AddConjunct(criterion, Truth::kFalse);
    if (!trial.cohorts.empty()) {
      const uint32_t any = Open(Node::Kind::kAnyOf);
      for (const Cohort& cohort : trial.cohorts) AddCohort(cohort);
      Close(any);
    }
    Close(part.rest);
    part.literal_count = static_cast<uint32_t>(compiled_.literals_.size()) - part.first_literal;
    part.capped = capped_;
    compiled_.trials_.push_back(part);
  }

 private:
  void AddCohort(const Cohort& cohort) {
    const uint32_t all = Open(Node::Kind::kAllOf);
    for (const Criterion& criterion : cohort.criteria.inclusion) AddTree(criterion);
    for (const Criterion& criterion : cohort.criteria.exclusion) AddNegation(criterion);
    Close(all);
  }

  // One of the root's children: through combinations that leave no choice down to gates and trees.
  void AddConjunct(const Criterion& criterion, Truth needed) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) return AddMandatoryLeaf(criterion, needed);
    if (AddParts(*combination, needed)) return;
    needed == Truth::kTrue ? AddTree(criterion) : AddNegation(criterion);
  }

  void AddMandatoryLeaf(const Criterion& leaf, Truth needed) {
    if (IsByPerson(leaf)) {
      capped_ = true;
    } else {
      compiled_.literals_.emplace_back(predicates_.Intern(leaf), needed == Truth::kFalse);
    }
  }

  // False when there is a choice.
  bool AddParts(const Combination& combination, Truth needed) {
    const std::vector<Criterion>& children = combination.children;
    if (combination.op == Operator::kNot) {
      AddConjunct(children[0], Not(needed));
    } else if (combination.op == Operator::kIfThen && needed == Truth::kFalse) {
      AddConjunct(children[0], Truth::kTrue);
      AddConjunct(children[1], Truth::kFalse);
    } else if ((combination.op == Operator::kAllOf && needed == Truth::kTrue) ||
               (combination.op == Operator::kAnyOf && needed == Truth::kFalse)) {
      for (const Criterion& child : children) AddConjunct(child, needed);
    } else {
      return false;
    }
    return true;
  }

  void AddNegation(const Criterion& criterion) {
    const uint32_t negation = Open(Node::Kind::kNot);
    AddTree(criterion);
    Close(negation);
  }

  void AddTree(const Criterion& criterion) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) return AddLeaf(criterion);
    const uint32_t node = Open(KindOf(combination->op), static_cast<uint32_t>(combination->k));
    for (const Criterion& child : combination->children) AddTree(child);
    Close(node);
  }

  void AddLeaf(const Criterion& leaf) {
    IsByPerson(leaf) ? Open(Node::Kind::kUnknown) : Open(Node::Kind::kLeaf, predicates_.Intern(leaf));
  }

  static Node::Kind KindOf(Operator op) {
    switch (op) {
      case Operator::kAllOf:
        return Node::Kind::kAllOf;
      case Operator::kAnyOf:
        return Node::Kind::kAnyOf;
      case Operator::kNot:
        return Node::Kind::kNot;
      case Operator::kIfThen:
        return Node::Kind::kIfThen;
      case Operator::kAtLeast:
        break;
    }
    return Node::Kind::kAtLeast;
  }

  uint32_t Open(Node::Kind kind, uint32_t argument = 0) {
    const auto index = static_cast<uint32_t>(compiled_.nodes_.size());
    compiled_.nodes_.push_back({kind, argument, index + 1});
    return index;
  }
  void Close(uint32_t node) { compiled_.nodes_[node].end = static_cast<uint32_t>(compiled_.nodes_.size()); }

  CompiledTrials& compiled_;
  PredicateTable& predicates_;
  bool capped_ = false;
};

void CompiledTrials::Add(const Trial& trial, PredicateTable& predicates) {
  Builder(*this, predicates).AddTrial(trial);
}

std::vector<PredicateId> CompiledTrials::PredicatesInRest(size_t position) const {
  std::vector<PredicateId> predicates;
  const uint32_t root = trials_[position].rest;
  for (uint32_t node = root; node < nodes_[root].end; ++node) {
    if (nodes_[node].kind == Node::Kind::kLeaf) predicates.push_back(nodes_[node].argument);
  }
  return predicates;
}

}  // namespace trialmatch
