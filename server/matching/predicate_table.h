// Interned predicates: each distinct leaf criterion of many trials once.
#ifndef TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
#define TRIALMATCH_MATCHING_PREDICATE_TABLE_H_

#include <cstdint>
#include <string>
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
};

// The truth of a predicate, by the definition.
Truth EvaluatePredicate(const Predicate& predicate, const PatientView& patient);

// Gives leaves their ids while an index is built. Not safe for use by several threads.
class PredicateTable {
 public:
  explicit PredicateTable(const Terminology& terminology) : terminology_(terminology) {}

  // The id of the predicate that the leaf is, the same for all leaves with its key. `leaf` (no combination,
  // not on the route kByPerson) outlives the predicates.
  PredicateId Intern(const Criterion& leaf);

  size_t size() const { return predicates_.size(); }

  // By id. The table is spent.
  std::vector<Predicate> TakePredicates() && { return std::move(predicates_); }

 private:
  const Terminology& terminology_;
  absl::flat_hash_map<std::string, PredicateId> ids_;
  std::vector<Predicate> predicates_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_TABLE_H_
