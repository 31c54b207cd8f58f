// What does not change from patient to patient: the predicates, and the ways to their truths.
#ifndef TRIALMATCH_MATCHING_PREDICATE_SETS_H_
#define TRIALMATCH_MATCHING_PREDICATE_SETS_H_

#include <array>
#include <deque>
#include <vector>

#include "matching/concept_relations.h"
#include "matching/leaf_plan.h"
#include "matching/monotone_groups.h"
#include "matching/predicate_classes.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// All that is looked at to find the truth of a leaf that asks for one set, side by side.
struct PlannedLeaf {
  PredicateId id;
  std::array<ClassId, 2> classes;  // the coarse one and the fine one
  const Criterion* leaf;
  LeafPlan plan;
};

// Immutable and safe for use by any number of threads. The terminology outlives it.
struct PredicateSets {
  PredicateSets(OwnedPredicates all, const Terminology& terminology);

  std::deque<Criterion> leaves;  // of the predicates
  std::vector<Predicate> predicates;
  MonotoneGroups clocks;
  std::vector<PredicateId> every_time;  // on that route and in none of those groups
  PredicateClasses classes;
  std::vector<std::vector<SetId>> anchors_of;  // by class

  // Of those on the route kByConcept: the concept sets that they ask for, and, by set, the predicates that
  // ask for one alone (in the order of their plans, so that what they share is found once) and those that ask
  // for two.
  ConceptRelations relations;
  std::vector<std::array<SetId, 2>> sets_of;  // by predicate; twice the same where it asks for one
  std::vector<std::vector<PlannedLeaf>> of_one_set;
  std::vector<std::vector<PredicateId>> of_two_sets;
  LeafPlans plans;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_PREDICATE_SETS_H_
