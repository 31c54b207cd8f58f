// The algebra of concept sets over a concept graph.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_

#include <cstdint>
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
    const CodeEntry* found = graph_.Locate(recorded);
    if (found == nullptr) return {};
    if (IsStranger(*found)) return {Membership::kNotMember, NotDecided::kNone};
    return ClassifyConcept(found->id);
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
  // True only of a concept that has nothing to do with what is included and speaks the language of the set.
  // Mostly true where it may be, and cheap.
  bool IsStranger(const CodeEntry& found) const {
    return include_.resolved && found.realm == realm_ && (graph_.KinOf(found.id) & included_marks_) == 0;
  }
  // True iff the side has a concept beneath `id`, other than `id`.
  bool HasBeneath(const Side& side, ConceptId id) const;
  // False iff `id` is unrelated to the systems of the side, so that a missing link says nothing.
  bool Comparable(const Side& side, ConceptId id) const;
  NotDecided Undecided(const Side& side, ConceptId id) const;
  Classification ClassifyConcept(ConceptId id) const;

  const ConceptGraph& graph_;
  Side include_, exclude_;
  uint64_t included_marks_ = 0;  // see ConceptGraph::KinMark
  std::optional<Realm> realm_;   // of the first entry included, if that has one
};

// As in Terminology.
std::vector<ConceptSetProblem> ValidateConceptSet(const ConceptGraph& graph, const ConceptSet& set);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
