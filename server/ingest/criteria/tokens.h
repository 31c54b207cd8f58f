// The words, numbers and signs of a piece of text.
#ifndef TRIALMATCH_INGEST_CRITERIA_TOKENS_H_
#define TRIALMATCH_INGEST_CRITERIA_TOKENS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace trialmatch::criteria {

enum class TokenKind : uint8_t {
  kWord,    // letters, and digits behind them: "hba1c"; lower case, without inner apostrophes
  kNumber,  // an unsigned decimal: "1500" of "1,500"
  kSign     // "<", "<=", ">", ">=", "=", or one character
};

struct Token {
  TokenKind kind = TokenKind::kSign;
  std::string text;
  size_t start = 0, end = 0;  // bytes of the whole text
  bool glued = false;         // no blank before it
  uint64_t hash = 0;          // of the text

  bool Is(absl::string_view other) const { return text == other; }
};

uint64_t HashOfWord(absl::string_view word);

// The tokens of the bytes [start, end) of `text`. A hyphen within a word is left out ("non-small" is two
// words), one between numbers is a sign. Comparisons are one sign, however they are written ("=>", "≥",
// ">/=").
std::vector<Token> Tokenize(absl::string_view text, size_t start, size_t end);

// The tokens with one blank between them, as phrases are written.
std::string WordsOf(absl::Span<const Token> tokens);

}  // namespace trialmatch::criteria

#endif  // TRIALMATCH_INGEST_CRITERIA_TOKENS_H_
