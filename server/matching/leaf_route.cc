#include "matching/leaf_route.h"

#include <algorithm>
#include <variant>

#include "matching/concept_match.h"
#include "matching/fact_evaluator.h"
#include "matching/observation_evaluator.h"

namespace trialmatch {
namespace {

struct ConceptCollector {
  std::vector<AskedConcepts> operator()(const FactCriterion& kind) const {
    return {{kind.category, &kind.concepts}};
  }
  std::vector<AskedConcepts> operator()(const ObservationCriterion& kind) const {
    return {{FactCategory::kObservation, &kind.concepts}};
  }
  std::vector<AskedConcepts> operator()(const DoseStabilityCriterion& kind) const {
    return {{FactCategory::kMedication, &kind.concepts}};
  }
  std::vector<AskedConcepts> operator()(const RelationCriterion& kind) const {
    return {{kind.effect->category, &kind.effect->concepts}, {kind.cause->category, &kind.cause->concepts}};
  }
  template <typename Other>
  std::vector<AskedConcepts> operator()(const Other&) const {
    return {};
  }
};

struct LoadedCheck {
  const Terminology& terminology;

  bool operator()(const FactCriterion& kind) const { return AllResolve(kind, terminology); }
  bool operator()(const ObservationCriterion& kind) const { return AllResolve(kind, terminology); }
  bool operator()(const DoseStabilityCriterion& kind) const { return Resolves(kind.concepts, terminology); }
  bool operator()(const RelationCriterion& kind) const {
    return AllResolve(*kind.effect, terminology) && AllResolve(*kind.cause, terminology);
  }
  template <typename Other>
  bool operator()(const Other&) const {
    return true;
  }
};

// A set of which everything is excluded is covered by any refutation, related or not.
bool HasMembers(const ConceptSet& set, const Terminology& terminology) {
  return set.exclude.empty() || !terminology.Members(set).empty();
}

}  // namespace

std::vector<AskedConcepts> ConceptsAskedBy(const Criterion& leaf) {
  return std::visit(ConceptCollector{}, leaf.kind);
}

bool IsByPerson(const Criterion& leaf) {
  return std::holds_alternative<ConsentCriterion>(leaf.kind) ||
         std::holds_alternative<UnstructuredCriterion>(leaf.kind);
}

LeafRoute RouteOf(const Criterion& leaf, const Terminology& terminology) {
  if (IsByPerson(leaf)) return LeafRoute::kByPerson;
  if (!std::visit(LoadedCheck{terminology}, leaf.kind)) return LeafRoute::kEveryTime;
  const std::vector<AskedConcepts> asked = ConceptsAskedBy(leaf);
  const auto plain = [&](const AskedConcepts& one) {
    // What biology rules out depends on which state is asked.
    return one.category != FactCategory::kReproductiveState && HasMembers(*one.concepts, terminology);
  };
  const bool by_concept = !asked.empty() && std::all_of(asked.begin(), asked.end(), plain);
  return by_concept ? LeafRoute::kByConcept : LeafRoute::kEveryTime;
}

}  // namespace trialmatch
