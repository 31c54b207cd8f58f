// Where the shared conformance suites are, on machines that have them.
#ifndef TRIALMATCH_TESTS_CONFORMANCE_SHARED_DATA_H_
#define TRIALMATCH_TESTS_CONFORMANCE_SHARED_DATA_H_

#include <cstdlib>
#include <filesystem>

#include "tests/support/source_folder.h"

namespace trialmatch {

// The folder of one suite ("cql"), by TRIALMATCH_SHARED_DATA or beside the project.
inline std::filesystem::path ConformanceFolder(const char* suite) {
  const char* shared = std::getenv("TRIALMATCH_SHARED_DATA");
  const std::filesystem::path root =
      shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(InSource("../shared/data"));
  return root / "conformance" / suite;
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_CONFORMANCE_SHARED_DATA_H_
