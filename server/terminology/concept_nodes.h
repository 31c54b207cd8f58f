// The codes of the tables, and which of them mean exactly the same.
#ifndef TRIALMATCH_TERMINOLOGY_CONCEPT_NODES_H_
#define TRIALMATCH_TERMINOLOGY_CONCEPT_NODES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/code.h"
#include "terminology/code_places.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

inline constexpr uint32_t kNoClass = UINT32_MAX;
// More codes than this never mean exactly the same; bounds the work for a broken file.
inline constexpr size_t kMaxClassCodes = 256;

// One code. A node without a row is known only from maps.
struct ConceptNode {
  const Code* code = nullptr;  // of the rows
  const ConceptRow* row = nullptr;
  // The concept that this code shares with its exact equivalents; kNoClass when none of them has a row.
  uint32_t concept_class = kNoClass;
};

// The nodes sorted by code, and their classes, numbered in the order of each class's first code.
// Independent of the order of rows and files, except that of two conflicting rows the first read stays.
struct ConceptNodes {
  std::vector<ConceptNode> nodes;
  std::vector<std::vector<uint32_t>> classes;  // ascending node indexes
  CodePlaces places;

  std::optional<uint32_t> Find(const Code& code) const;
};

// Brings concept and map rows together. `rows` outlives the result.
ConceptNodes BuildConceptNodes(const TableRows& rows, LoadIssues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_CONCEPT_NODES_H_
