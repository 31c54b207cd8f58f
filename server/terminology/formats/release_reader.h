// Reads files of published terminology releases into rows.
#ifndef TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_READER_H_
#define TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_READER_H_

#include <vector>

#include "terminology/formats/release_file.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"

namespace trialmatch {

// Adds what the files say to `rows`, which have all plain tables; any mix of releases will do. Any bytes are
// safe; what cannot be read is an issue and left out. Files of ReleaseFormat::kNone are passed over.
void ReadReleases(const std::vector<ReleaseFile>& files, TableRows& rows, LoadIssues& issues);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_FORMATS_RELEASE_READER_H_
