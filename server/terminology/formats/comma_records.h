// Files of comma-separated values with quotes (RFC 4180).
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_COMMA_RECORDS_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_COMMA_RECORDS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "terminology/formats/release_file.h"
#include "terminology/load_issues.h"

namespace trialmatch {

// The cells of a record. Quotes may enclose a cell and are doubled inside one.
std::vector<std::string> CommaCells(absl::string_view record);

// Calls `read` with the cells of each record that is not blank, and where it begins; a record goes on over
// line ends inside quotes, which are read as spaces. One that is too long, is not UTF-8 or has control
// characters is an issue and left out; after one that is too long (a quote that is never closed), reading
// goes on with the next line.
void ForEachCommaRecord(const ReleaseFile& file, LoadIssues& issues,
                        absl::FunctionRef<void(RowOrigin, const std::vector<std::string>&)> read);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_COMMA_RECORDS_H_
