// Which entry of a table holds for a concept that has none of its own.
#ifndef TRIALMATCH_TERMINOLOGY_INHERITED_ENTRIES_H_
#define TRIALMATCH_TERMINOLOGY_INHERITED_ENTRIES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "terminology/concept_graph.h"

namespace trialmatch {

// Entries are numbers from 0. Immutable.
class InheritedEntries {
 public:
  // None at all.
  InheritedEntries() = default;
  // `own`: the entry of each concept that states one. Keeps nothing of its arguments.
  InheritedEntries(const absl::flat_hash_map<ConceptId, int32_t>& own, const ConceptGraph& graph);

  // The entry of the concept or of its nearest ancestor that has one; nothing when there is none, or when two
  // different ones are equally near.
  std::optional<int32_t> Find(ConceptId id) const;

 private:
  static constexpr int32_t kNone = -1, kAmbiguous = -2;
  struct Nearest {
    int32_t entry = kNone;
    int32_t steps = 0;
  };

  std::vector<Nearest> nearest_;  // by concept; empty when there are no entries
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_INHERITED_ENTRIES_H_
