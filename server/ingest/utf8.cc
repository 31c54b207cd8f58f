#include "ingest/utf8.h"

#include <cstdint>

namespace trialmatch {
namespace {

// Bytes of the character that begins at `i`; 0: none does.
size_t LengthAt(absl::string_view bytes, size_t i) {
  const auto at = [&](size_t k) { return k < bytes.size() ? static_cast<uint8_t>(bytes[k]) : uint8_t{0}; };
  const auto goes_on = [&](size_t k) { return (at(k) & 0xC0) == 0x80; };
  const uint8_t first = at(i), second = at(i + 1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return goes_on(i + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
    return goes_on(i + 1) && goes_on(i + 2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
    return goes_on(i + 1) && goes_on(i + 2) && goes_on(i + 3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

}  // namespace

bool IsUtf8(absl::string_view bytes) {
  for (size_t i = 0; i < bytes.size();) {
    const size_t length = LengthAt(bytes, i);
    if (length == 0) return false;
    i += length;
  }
  return true;
}

absl::string_view CutUtf8(absl::string_view text, size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  size_t end = max_bytes;
  while (end > 0 && (static_cast<uint8_t>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace trialmatch
