// What observations are measured in.
#ifndef TRIALMATCH_TERMINOLOGY_UNIT_TABLE_H_
#define TRIALMATCH_TERMINOLOGY_UNIT_TABLE_H_

#include <optional>
#include <string>
#include <vector>

#include "terminology/concept_graph.h"
#include "terminology/inherited_entries.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Immutable.
class UnitTable {
 public:
  // Rows of unknown codes, of units that are not UCUM, and rows that contradict earlier ones are issues and
  // left out. Keeps nothing of its arguments.
  UnitTable(const std::vector<UnitRow>& rows, const ConceptGraph& graph, LoadIssues& issues);

  // The unit of the concept or of its nearest ancestor that has one; nothing when there is none, or when two
  // different ones are equally near.
  std::optional<std::string> Find(ConceptId id) const;

 private:
  std::vector<std::string> units_;  // each once
  InheritedEntries entries_;        // into units_
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_UNIT_TABLE_H_
