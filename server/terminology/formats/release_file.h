// A file of a published terminology release, and how its lines are read.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_FILE_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_FILE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "terminology/load_issues.h"

namespace trialmatch {

// `index` is that of its issues. The name has no ".gz" and the content is unpacked.
struct ReleaseFile {
  uint32_t index = 0;
  absl::string_view name, content;
};

enum class ReleaseFormat : uint8_t {
  kNone,  // a plain table, or nothing that is read
  kMeshTree,
  kMeshDescriptors,
  kDiseaseTable,
  kDiseaseCrossReferences,
  kObo,
  kIcd10CmOrder,
  kSnomedConcepts,
  kSnomedRelationships,
  kSnomedDescriptions,
  kSnomedOther,  // a file of its release that is no snapshot, or of stated relationships or definitions
  kLoincTable,
  kRxNormNames,
  kRxNormRelations,
  kRxNormSources,
  kDrugClasses,
};

// Told by the names of the columns, the name of the file, or the form of the first line, whichever the
// publisher fixes.
ReleaseFormat FormatOf(absl::string_view name, absl::string_view content);

// Calls `read` with each line that is not blank, without its line end; a line that is too long, is not UTF-8
// or has control characters is an issue.
void ForEachLine(const ReleaseFile& file, LoadIssues& issues,
                 absl::FunctionRef<void(RowOrigin, absl::string_view)> read);

// Splits a line at each `separator` into `cells`, those past its end empty, and returns how many there are,
// the surplus counted but left out.
size_t SplitLine(absl::string_view line, char separator, absl::Span<absl::string_view> cells);

// The first year from 1900 to 2099 in the name, with the digits of a date that follow it ("20250901"); "not
// stated" when it has none.
std::string VersionInName(absl::string_view name);

// `name` cut to what a name may have, at a whole character, and trimmed.
std::string CutName(absl::string_view name);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_FILE_H_
