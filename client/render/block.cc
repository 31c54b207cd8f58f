#include "client/render/block.h"

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "client/text/utf8.h"

namespace trialmatch::client {
namespace {

// Columns of `text` without its colours.
int VisibleWidth(absl::string_view text) {
  std::string visible;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
      if (i == absl::string_view::npos) break;
    } else {
      visible += text[i];
    }
  }
  return DisplayWidth(visible);
}

}  // namespace

std::string Paragraph(const Indent& indent, Tone tone, absl::string_view text, absl::string_view suffix,
                      const Style& style) {
  // However deep a tree is, its text keeps some room.
  constexpr int kLeast = 24;
  const int used = std::max(VisibleWidth(indent.first), VisibleWidth(indent.rest));
  const int width = style.view().width == 0 ? 0 : std::max(kLeast, style.view().width - used);
  const std::string plain = OneLine(text);
  const std::string tail = OneLine(suffix);
  std::vector<std::string> lines = WrapToWidth(absl::StrCat(plain, tail.empty() ? "" : " ", tail), width);
  std::string out;
  for (size_t i = 0; i < lines.size(); ++i) {
    absl::string_view line = lines[i];
    const bool has_tail = i + 1 == lines.size() && !tail.empty() && absl::EndsWith(line, tail);
    if (has_tail) line.remove_suffix(tail.size());
    absl::StrAppend(&out, i == 0 ? indent.first : indent.rest, style.Paint(tone, line),
                    has_tail ? style.Paint(Tone::kDim, tail) : "", "\n");
  }
  return out;
}

}  // namespace trialmatch::client
