// Small text functions of the table loader.
#ifndef TRIALMATCH_TERMINOLOGY_TABLE_TEXT_H_
#define TRIALMATCH_TERMINOLOGY_TABLE_TEXT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch {

// True iff `line` is valid UTF-8 (no surrogates, nothing overlong) without control characters other than
// tabs.
bool IsCleanText(absl::string_view line);

// The trimmed values of a cell, separated by '|'; empty ones are left out.
std::vector<absl::string_view> SplitValues(absl::string_view cell);

// 32 hexadecimal digits that depend on every byte of every part, and on where one part ends and the next
// begins. Not cryptographic: it names a content, it does not protect it.
std::string ContentHash(const std::vector<absl::string_view>& parts);

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_TABLE_TEXT_H_
