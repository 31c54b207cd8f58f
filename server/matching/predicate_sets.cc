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
      sets_of(predicates.size()) {
  for (PredicateId id = 0; id < predicates.size(); ++id) {
    if (predicates[id].route == LeafRoute::kEveryTime) {
      if (!clocks.Has(id)) every_time.push_back(id);
      continue;
    }
    const Criterion& leaf = *predicates[id].leaf;
    const bool of_facts = !std::holds_alternative<ObservationCriterion>(leaf.kind);
    const std::vector<AskedConcepts> asked = ConceptsAskedBy(leaf);
    for (size_t i = 0; i < asked.size(); ++i) {
      const SetId set = relations.Intern(asked[i].category, *asked[i].concepts, of_facts);
      std::fill(sets_of[id].begin() + static_cast<ptrdiff_t>(i), sets_of[id].end(), set);
      of_one_set.resize(relations.size());
      of_two_sets.resize(relations.size());
      if (asked.size() == 1) {
        const std::array<ClassId, 2> both = {classes.ClassOf(id, false), classes.ClassOf(id, true)};
        of_one_set[set].push_back({id, both, &leaf, plans.Make(leaf)});
      } else {
        of_two_sets[set].push_back(id);
      }
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
  const auto key = [](const PlannedLeaf& one) {
    return std::tuple(one.plan.kind, one.plan.window, one.plan.selection, one.plan.unit, one.id);
  };
  for (std::vector<PlannedLeaf>& of_set : of_one_set) {
    std::sort(of_set.begin(), of_set.end(),
              [&](const PlannedLeaf& a, const PlannedLeaf& b) { return key(a) < key(b); });
    of_set.shrink_to_fit();
  }
}

}  // namespace trialmatch
