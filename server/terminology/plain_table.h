// Loads a terminology from plain tables (README.md has the format).
#ifndef TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_H_
#define TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "terminology/load_issues.h"
#include "terminology/terminology.h"

namespace trialmatch {

struct TableFile {
  std::string name;  // for issues and the order
  std::string content;
};

struct LoadedTables {
  std::shared_ptr<const Terminology> terminology;  // never null
  // The first LoadIssues::kMaxIssues, and how many there were in all.
  std::vector<LoadIssue> issues;
  size_t error_count = 0;
  size_t warning_count = 0;
};

// Never fails and is safe for any bytes: what cannot be used is an issue and left out. The order of `files`
// does not matter. A file that is of a published release (formats/release_file.h) is read as that, one whose
// name ends in ".gz" is unpacked before. The built-in concepts (builtin_concepts.h) are always added.
LoadedTables LoadPlainTables(std::vector<TableFile> files);

// Reads every file of `folder` (not of folders in it) whose name ends in .tsv, .txt, .bin, .obo, .csv or
// .RRF, or one of these and .gz, but no LICENSE* and no README*. NotFound when there is no such folder or no
// such file, ResourceExhausted beyond the format's total size, Unavailable when reading fails.
absl::StatusOr<LoadedTables> LoadTerminologyFolder(const std::string& folder);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_PLAIN_TABLE_H_
