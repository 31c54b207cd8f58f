// Finds concepts by name.
#ifndef TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_
#define TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "terminology/concept_graph.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Immutable. Names are compared without ASCII case.
class NameIndex {
 public:
  // Takes the names, synonyms and codes of the rows that `graph` kept.
  NameIndex(const std::vector<ConceptRow>& rows, const ConceptGraph& graph);

  // Exact hits in the order of codes, then names that begin so in the order of names; each code once, at most
  // `limit`.
  std::vector<Code> Search(absl::string_view name, size_t limit) const;

 private:
  std::vector<Code> codes_;                              // ascending
  std::vector<std::pair<std::string, uint32_t>> names_;  // ascending; lower-case name, index of its code
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_NAME_INDEX_H_
