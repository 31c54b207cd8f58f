#include "matching/predicate_sets.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

namespace trialmatch {

PredicateSets::PredicateSets(OwnedPredicates all, const Terminology& terminology)
    : leaves(std::move(all.leaves)),
      predicates(std::move(all.predicates)),
      clocks(predicates),
      classes(predicates, terminology),
      bundles(classes, predicates.size()),
      relations(terminology),
      sets_of(predicates.size()) {
  std::vector<std::pair<SetId, PlannedLeaf>> of_one_set;
  std::vector<std::vector<PredicateId>> of_two;
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
      of_two.resize(relations.size());
      if (asked.size() == 1) {
        const std::array<ClassId, 2> both = {classes.ClassOf(id, false), classes.ClassOf(id, true)};
        of_one_set.emplace_back(set, PlannedLeaf(plans.Make(leaf), id, both));
      } else {
        of_two[set].push_back(id);
      }
    }
  }
  for (const PredicateClasses::Class& one : classes.classes()) {
    for (const FactCriterion* anchor : one.anchors) {
      anchors_of.Append(relations.Intern(anchor->category, anchor->concepts, true));
    }
    anchors_of.EndList();
  }
  of_two.resize(relations.size());
  for (const std::vector<PredicateId>& ids : of_two) {
    for (const PredicateId id : ids) of_two_sets.Append(id);
    of_two_sets.EndList();
  }
  const auto key = [](const std::pair<SetId, PlannedLeaf>& one) {
    const PlannedLeaf& leaf = one.second;
    return std::tuple(one.first, leaf.kind, leaf.window, leaf.selection, leaf.unit, leaf.id);
  };
  std::sort(of_one_set.begin(), of_one_set.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  begins_.assign(relations.size() + 1, 0);
  of_one_set_.reserve(of_one_set.size());
  for (auto& [set, leaf] : of_one_set) {
    ++begins_[set + 1];
    of_one_set_.push_back(std::move(leaf));
  }
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
}

void PredicateSets::Prefetch(SetId set) const {
  constexpr uint32_t kLines = 4;  // more are fetched as they are read
  const uint32_t end = std::min(begins_[set + 1], begins_[set] + kLines);
  for (uint32_t i = begins_[set]; i < end; ++i) __builtin_prefetch(&of_one_set_[i]);
}

}  // namespace trialmatch
