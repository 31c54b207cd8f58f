// Named tables of normal ranges.
#ifndef TRIALMATCH_TERMINOLOGY_LIMIT_TABLES_H_
#define TRIALMATCH_TERMINOLOGY_LIMIT_TABLES_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "terminology/concept_graph.h"
#include "terminology/load_issues.h"
#include "terminology/normal_limit.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Immutable; see Terminology for the contracts.
class LimitTables {
 public:
  // Rows of unknown codes or malformed units, and rows that overlap earlier ones, are issues and left out.
  LimitTables(const std::vector<LimitRow>& rows, const ConceptGraph& graph, LoadIssues& issues);

  bool HasTable(absl::string_view table) const;
  std::optional<NormalLimit> Find(absl::string_view table, ConceptId id, LimitSex sex, DayRange age) const;

 private:
  struct Row {
    LimitSex sex;
    DayRange age;
    NormalLimit limit;
  };
  using Rows = std::vector<Row>;  // of one table and concept

  static const NormalLimit* At(const Rows& rows, LimitSex sex, int64_t day);

  absl::flat_hash_map<std::string, absl::flat_hash_map<ConceptId, Rows>> tables_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_LIMIT_TABLES_H_
