// Reads the rows of plain terminology tables (README.md has the format).
#ifndef TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_PARSER_H_
#define TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_PARSER_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Bounds of the format, also named in README.md.
inline constexpr size_t kMaxTableBytes = size_t{256} << 20;
inline constexpr size_t kMaxReleaseBytes = size_t{2} << 30;  // of all files of a load, or of one unpacked
inline constexpr size_t kMaxTableLineBytes = size_t{64} << 10;
inline constexpr size_t kMaxTableSystems = 1000;
inline constexpr size_t kMaxTableConcepts = 2'000'000;
inline constexpr size_t kMaxConceptParents = 64;
inline constexpr size_t kMaxConceptSynonyms = 512;
inline constexpr size_t kMaxCodeBytes = 256;
inline constexpr size_t kMaxNameBytes = 2048;
inline constexpr int kMaxRank = 1'000'000;

// Reads each of `contents`, whose index is the `file` of the origins. Any bytes are safe; a row that cannot
// be read is an issue and left out. Whether codes exist is not checked here.
TableRows ParsePlainTables(const std::vector<absl::string_view>& contents, LoadIssues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_PARSER_H_
