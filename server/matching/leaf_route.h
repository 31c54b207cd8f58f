// How the index comes to the truth of a leaf.
#ifndef TRIALMATCH_MATCHING_LEAF_ROUTE_H_
#define TRIALMATCH_MATCHING_LEAF_ROUTE_H_

#include <cstdint>
#include <vector>

#include "domain/criterion.h"
#include "domain/fact.h"
#include "terminology/terminology.h"

namespace trialmatch {

enum class LeafRoute : uint8_t {
  // UNKNOWN unless somebody attested it or consented for the very trial.
  kByPerson,
  // Asked anew of every patient: clocks, sexes, reproductive states, and what is not loaded.
  kEveryTime,
  // By related codes: where the patient has none, the truth of its class (see UntouchedKey).
  kByConcept,
};

// True iff the route is kByPerson.
bool IsByPerson(const Criterion& leaf);

// `leaf` is not a combination.
LeafRoute RouteOf(const Criterion& leaf, const Terminology& terminology);

// Facts of the category whose codes are related to the concepts may change a leaf.
struct AskedConcepts {
  FactCategory category;
  const ConceptSet* concepts;
};

// Of a leaf on the route kByConcept, at least one; they live as long as the leaf.
std::vector<AskedConcepts> ConceptsAskedBy(const Criterion& leaf);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_LEAF_ROUTE_H_
