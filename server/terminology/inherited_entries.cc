#include "terminology/inherited_entries.h"

namespace trialmatch {

InheritedEntries::InheritedEntries(const absl::flat_hash_map<ConceptId, int32_t>& own,
                                   const ConceptGraph& graph) {
  if (own.empty()) return;
  nearest_.resize(graph.ConceptCount());
  for (ConceptId id : graph.ParentsFirst()) {
    Nearest& nearest = nearest_[id];
    if (auto stated = own.find(id); stated != own.end()) {
      nearest = {stated->second, 0};
      continue;
    }
    for (const ParentEdge& edge : graph.Parents(id)) {
      const Nearest& above = nearest_[edge.parent];
      if (above.entry == kNone) continue;
      if (nearest.entry == kNone || above.steps + 1 < nearest.steps) {
        nearest = {above.entry, above.steps + 1};
      } else if (above.steps + 1 == nearest.steps && above.entry != nearest.entry) {
        nearest.entry = kAmbiguous;
      }
    }
  }
}

std::optional<int32_t> InheritedEntries::Find(ConceptId id) const {
  if (id >= nearest_.size() || nearest_[id].entry < 0) return std::nullopt;
  return nearest_[id].entry;
}

}  // namespace trialmatch
