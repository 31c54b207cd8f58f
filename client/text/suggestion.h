// "Did you mean …?"
#ifndef TRIALMATCH_CLIENT_TEXT_SUGGESTION_H_
#define TRIALMATCH_CLIENT_TEXT_SUGGESTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch::client {

// The one of `candidates` that is nearest to `text` by single edits (insertion, deletion, replacement, swap
// of neighbours), the first among equals; empty when none is near enough to be meant.
std::string Nearest(absl::string_view text, const std::vector<std::string>& candidates);

// `; did you mean "<nearest>"?`, or nothing when none is near.
std::string DidYouMean(absl::string_view text, const std::vector<std::string>& candidates);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_TEXT_SUGGESTION_H_
