// Whether bytes are text.
#ifndef TRIALMATCH_INGEST_UTF8_H_
#define TRIALMATCH_INGEST_UTF8_H_

#include <cstddef>

#include "absl/strings/string_view.h"

namespace trialmatch {

// True iff `bytes` are valid UTF-8: no overlong forms, no surrogates, nothing beyond U+10FFFF.
bool IsUtf8(absl::string_view bytes);

// The longest beginning of the UTF-8 `text` that has at most `max_bytes` and ends with a whole character.
absl::string_view CutUtf8(absl::string_view text, size_t max_bytes);

}  // namespace trialmatch

#endif  // TRIALMATCH_INGEST_UTF8_H_
