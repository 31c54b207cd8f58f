// The parent edges between concepts, made free of cycles, and their closure.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_EDGES_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_EDGES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "terminology/concept_nodes.h"
#include "terminology/concept_set.h"
#include "terminology/load_issues.h"

namespace trialmatch {

// Bounds of the closure: a concept's ancestors with itself, and all concepts' together.
inline constexpr size_t kMaxAncestors = 4096;  // so that steps fit in 16 bits
inline constexpr size_t kMaxClosure = size_t{200} * 1000 * 1000;

// A step up, and the two codes between which a row states it.
struct ParentEdge {
  ConceptId parent = 0;
  uint32_t child_node = 0, parent_node = 0;
};

// Lists of ids, one per concept, in one block.
class IdLists {
 public:
  IdLists() : ends_{0} {}

  void Append(absl::Span<const ConceptId> ids);
  absl::Span<const ConceptId> operator[](ConceptId id) const {
    return absl::MakeConstSpan(items_).subspan(ends_[id], ends_[id + 1] - ends_[id]);
  }
  // Where the list begins among all items.
  size_t FirstOf(ConceptId id) const { return ends_[id]; }
  size_t list_count() const { return ends_.size() - 1; }
  size_t item_count() const { return items_.size(); }
  // The list of x has y iff the list of y has x here; all lists ascend.
  IdLists Inverse() const;

 private:
  std::vector<size_t> ends_;
  std::vector<ConceptId> items_;
};

struct ConceptEdges {
  std::vector<std::vector<ParentEdge>> parents;  // by concept, ascending, one edge per parent
  IdLists ancestors;                             // ascending, with the concept itself
  // To each of these, by the shortest way.
  std::vector<uint16_t> ancestor_steps;
  // Parents come before their children.
  std::vector<ConceptId> parents_first;
};

// Reports and leaves out what is not a loaded concept, a concept's own equivalent, or would close a cycle.
// Which edge of a cycle goes depends on nothing but the codes.
ConceptEdges BuildConceptEdges(const ConceptNodes& nodes, LoadIssues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_EDGES_H_
