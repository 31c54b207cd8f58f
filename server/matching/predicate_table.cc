#include "matching/predicate_table.h"

#include "matching/evaluator.h"
#include "matching/predicate_key.h"

namespace trialmatch {

Truth EvaluatePredicate(const Predicate& predicate, const PatientView& patient) {
  // No attestation is for a trial without an id.
  static const auto* const kNoTrial = new std::string;
  return EvaluateCriterion(*predicate.leaf, *kNoTrial, patient, nullptr);
}

PredicateId PredicateTable::Intern(const Criterion& leaf) {
  const auto next = static_cast<PredicateId>(predicates_.size());
  const auto [entry, is_new] = ids_.try_emplace(UnattestedKey(leaf), next);
  if (is_new) {
    Criterion& kept = leaves_.emplace_back();
    kept.absence_policy = leaf.absence_policy;
    kept.kind = leaf.kind;
    predicates_.push_back({&kept, RouteOf(kept, terminology_)});
  }
  return entry->second;
}

}  // namespace trialmatch
