#include "matching/predicate_sets.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace trialmatch {

PredicateSets::PredicateSets(OwnedPredicates all, const Terminology& terminology)
    : leaves(std::move(all.leaves)),
      predicates(std::move(all.predicates)),
      clocks(predicates),
      classes(predicates, terminology),
      relations(terminology),
      plan_of(predicates.size()) {
  for (PredicateId id = 0; id < predicates.size(); ++id) {
    if (predicates[id].route == LeafRoute::kEveryTime) {
      if (!clocks.Has(id)) every_time.push_back(id);
      continue;
    }
    const Criterion& leaf = *predicates[id].leaf;
    const bool of_facts = !std::holds_alternative<ObservationCriterion>(leaf.kind);
    plan_of[id] = plans.Make(leaf);
    const std::vector<AskedConcepts> asked = ConceptsAskedBy(leaf);
    for (const AskedConcepts& one : asked) {
      const SetId set = relations.Intern(one.category, *one.concepts, of_facts);
      of_one_set.resize(relations.size());
      of_two_sets.resize(relations.size());
      (asked.size() == 1 ? of_one_set : of_two_sets)[set].push_back(id);
    }
  }
  for (const PredicateClasses::Class& one : classes.classes()) {
    std::vector<SetId>& anchors = anchors_of.emplace_back();
    for (const FactCriterion* anchor : one.anchors) {
      anchors.push_back(relations.Intern(anchor->category, anchor->concepts, true));
    }
  }
  of_one_set.resize(relations.size());
  of_two_sets.resize(relations.size());
  const auto plan_key = [this](PredicateId id) {
    const LeafPlan& plan = plan_of[id];
    return std::tuple(plan.kind, plan.window, plan.selection, plan.unit, id);
  };
  for (std::vector<PredicateId>& of_set : of_one_set) {
    std::sort(of_set.begin(), of_set.end(),
              [&](PredicateId a, PredicateId b) { return plan_key(a) < plan_key(b); });
  }
}

}  // namespace trialmatch
