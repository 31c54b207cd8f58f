// What does not change from patient to patient: the predicates, and the ways to their truths.
#ifndef TRIALMATCH_MATCHING_PREDICATE_SETS_H_
#define TRIALMATCH_MATCHING_PREDICATE_SETS_H_

#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "absl/types/span.h"
#include "matching/concept_relations.h"
#include "matching/large_vector.h"
#include "matching/leaf_plan.h"
#include "matching/list_column.h"
#include "matching/monotone_groups.h"
#include "matching/predicate_bundles.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// All that is looked at to find the truth of a leaf that asks for one set, in one line of the cache.
struct alignas(64) PlannedLeaf : LeafPlan {
  PlannedLeaf(const LeafPlan& plan, PredicateId predicate, std::array<ClassId, 2> coarse_and_fine)
      : LeafPlan(plan), id(predicate), classes(coarse_and_fine) {}

  PredicateId id;
  std::array<ClassId, 2> classes;
};
static_assert(sizeof(PlannedLeaf) == 64);

// Immutable and safe for use by any number of threads. The terminology outlives it.
struct PredicateSets {
  PredicateSets(OwnedPredicates all, const Terminology& terminology);

  std::deque<Criterion> leaves;  // of the predicates
  std::vector<Predicate> predicates;
  MonotoneGroups clocks;
  std::vector<PredicateId> every_time;  // on that route and in none of those groups
  PredicateClasses classes;
  PredicateBundles bundles;
  ListColumn<SetId> anchors_of;  // by class

  // Of those on the route kByConcept: the concept sets that they ask for, and, by set, the predicates that
  // ask for two.
  ConceptRelations relations;
  std::vector<std::array<SetId, 2>> sets_of;  // by predicate; twice the same where it asks for one
  ListColumn<PredicateId> of_two_sets;        // by set
  // Those that ask for the set alone, in the order of their plans, so that what they share is found once.
  absl::Span<const PlannedLeaf> OfOneSet(SetId set) const {
    return absl::MakeConstSpan(of_one_set_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }
  // Has what OfOneSet reads fetched: first where it is, a little later what is there.
  void PrefetchPlace(SetId set) const {
    __builtin_prefetch(&begins_[set]);
    of_two_sets.PrefetchPlace(set);
  }
  void Prefetch(SetId set) const;
  LeafPlans plans;

 private:
  LargeVector<PlannedLeaf> of_one_set_;
  std::vector<uint32_t> begins_;  // by set, and the end
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_SETS_H_
