#include "ingest/criteria/text_lines.h"

#include <algorithm>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace trialmatch::criteria {
namespace {

// A line of wrapped text ends where the first word of the next one would have gone beyond this column; text
// that was never wrapped has longer lines.
constexpr size_t kWrapColumn = 88, kWidestWrapped = 104;
constexpr size_t kTabWidth = 8;

constexpr absl::string_view kBullets[] = {"-", "*", "+", "•", "·", "●", "○", "▪", "■",
                                          "◦", "–", "—", "►", "➢", "",  "o", ">"};

bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

// Bytes of blanks at the beginning, a no-break space among them.
size_t BlanksOf(absl::string_view text) {
  size_t size = 0;
  while (size < text.size()) {
    if (IsBlank(text[size])) {
      ++size;
    } else if (absl::StartsWith(text.substr(size), "\xC2\xA0")) {
      size += 2;
    } else {
      break;
    }
  }
  return size;
}

struct Mark {
  Marker marker = Marker::kNone;
  size_t size = 0;
};

Mark BulletOf(absl::string_view text) {
  for (const absl::string_view bullet : kBullets) {
    if (bullet.empty() || !absl::StartsWith(text, bullet)) continue;
    size_t size = bullet.size();
    while (absl::StartsWith(text.substr(size), bullet) && bullet != "o") size += bullet.size();
    const absl::string_view rest = text.substr(size);
    const bool apart = rest.empty() || BlanksOf(rest) > 0;
    // "-Age" is a bullet that somebody forgot to set apart; "-5" and ">18" are not.
    const bool glued =
        bullet != "o" && bullet != ">" && bullet != "+" && !rest.empty() && absl::ascii_isalpha(rest[0]);
    if (apart || glued) return {Marker::kBullet, size};
  }
  return {};
}

Marker KindOf(absl::string_view label) {
  if (absl::c_all_of(label, [](char c) { return absl::ascii_isdigit(c) || c == '.'; }))
    return Marker::kNumber;
  const auto is_roman = [](char c) { return absl::StrContains("ivx", absl::ascii_tolower(c)); };
  if (label.size() <= 5 && label != "c" && label != "d" && absl::c_all_of(label, is_roman))
    return Marker::kRoman;
  return label.size() == 1 && absl::ascii_isalpha(label[0]) ? Marker::kLetter : Marker::kNone;
}

// "1.", "1)", "(1)", "1.2", "a.", "iv)", "#1".
Mark LabelOf(absl::string_view text) {
  size_t at = absl::StartsWith(text, "#") ? 1 : 0;
  const bool opened = at < text.size() && text[at] == '(';
  if (opened) ++at;
  const size_t begin = at;
  while (at < text.size() && (absl::ascii_isalnum(text[at]) || (text[at] == '.' && at + 1 < text.size() &&
                                                                absl::ascii_isdigit(text[at + 1])))) {
    ++at;
  }
  const absl::string_view label = text.substr(begin, at - begin);
  if (label.empty() || label.size() > 6 || at == text.size()) return {};
  const Marker kind = KindOf(label);
  if (kind == Marker::kNone) return {};
  const char closing = text[at];
  if (closing != ')' && (opened || closing != '.')) return {};
  ++at;
  const bool apart = at == text.size() || BlanksOf(text.substr(at)) > 0;
  const bool glued = kind == Marker::kNumber && absl::ascii_isalpha(text[std::min(at, text.size() - 1)]);
  if (!apart && !glued && closing != ')') return {};
  // "a. " and "I. " begin lists, and so do initials: one letter needs a mark that closes it.
  return {kind, at};
}

size_t WidthOf(absl::string_view blanks) {
  size_t width = 0;
  for (const char c : blanks) width = c == '\t' ? (width / kTabWidth + 1) * kTabWidth : width + 1;
  return width;
}

// One line of the text as it is written.
struct Written {
  TextLine line;
  size_t text_column = 0;  // where the text begins, behind the marker
  size_t width = 0;
};

Written ReadWritten(absl::string_view text, size_t begin, size_t end) {
  Written written;
  while (end > begin && absl::ascii_isspace(text[end - 1])) --end;
  const absl::string_view whole = text.substr(begin, end - begin);
  size_t at = BlanksOf(whole);
  written.line.indentation = WidthOf(whole.substr(0, at));
  for (int marks = 0; marks < 2; ++marks) {  // "- 1. text"
    Mark mark = BulletOf(whole.substr(at));
    if (mark.marker == Marker::kNone) mark = LabelOf(whole.substr(at));
    if (mark.marker == Marker::kNone) break;
    if (written.line.marker == Marker::kNone) written.line.marker = mark.marker;
    at += mark.size;
    at += BlanksOf(whole.substr(at));
  }
  written.text_column = at;
  written.width = whole.size();
  written.line.start = begin + at;
  written.line.end = end;
  return written;
}

size_t FirstWord(absl::string_view text) { return std::min(text.find_first_of(" \t"), text.size()); }

// Whether `next` goes on with what `last`, the line written before it, has begun; `first` is the line with
// the marker.
bool GoesOn(const Written& first, const Written& last, const Written& next, absl::string_view text) {
  if (next.line.marker != Marker::kNone) return false;
  const size_t first_word = FirstWord(text.substr(next.line.start, next.line.end - next.line.start));
  const bool wrapped = last.width <= kWidestWrapped && last.width + 1 + first_word > kWrapColumn;
  const bool beneath = first.line.marker != Marker::kNone && next.line.indentation >= first.text_column &&
                       text[last.line.end - 1] != ':';
  return wrapped ? next.line.indentation >= first.line.indentation : beneath;
}

// Columns by which every line is indented.
size_t CommonIndentation(absl::string_view text) {
  size_t common = std::string::npos;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    const size_t blanks = BlanksOf(line);
    if (blanks < absl::StripTrailingAsciiWhitespace(line).size())
      common = std::min(common, WidthOf(line.substr(0, blanks)));
  }
  return common == std::string::npos ? 0 : common;
}

}  // namespace

std::vector<TextLine> SplitLines(absl::string_view text) {
  const size_t common = CommonIndentation(text);
  std::vector<TextLine> lines;
  Written first, last;
  bool after_blank = true;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    Written written = ReadWritten(text, begin, end);
    written.width -= std::min(common, written.width);
    begin = end + 1;
    if (written.line.start >= written.line.end) {
      // A marker alone on its line belongs to nothing.
      after_blank = after_blank || written.line.marker == Marker::kNone;
      continue;
    }
    if (!after_blank && !lines.empty() && GoesOn(first, last, written, text)) {
      lines.back().end = written.line.end;
    } else {
      written.line.after_blank = after_blank;
      lines.push_back(written.line);
      first = written;
    }
    last = written;
    after_blank = false;
  }
  return lines;
}

}  // namespace trialmatch::criteria
