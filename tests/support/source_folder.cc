#include "tests/support/source_folder.h"

namespace trialmatch {

std::string InSource(const std::string& path) { return TRIALMATCH_SOURCE_DIR "/" + path; }

}  // namespace trialmatch
