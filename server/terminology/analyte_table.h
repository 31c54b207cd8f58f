// Molar masses and conversions of measured substances.
#ifndef TRIALMATCH_TERMINOLOGY_ANALYTE_TABLE_H_
#define TRIALMATCH_TERMINOLOGY_ANALYTE_TABLE_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "domain/analyte.h"
#include "terminology/concept_graph.h"
#include "terminology/inherited_entries.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Immutable.
class AnalyteTable {
 public:
  // Rows of unknown codes, rows that the domain refuses and rows that contradict earlier ones are issues and
  // left out. Keeps nothing of its arguments.
  AnalyteTable(const TableRows& rows, const ConceptGraph& graph, LoadIssues& issues);

  // The entry of the concept or of its nearest ancestor that has one; null when there is none, or when two
  // different ones are equally near. Lives as long as the table.
  const AnalyteConversions* Find(ConceptId id) const;

 private:
  AnalyteConversions* EntryFor(const Code& code, RowOrigin origin, const ConceptGraph& graph,
                               LoadIssues& issues);
  void AddMolarMass(const AnalyteRow& row, const ConceptGraph& graph, LoadIssues& issues);
  void AddConversion(const ConversionRow& row, const ConceptGraph& graph, LoadIssues& issues);

  absl::flat_hash_map<ConceptId, int32_t> own_;
  std::vector<AnalyteConversions> entries_;
  InheritedEntries inherited_;  // into entries_
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_ANALYTE_TABLE_H_
