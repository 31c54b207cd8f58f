#include "matching/compiled_trial.h"

#include <variant>

namespace trialmatch {

class CompiledTrials::Builder {
 public:
  Builder(CompiledTrials& compiled, PredicateTable& predicates)
      : compiled_(compiled), predicates_(predicates) {}

  void AddTrial(const Trial& trial) {
    Part part{static_cast<uint32_t>(compiled_.literals_.size()), compiled_.trees_.end()};
    for (const Criterion& criterion : trial.criteria.inclusion) AddConjunct(criterion, Truth::kTrue);
    for (const Criterion& criterion : trial.criteria.exclusion) AddConjunct(criterion, Truth::kFalse);
    if (!trial.cohorts.empty()) {
      const uint32_t any = compiled_.trees_.Open();
      for (const Cohort& cohort : trial.cohorts) AddCohort(cohort.criteria);
      compiled_.trees_.CloseAny(any, trial.cohorts.size());
    }
    if (capped_) part.first_rest |= kCapped;
    compiled_.trials_.push_back(part);
    DropRepeated(part.first_literal);
  }

 private:
  void AddCohort(const CriteriaLists& criteria) {
    const uint32_t all = compiled_.trees_.Open();
    for (const Criterion& criterion : criteria.inclusion) compiled_.trees_.Add(criterion, false, predicates_);
    for (const Criterion& criterion : criteria.exclusion) compiled_.trees_.Add(criterion, true, predicates_);
    compiled_.trees_.CloseAll(all, criteria.inclusion.size() + criteria.exclusion.size());
  }

  // One of the root's children: through combinations that leave no choice down to leaves and trees.
  void AddConjunct(const Criterion& criterion, Truth needed) {
    const auto* combination = std::get_if<Combination>(&criterion.kind);
    if (combination == nullptr) return AddMandatoryLeaf(criterion, needed);
    if (!AddParts(*combination, needed)) {
      compiled_.trees_.Add(criterion, needed == Truth::kFalse, predicates_);
    }
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

  // A literal counts once (see Baseline).
  void DropRepeated(uint32_t first) {
    const auto begin = compiled_.literals_.begin() + first;
    auto end = begin;
    for (auto literal = begin; literal != compiled_.literals_.end(); ++literal) {
      if (std::find(begin, end, *literal) == end) *end++ = *literal;
    }
    compiled_.literals_.erase(end, compiled_.literals_.end());
  }

  CompiledTrials& compiled_;
  PredicateTable& predicates_;
  bool capped_ = false;
};

void CompiledTrials::Add(const Trial& trial, PredicateTable& predicates) {
  Builder(*this, predicates).AddTrial(trial);
}

void CompiledTrials::Renumber(absl::Span<const PredicateId> new_ids) {
  for (Literal& literal : literals_) literal = Literal(new_ids[literal.predicate()], literal.negated());
  trees_.Renumber(new_ids);
}

void CompiledTrials::Finish(size_t predicates, absl::FunctionRef<uint64_t(Literal, uint32_t uses)> cost) {
  std::vector<uint32_t> uses(predicates, 0);
  for (const Literal& literal : literals_) ++uses[literal.predicate()];
  trees_.CountUses(uses);
  const auto cost_of = [&](Literal literal) { return cost(literal, uses[literal.predicate()]); };
  for (size_t i = 0; i < size(); ++i) {
    const uint32_t begin = RestBegin(i);
    const uint32_t end = i + 1 < size() ? RestBegin(i + 1) : trees_.end();
    if (trees_.MarkGuards(begin, end, cost_of)) trials_[i].first_literal |= kBacked;
    if (trees_.AreNeverMet(begin, end)) trials_[i].first_literal |= kNeverMet;
    trials_[i].first_rest = rests_.end() | (trials_[i].first_rest & kCapped);
    rests_.Add(trees_, begin, end);
  }
  trees_ = ThresholdTrees();
  trials_.shrink_to_fit();
  literals_.shrink_to_fit();
  rests_.ShrinkToFit();
}

}  // namespace trialmatch
