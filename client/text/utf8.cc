#include "client/text/utf8.h"

#include <algorithm>
#include <array>

namespace trialmatch::client {
namespace {

struct CodePointRange {
  char32_t first;
  char32_t last;
};

// Unicode 15, East Asian Width "W" and "F", in coarse blocks: unassigned gaps inside a wide block count as
// wide.
constexpr std::array kWide = {
    CodePointRange{0x1100, 0x115F},   CodePointRange{0x231A, 0x231B},   CodePointRange{0x2329, 0x232A},
    CodePointRange{0x23E9, 0x23EC},   CodePointRange{0x2E80, 0x303E},   CodePointRange{0x3041, 0x33FF},
    CodePointRange{0x3400, 0x4DBF},   CodePointRange{0x4E00, 0xA4CF},   CodePointRange{0xA960, 0xA97F},
    CodePointRange{0xAC00, 0xD7A3},   CodePointRange{0xF900, 0xFAFF},   CodePointRange{0xFE30, 0xFE6F},
    CodePointRange{0xFF00, 0xFF60},   CodePointRange{0xFFE0, 0xFFE6},   CodePointRange{0x1F300, 0x1F64F},
    CodePointRange{0x1F680, 0x1F6FF}, CodePointRange{0x1F900, 0x1F9FF}, CodePointRange{0x20000, 0x3FFFD},
};

// Combining marks and format characters, in coarse blocks.
constexpr std::array kZeroWidth = {
    CodePointRange{0x0300, 0x036F}, CodePointRange{0x0483, 0x0489}, CodePointRange{0x0591, 0x05BD},
    CodePointRange{0x064B, 0x065F}, CodePointRange{0x0E34, 0x0E3A}, CodePointRange{0x0E47, 0x0E4E},
    CodePointRange{0x1AB0, 0x1AFF}, CodePointRange{0x1DC0, 0x1DFF}, CodePointRange{0x200B, 0x200F},
    CodePointRange{0x202A, 0x202E}, CodePointRange{0x2060, 0x2064}, CodePointRange{0x20D0, 0x20FF},
    CodePointRange{0xFE00, 0xFE0F}, CodePointRange{0xFE20, 0xFE2F}, CodePointRange{0xFEFF, 0xFEFF},
};

template <size_t n>
bool Contains(const std::array<CodePointRange, n>& ranges, char32_t c) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [c](const CodePointRange& range) { return c >= range.first && c <= range.last; });
}

bool IsControl(char32_t c) {
  // Line separators and directional overrides can disorder a line as much as C0 and C1 do.
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

int WidthOf(char32_t c) {
  if (Contains(kZeroWidth, c)) return 0;
  return Contains(kWide, c) ? 2 : 1;
}

}  // namespace

std::optional<char32_t> TakeCodePoint(absl::string_view& text) {
  if (text.empty()) return std::nullopt;
  const auto byte = [&text](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) {
    text.remove_prefix(1);
    return lead;
  }
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return std::nullopt;
  char32_t c = lead & (0x7F >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return std::nullopt;
    c = (c << 6) | (byte(i) & 0x3F);
  }
  if (c < kLeast[length] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return std::nullopt;
  text.remove_prefix(length);
  return c;
}

std::optional<size_t> FirstInvalidUtf8(absl::string_view text) {
  absl::string_view rest = text;
  while (!rest.empty()) {
    if (!TakeCodePoint(rest)) return text.size() - rest.size();
  }
  return std::nullopt;
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) {
    if (const auto c = TakeCodePoint(text)) {
      width += WidthOf(*c);
    } else {
      text.remove_prefix(1);
      ++width;
    }
  }
  return width;
}

std::string OneLine(absl::string_view text) {
  std::string line;
  while (!text.empty()) {
    const absl::string_view before = text;
    const auto c = TakeCodePoint(text);
    if (!c) {
      text.remove_prefix(1);
      line += '?';
    } else if (IsControl(*c)) {
      line += ' ';
    } else {
      line.append(before.data(), before.size() - text.size());
    }
  }
  return line;
}

std::string CutToWidth(absl::string_view text, int width, absl::string_view ellipsis) {
  if (DisplayWidth(text) <= width) return std::string(text);
  const int room = width - DisplayWidth(ellipsis);
  if (room < 0) return std::string(static_cast<size_t>(std::max(width, 0)), '.');
  absl::string_view rest = text;
  int used = 0;
  while (!rest.empty()) {
    absl::string_view after = rest;
    const auto c = TakeCodePoint(after);
    if (!c) after.remove_prefix(1);
    const int columns = c ? WidthOf(*c) : 1;
    if (used + columns > room) break;
    used += columns;
    rest = after;
  }
  std::string cut(text.substr(0, text.size() - rest.size()));
  cut.append(ellipsis.data(), ellipsis.size());
  return cut;
}

std::vector<std::string> WrapToWidth(absl::string_view text, int width) {
  if (width <= 0) return {std::string(text)};
  std::vector<std::string> lines(1);
  int used = 0;
  while (!text.empty()) {
    const size_t space = text.find(' ');
    const absl::string_view word = text.substr(0, space);
    text.remove_prefix(space == absl::string_view::npos ? text.size() : space + 1);
    if (word.empty()) continue;
    const int columns = DisplayWidth(word);
    if (used > 0 && used + 1 + columns > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) lines.back() += ' ';
    lines.back().append(word.data(), word.size());
    used += columns + (used > 0 ? 1 : 0);
  }
  return lines;
}

}  // namespace trialmatch::client
