// The algebra of concept sets over a concept graph.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_

#include <optional>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "terminology/concept_graph.h"
#include "terminology/concept_set.h"

namespace trialmatch {

// A concept set whose codes were looked up in a graph, which outlives it. Cheap to make: mostly one load per
// code.
class ResolvedSet {
 public:
  ResolvedSet(const ConceptGraph& graph, const ConceptSet& set);

  // True iff every code of the set is a loaded concept.
  bool resolved() const { return include_.resolved && exclude_.resolved; }
  // As in Terminology.
  Classification Classify(const Code& recorded) const {
    const std::optional<ConceptId> id = graph_.Find(recorded);
    return id ? ClassifyConcept(*id) : Classification{};
  }
  bool CoveredBy(absl::Span<const ConceptId> refuted) const;
  std::vector<ConceptId> Members() const;

 private:
  // One side of the set: what is included, or what is excluded.
  struct Side {
    struct Entry {
      ConceptId id;
      Realm realm;  // of the system that the entry itself is written in
      bool with_descendants;
    };
    absl::InlinedVector<Entry, 4> entries;
    bool resolved = true;
  };

  Side Resolve(const std::vector<ConceptEntry>& entries) const;
  bool Has(const Side& side, ConceptId id) const;
  bool HasWithDescendants(const Side& side, ConceptId id) const;
  // False only if no entry is above `id` or beneath it, nor above anything beneath it.
  bool MayBeKin(const Side& side, ConceptId id) const;
  // True iff the side has a concept beneath `id`, other than `id`.
  bool HasBeneath(const Side& side, ConceptId id) const;
  // False iff `id` is unrelated to the systems of the side, so that a missing link says nothing.
  bool Comparable(const Side& side, ConceptId id) const;
  NotDecided Undecided(const Side& side, ConceptId id) const;
  Classification ClassifyConcept(ConceptId id) const;

  const ConceptGraph& graph_;
  Side include_, exclude_;
};

// As in Terminology.
std::vector<ConceptSetProblem> ValidateConceptSet(const ConceptGraph& graph, const ConceptSet& set);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
