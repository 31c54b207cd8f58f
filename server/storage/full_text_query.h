// Turns what a person typed into an FTS5 query, so that no operator of FTS5 can be reached by typing.
#ifndef TRIALMATCH_STORAGE_FULL_TEXT_QUERY_H_
#define TRIALMATCH_STORAGE_FULL_TEXT_QUERY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace trialmatch {

inline constexpr int kMaxQueryCharacters = 1000;

// A query is words and "quoted phrases"; a text matches when it has all of them, in any column and order.
// Words are compared whole, without case or diacritics; a word or phrase with a * directly behind it matches
// by its beginning: `asthm*`. Everything else (AND, OR, NOT, NEAR, brackets, colons) is text: `covid-19` is
// the phrase "covid 19", and `OR` is the word "or". Signs that no word has (emoji) are passed over. A phrase
// that is not closed ends with the text.
//
// Matches:         `newborn "short bowel"` finds "Short-bowel syndrome of the newborn".
// Does not match:  `newborn` does not find "newborns" (`newborn*` does).
//
// InvalidArgument: the text has no word, or more than kMaxQueryCharacters characters (UTF-8 code points).
absl::StatusOr<std::string> ToFts5Query(absl::string_view text);

}  // namespace trialmatch

#endif  // TRIALMATCH_STORAGE_FULL_TEXT_QUERY_H_
