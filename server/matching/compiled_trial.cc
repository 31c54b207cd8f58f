#include "matching/compiled_trial.h"

#include <string>
#include <variant>

namespace trialmatch {

void CompiledTrials::Add(const Trial& trial, PredicateTable& predicates) {
  roots_.push_back(Open(Node::Kind::kAllOf));
  AddLists(trial.criteria, trial.id, predicates);
  if (!trial.cohorts.empty()) {
    const uint32_t any = Open(Node::Kind::kAnyOf);
    for (const Cohort& cohort : trial.cohorts) {
      const uint32_t all = Open(Node::Kind::kAllOf);
      AddLists(cohort.criteria, trial.id, predicates);
      Close(all);
    }
    Close(any);
  }
  Close(roots_.back());
}

uint32_t CompiledTrials::Open(Node::Kind kind, uint32_t argument) {
  const auto index = static_cast<uint32_t>(nodes_.size());
  nodes_.push_back({kind, argument, index + 1});
  return index;
}

void CompiledTrials::AddLists(const CriteriaLists& lists, const std::string& trial_id,
                              PredicateTable& predicates) {
  for (const Criterion& criterion : lists.inclusion) AddCriterion(criterion, trial_id, predicates);
  for (const Criterion& criterion : lists.exclusion) {
    const uint32_t negation = Open(Node::Kind::kNot);
    AddCriterion(criterion, trial_id, predicates);
    Close(negation);
  }
}

void CompiledTrials::AddCriterion(const Criterion& criterion, const std::string& trial_id,
                                  PredicateTable& predicates) {
  const auto* combination = std::get_if<Combination>(&criterion.kind);
  if (combination == nullptr) {
    Open(Node::Kind::kLeaf, predicates.Intern(criterion, trial_id));
    return;
  }
  const auto kind = [combination] {
    switch (combination->op) {
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
  }();
  const uint32_t node = Open(kind, static_cast<uint32_t>(combination->k));
  for (const Criterion& child : combination->children) AddCriterion(child, trial_id, predicates);
  Close(node);
}

Truth CompiledTrials::Find(uint32_t node, PredicateTruths& truths) const {
  switch (nodes_[node].kind) {
    case Node::Kind::kLeaf:
      return truths.Of(nodes_[node].argument);
    case Node::Kind::kAllOf:
      return FindAllOf(node, truths);
    case Node::Kind::kAnyOf:
      return FindAnyOf(node, truths);
    case Node::Kind::kNot:
      return Not(Find(node + 1, truths));
    case Node::Kind::kIfThen: {
      const Truth condition = Find(node + 1, truths);
      if (condition == Truth::kFalse) return Truth::kTrue;
      return Implies(condition, Find(nodes_[node + 1].end, truths));
    }
    case Node::Kind::kAtLeast:
      break;
  }
  return FindAtLeast(node, truths);
}

Truth CompiledTrials::FindAllOf(uint32_t node, PredicateTruths& truths) const {
  Truth all = Truth::kTrue;
  for (uint32_t child = node + 1; child < nodes_[node].end; child = nodes_[child].end) {
    all = And(all, Find(child, truths));
    if (all == Truth::kFalse) break;
  }
  return all;
}

Truth CompiledTrials::FindAnyOf(uint32_t node, PredicateTruths& truths) const {
  Truth any = Truth::kFalse;
  for (uint32_t child = node + 1; child < nodes_[node].end; child = nodes_[child].end) {
    any = Or(any, Find(child, truths));
    if (any == Truth::kTrue) break;
  }
  return any;
}

Truth CompiledTrials::FindAtLeast(uint32_t node, PredicateTruths& truths) const {
  const int64_t k = nodes_[node].argument;
  int64_t true_count = 0;
  int64_t unknown_count = 0;
  for (uint32_t child = node + 1; child < nodes_[node].end; child = nodes_[child].end) {
    const Truth truth = Find(child, truths);
    true_count += truth == Truth::kTrue;
    unknown_count += truth == Truth::kUnknown;
    if (true_count == k) break;
  }
  return AtLeast(k, true_count, unknown_count);
}

}  // namespace trialmatch
