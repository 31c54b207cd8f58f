// Interned predicates: each distinct leaf criterion of many trials once.
#ifndef TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
#define TRIALMATCH_MATCHING_PREDICATE_TABLE_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/criterion.h"
#include "domain/truth.h"
#include "matching/leaf_route.h"
#include "matching/patient_view.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Dense from 0.
using PredicateId = uint32_t;

// A leaf that depends on no person's word; where somebody gave it, the trial is asked whole. The leaf
// outlives it.
struct Predicate {
  const Criterion* leaf = nullptr;
  LeafRoute route = LeafRoute::kEveryTime;
  // Of a relation between two facts of the patient's own: that there is the one, and the other. FALSE where
  // either is, and UNKNOWN unless both are TRUE.
  std::optional<std::pair<PredicateId, PredicateId>> parts = std::nullopt;
};

// The truth of a predicate, by the definition.
Truth EvaluatePredicate(const Predicate& predicate, const PatientView& patient);

// Predicates and the leaves that they point to. A move leaves those where they are.
struct OwnedPredicates {
  // Gives ids anew, so that those whose truths are found and told together stand together: of one class, and
  // in it of one concept set. Returns the new id of each by the old one.
  std::vector<PredicateId> Sort();

  std::deque<Criterion> leaves;
  std::vector<Predicate> predicates;
};

// Gives leaves their ids while an index is built. Not safe for use by several threads.
class PredicateTable {
 public:
  explicit PredicateTable(const Terminology& terminology) : terminology_(terminology) {}

  // The id of the predicate that the leaf is, the same for all leaves with its key. A leaf (no combination,
  // not on the route kByPerson) that is new is copied, without what tells it from others with its key.
  PredicateId Intern(const Criterion& leaf);

  size_t size() const { return predicates_.size(); }

  // By id, and the leaves that they point to, which must be kept with them. The table is spent.
  OwnedPredicates TakePredicates() && { return {std::move(leaves_), std::move(predicates_)}; }

 private:
  void InternParts(PredicateId id);

  const Terminology& terminology_;
  absl::flat_hash_map<std::string, PredicateId> ids_;
  std::deque<Criterion> leaves_;
  std::vector<Predicate> predicates_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
