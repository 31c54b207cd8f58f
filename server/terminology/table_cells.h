// Reads single cells of terminology tables.
#ifndef TRIALMATCH_TERMINOLOGY_TABLE_CELLS_H_
#define TRIALMATCH_TERMINOLOGY_TABLE_CELLS_H_

#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "domain/code.h"
#include "domain/decimal.h"
#include "terminology/load_issues.h"
#include "terminology/normal_limit.h"

namespace trialmatch {

// Knows the aliases of the systems. Every reader adds an issue for what it refuses; `what` names the cell
// there.
class CellReader {
 public:
  // `issues` outlives this.
  explicit CellReader(LoadIssues& issues) : issues_(issues) {}

  // False when the alias is malformed or means another system already. A system may have several aliases.
  bool AddSystem(RowOrigin row, absl::string_view alias, absl::string_view uri);

  // The URI of an alias.
  std::optional<std::string> ReadAlias(RowOrigin row, absl::string_view alias);
  // "alias:code".
  std::optional<Code> ReadCode(RowOrigin row, absl::string_view text);
  // Text that is neither empty nor longer than kMaxNameBytes.
  std::optional<std::string> ReadName(RowOrigin row, absl::string_view what, absl::string_view text);
  std::optional<Decimal> ReadDecimal(RowOrigin row, absl::string_view what, absl::string_view text);
  // Leaves `end` empty for an empty cell; false when it is not a number.
  bool ReadLimitEnd(RowOrigin row, absl::string_view what, absl::string_view text,
                    std::optional<Decimal>& end);
  // "0..27", "28..", or empty for every age; false when it is none of these.
  bool ReadAge(RowOrigin row, absl::string_view text, DayRange& age);
  std::optional<LimitSex> ReadSex(RowOrigin row, absl::string_view text);

 private:
  LoadIssues& issues_;
  absl::flat_hash_map<std::string, std::string> uri_of_alias_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_TABLE_CELLS_H_
