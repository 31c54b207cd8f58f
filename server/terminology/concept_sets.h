// The algebra of concept sets over a concept graph.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_

#include <vector>

#include "absl/types/span.h"
#include "domain/code.h"
#include "terminology/concept_graph.h"
#include "terminology/concept_set.h"

namespace trialmatch {

// A concept set whose codes were looked up in a graph, which outlives it. Cheap to make: one lookup per code.
class ResolvedSet {
 public:
  ResolvedSet(const ConceptGraph& graph, const ConceptSet& set);

  Classification Classify(const Code& recorded) const;
  bool CoveredBy(absl::Span<const ConceptId> refuted) const;
  std::vector<ConceptId> Members() const;

 private:
  // One side of the set: what is included, or what is excluded.
  struct Side {
    struct Entry {
      ConceptId id;
      bool with_descendants;
    };
    std::vector<Entry> entries;
    std::vector<Realm> realms;  // of the systems that the entries themselves are written in
    bool resolved = true;
  };

  Side Resolve(const std::vector<ConceptEntry>& entries) const;
  bool Has(const Side& side, ConceptId id) const;
  bool HasWithDescendants(const Side& side, ConceptId id) const;
  // True iff the side has a concept beneath `id`, other than `id`.
  bool HasBeneath(const Side& side, ConceptId id) const;
  // False iff `id` is unrelated to the systems of the side, so that a missing link says nothing.
  bool Comparable(const Side& side, ConceptId id) const;
  NotDecided Undecided(const Side& side, ConceptId id) const;
  Classification ClassifyConcept(ConceptId id) const;
  std::optional<Code> EquivalentUsed(const Code& recorded, ConceptId id) const;

  const ConceptGraph& graph_;
  const ConceptSet& set_;
  Side include_, exclude_;
};

// As in Terminology.
std::vector<ConceptSetProblem> ValidateConceptSet(const ConceptGraph& graph, const ConceptSet& set);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
