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
  if (!is_new) return entry->second;
  Criterion& kept = leaves_.emplace_back();
  kept.absence_policy = leaf.absence_policy;
  kept.kind = leaf.kind;
  predicates_.push_back({&kept, RouteOf(kept, terminology_)});
  InternParts(next);
  return next;
}

void PredicateTable::InternParts(PredicateId id) {
  const Criterion& leaf = *predicates_[id].leaf;
  const auto* relation = std::get_if<RelationCriterion>(&leaf.kind);
  if (relation == nullptr || predicates_[id].route != LeafRoute::kByConcept) return;
  // An ability may be attested where it stands alone.
  const auto is_plain = [](const FactCriterion& part) {
    return part.subjects == Subjects{Subject::kPatient} && part.category != FactCategory::kAbility;
  };
  if (!is_plain(*relation->effect) || !is_plain(*relation->cause)) return;
  const auto intern = [&](const FactCriterion& part) {
    Criterion alone;
    alone.absence_policy = leaf.absence_policy;
    alone.kind = part;
    return Intern(alone);
  };
  const PredicateId effect = intern(*relation->effect);
  predicates_[id].parts = {effect, intern(*relation->cause)};
}

std::vector<PredicateId> OwnedPredicates::Sort() {
  std::vector<std::pair<std::string, std::string>> keys;
  for (const Predicate& one : predicates)
    keys.emplace_back(UntouchedKey(*one.leaf), UnattestedKey(*one.leaf));
  std::vector<PredicateId> sorted(predicates.size());
  std::iota(sorted.begin(), sorted.end(), PredicateId{0});
  std::sort(sorted.begin(), sorted.end(), [&](PredicateId a, PredicateId b) { return keys[a] < keys[b]; });
  std::vector<PredicateId> new_ids(predicates.size());
  for (PredicateId id = 0; id < sorted.size(); ++id) new_ids[sorted[id]] = id;
  std::vector<Predicate> renumbered;
  for (const PredicateId old : sorted) {
    Predicate& one = renumbered.emplace_back(predicates[old]);
    if (one.parts) one.parts = {new_ids[one.parts->first], new_ids[one.parts->second]};
  }
  predicates = std::move(renumbered);
  return new_ids;
}

}  // namespace trialmatch
