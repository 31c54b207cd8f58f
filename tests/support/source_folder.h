// Where the checkout is: tests read files of it.
#ifndef TRIALMATCH_TESTS_SUPPORT_SOURCE_FOLDER_H_
#define TRIALMATCH_TESTS_SUPPORT_SOURCE_FOLDER_H_

#include <string>

namespace trialmatch {

// The path of something in the checkout, by its path there ("deploy/sample").
std::string InSource(const std::string& path);

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_SOURCE_FOLDER_H_
