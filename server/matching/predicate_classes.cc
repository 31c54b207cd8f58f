#include "matching/predicate_classes.h"

#include <string>

#include "absl/container/flat_hash_map.h"
#include "matching/predicate_key.h"

namespace trialmatch {
namespace {

PredicateClasses::Categories CategoriesOf(const Criterion& leaf) {
  PredicateClasses::Categories categories;
  for (const AskedConcepts& asked : ConceptsAskedBy(leaf)) {
    categories.set(static_cast<size_t>(asked.category));
  }
  return categories;
}

}  // namespace

PredicateClasses::PredicateClasses(const std::vector<Predicate>& predicates, const Terminology& terminology) {
  for (const bool fine : {false, true}) {
    absl::flat_hash_map<std::string, size_t> places;
    for (PredicateId id = 0; id < predicates.size(); ++id) {
      if (predicates[id].route != LeafRoute::kByConcept) continue;
      const Criterion& leaf = *predicates[id].leaf;
      const std::string key = fine ? ForeignKey(leaf, terminology) : UntouchedKey(leaf);
      const auto [entry, is_new] = places.try_emplace(key, classes_.size());
      if (is_new) classes_.push_back({{}, CategoriesOf(leaf), fine});
      classes_[entry->second].members.push_back(id);
    }
  }
}

}  // namespace trialmatch
