// Archives for the tests.
#ifndef TRIALMATCH_TESTS_CLIENT_MAKE_ARCHIVE_H_
#define TRIALMATCH_TESTS_CLIENT_MAKE_ARCHIVE_H_

#include <string>
#include <utility>
#include <vector>

namespace trialmatch::client {

// A file: its path in the archive and its content.
using ArchivedFile = std::pair<std::string, std::string>;

// The bytes of an archive. `format` as libarchive calls it: "zip", "pax", "raw" (one file); `filter`: "none",
// "gzip", "xz", "bzip2" or "zstd".
std::string MakeArchive(const std::string& format, const std::string& filter,
                        const std::vector<ArchivedFile>& files);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_TESTS_CLIENT_MAKE_ARCHIVE_H_
