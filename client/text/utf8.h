// Unicode text in UTF-8: decoding, and what a terminal makes of it.
#ifndef TRIALMATCH_CLIENT_TEXT_UTF8_H_
#define TRIALMATCH_CLIENT_TEXT_UTF8_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch::client {

// The code point at the front of `text`, which is advanced past it. Nothing, with `text` unchanged, where
// `text` is empty or does not begin with well-formed UTF-8 (overlong forms and surrogates are not).
std::optional<char32_t> TakeCodePoint(absl::string_view& text);

// Offset of the first byte that is not well-formed UTF-8; nothing: all is.
std::optional<size_t> FirstInvalidUtf8(absl::string_view text);

// Columns that a terminal uses for `text`: two for East Asian wide characters and emoji, none for combining
// marks.
int DisplayWidth(absl::string_view text);

// `text` for one line of a terminal: control characters (which could steer it) become spaces, bytes that are
// no UTF-8 become '?'.
std::string OneLine(absl::string_view text);

// `text` cut to at most `width` columns, with `ellipsis` at the end where something was cut.
std::string CutToWidth(absl::string_view text, int width, absl::string_view ellipsis);

// `text` in lines of at most `width` columns, broken at spaces; a longer word stands alone and is not broken.
// Width 0 means one line. Never empty.
std::vector<std::string> WrapToWidth(absl::string_view text, int width);

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_TEXT_UTF8_H_
