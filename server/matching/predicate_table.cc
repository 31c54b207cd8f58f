#include "matching/predicate_table.h"

#include "matching/evaluator.h"
#include "matching/predicate_key.h"

namespace trialmatch {

PredicateId PredicateTable::Intern(const Criterion& leaf, const std::string& trial_id) {
  const auto next = static_cast<PredicateId>(predicates_.size());
  const auto [entry, is_new] = ids_.try_emplace(PredicateKey(leaf, trial_id), next);
  if (is_new) predicates_.push_back({&leaf, &trial_id});
  return entry->second;
}

Truth PredicateTruths::Find(PredicateId id) const {
  const Predicate& predicate = predicates_[id];
  return EvaluateCriterion(*predicate.leaf, *predicate.trial_id, patient_, nullptr);
}

}  // namespace trialmatch
