#include "tests/benchmark/peers/trial_rows.h"

#include <utility>
#include <variant>

#include "matching/leaf_route.h"

namespace trialmatch::bench {
namespace {

using Tree = TrialRows::Tree;

class RowMaker {
 public:
  explicit RowMaker(LeafTable& leaves) : leaves_(leaves) {}

  Tree All(const CriteriaLists& lists) {
    Tree all;
    for (const Criterion& criterion : lists.inclusion) Add(criterion, false, all);
    for (const Criterion& criterion : lists.exclusion) Add(criterion, true, all);
    all.k = static_cast<uint32_t>(lists.inclusion.size() + lists.exclusion.size()) - held_;
    held_ = 0;
    return all;
  }

 private:
  // Adds a child; one that always holds is counted instead.
  void Add(const Criterion& criterion, bool negated, Tree& parent) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) {
      if (IsByPerson(criterion)) {
        ++held_;
      } else {
        parent.literals.push_back(leaves_.LiteralOf(criterion, negated));
      }
      return;
    }
    const uint32_t held_before = std::exchange(held_, 0);
    Tree tree = Make(*combination, negated);
    held_ = held_before;
    if (tree.k == 0) {
      ++held_;
    } else {
      parent.trees.push_back(std::move(tree));
    }
  }

  Tree Make(const Combination& combination, bool negated) {
    Tree tree;
    const auto count = static_cast<uint32_t>(combination.children.size());
    for (size_t i = 0; i < count; ++i) {
      const bool turns = combination.op == Operator::kNot || (combination.op == Operator::kIfThen && i == 0);
      Add(combination.children[i], negated != turns, tree);
    }
    // All, any, and k of n become all but so many of the negations.
    const uint32_t k = Needed(combination, count);
    const uint32_t needed = negated ? count + 1 - k : k;
    tree.k = needed > held_ ? needed - held_ : 0;
    return tree;
  }

  static uint32_t Needed(const Combination& combination, uint32_t count) {
    switch (combination.op) {
      case Operator::kAllOf:
        return count;
      case Operator::kAtLeast:
        return static_cast<uint32_t>(combination.k);
      case Operator::kAnyOf:
      case Operator::kNot:
      case Operator::kIfThen:
        break;
    }
    return 1;
  }

  LeafTable& leaves_;
  uint32_t held_ = 0;  // children that always hold, of the tree at hand
};

// All of its children: they can be its parent's.
bool IsAll(const Tree& tree) { return tree.k == tree.literals.size() + tree.trees.size(); }

void Flatten(Tree tree, TrialRows& rows) {
  if (!IsAll(tree)) return rows.trees.push_back(std::move(tree));
  rows.needs.insert(tree.literals.begin(), tree.literals.end());
  for (Tree& child : tree.trees) Flatten(std::move(child), rows);
}

}  // namespace

TrialRows RowsOf(const Trial& trial, LeafTable& leaves) {
  TrialRows rows;
  RowMaker maker(leaves);
  Flatten(maker.All(trial.criteria), rows);
  if (trial.cohorts.empty()) return rows;
  Tree any;
  any.k = 1;
  for (const Cohort& cohort : trial.cohorts) {
    Tree all = maker.All(cohort.criteria);
    if (all.k == 0) return rows;  // everybody fits
    any.trees.push_back(std::move(all));
  }
  Flatten(std::move(any), rows);
  return rows;
}

}  // namespace trialmatch::bench
