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

// A concept set as a graph sees it, which outlives it. Cheap to make: a few loads per code.
class ResolvedSet {
 public:
  ResolvedSet(const ConceptGraph& graph, const ConceptSet& set);

  // True iff every code of the set is a loaded concept.
  bool resolved() const { return include_.resolved && exclude_.resolved; }
  // As in Terminology.
  Classification Classify(const Code& recorded) const { return Classify(graph_.Locate(recorded)); }
  // The same of a code that was located; null: unknown.
  Classification Classify(const CodeEntry* recorded) const {
    if (recorded == nullptr) return {};
    if (IsStranger(*recorded)) return {Membership::kNotMember, NotDecided::kNone};
    return ClassifyConcept(recorded->id);
  }
  // True only of a concept that has nothing to do with what is included and speaks the language of the set:
  // it is no member. Mostly true where it may be, and cheap.
  bool IsStranger(const CodeEntry& recorded) const {
    return include_.resolved && recorded.realm == realm_ && !MayBeRelated(recorded);
  }
  // False only of a concept that the graph does not have above, at or beneath anything that is included, nor
  // with anything beneath both. Whether their systems can be compared is not asked.
  bool MayBeRelated(const CodeEntry& recorded) const { return recorded.kin.MayMeet(included_); }
  bool CoveredBy(absl::Span<const ConceptId> refuted) const;
  std::vector<ConceptId> Members() const;

 private:
  // An entry that is a loaded concept.
  struct Entry {
    ConceptId id;
    Realm realm;
    bool with_descendants;
  };
  // One side of the set: what is included, or what is excluded.
  struct Side {
    Side(const ConceptGraph& graph, const std::vector<ConceptEntry>& all);

    absl::InlinedVector<Entry, 8> entries;
    bool resolved = true;  // those are all
  };

  bool Has(const Side& side, ConceptId id) const;
  bool HasWithDescendants(const Side& side, ConceptId id) const;
  // True iff the side has a concept beneath `id`, other than `id`.
  bool HasBeneath(const Side& side, ConceptId id) const;
  // False iff `id` is unrelated to the systems of the side, so that a missing link says nothing.
  bool Comparable(const Side& side, ConceptId id) const;
  NotDecided Undecided(const Side& side, ConceptId id) const;
  Classification ClassifyConcept(ConceptId id) const;

  const ConceptGraph& graph_;
  Side include_, exclude_;
  Marks included_;
  std::optional<Realm> realm_;  // of the first entry included that is a loaded concept
};

// As in Terminology.
std::vector<ConceptSetProblem> ValidateConceptSet(const ConceptGraph& graph, const ConceptSet& set);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_SETS_H_
