#include "ingest/criteria/cursor.h"

#include <algorithm>

namespace trialmatch::criteria {

const Token Cursor::kNothing;

size_t Cursor::LengthOf(absl::string_view phrase) const {
  // Most phrases differ in their first byte.
  if (done() || phrase.empty() || tokens_[at_].text[0] != phrase[0]) return 0;
  size_t length = 0;
  while (!phrase.empty()) {
    const size_t end = std::min(phrase.find(' '), phrase.size());
    if (length == left() || tokens_[at_ + length].text != phrase.substr(0, end)) return 0;
    ++length;
    phrase.remove_prefix(std::min(end + 1, phrase.size()));
  }
  return length;
}

bool Cursor::Take(absl::string_view phrase) {
  const size_t length = LengthOf(phrase);
  at_ += length;
  return length > 0;
}

bool Cursor::TakeLongest(absl::Span<const std::string> phrases) {
  size_t longest = 0;
  for (const absl::string_view phrase : phrases) longest = std::max(longest, LengthOf(phrase));
  at_ += longest;
  return longest > 0;
}

}  // namespace trialmatch::criteria
