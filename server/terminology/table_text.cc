#include "terminology/table_text.h"

#include <cstddef>
#include <cstdint>

#include "absl/numeric/int128.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace trialmatch {
namespace {

// The length of the UTF-8 sequence at `at`, or 0 when it is not one.
size_t SequenceLength(absl::string_view text, size_t at) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[i]); };
  const uint8_t lead = byte(at);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  const uint8_t second = byte(at + 1);
  if (lead == 0xE0 && second < 0xA0) return 0;   // overlong
  if (lead == 0xED && second >= 0xA0) return 0;  // surrogates
  if (lead == 0xF0 && second < 0x90) return 0;   // overlong
  if (lead == 0xF4 && second >= 0x90) return 0;  // beyond U+10FFFF
  return length;
}

}  // namespace

bool IsCleanText(absl::string_view line) {
  for (size_t at = 0; at < line.size();) {
    const char c = line[at];
    if ((c >= 0 && c < 0x20 && c != '\t') || c == 0x7F) return false;
    const size_t length = SequenceLength(line, at);
    if (length == 0) return false;
    at += length;
  }
  return true;
}

std::vector<absl::string_view> SplitValues(absl::string_view cell) {
  std::vector<absl::string_view> values;
  for (absl::string_view value : absl::StrSplit(cell, '|')) {
    value = absl::StripAsciiWhitespace(value);
    if (!value.empty()) values.push_back(value);
  }
  return values;
}

std::string ContentHash(const std::vector<absl::string_view>& parts) {
  // FNV-1a with 128 bits.
  const absl::uint128 prime = absl::MakeUint128(0x1000000, 0x13B);
  absl::uint128 hash = absl::MakeUint128(0x6C62272E07BB0142, 0x62B821756295C58D);
  const auto mix = [&](uint8_t byte) {
    hash ^= byte;
    hash *= prime;
  };
  for (absl::string_view part : parts) {
    for (size_t size = part.size(), i = 0; i < sizeof(size); ++i) mix(static_cast<uint8_t>(size >> (8 * i)));
    for (char c : part) mix(static_cast<uint8_t>(c));
  }
  return absl::StrCat(absl::Hex(absl::Uint128High64(hash), absl::kZeroPad16),
                      absl::Hex(absl::Uint128Low64(hash), absl::kZeroPad16));
}

}  // namespace trialmatch
