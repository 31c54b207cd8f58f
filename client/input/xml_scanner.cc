#include "client/input/xml_scanner.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace trialmatch::client {
namespace {

constexpr absl::string_view kStudy = "clinical_study";
// Longer than the names that matter, and than a declaration of a document of the registry.
constexpr size_t kMostName = 32;
constexpr size_t kMostDeclaration = size_t{64} << 10;

const ByteClass kAfterName = BytesOf(" \t\r\n/>[<\"'");
const ByteClass kInTag = BytesOf(">\"'");

}  // namespace

std::string XmlScanner::TagName() {
  std::string name;
  cursor_.Skip();
  for (int c = cursor_.Peek(); c != ByteCursor::kEnd && name.size() < kMostName; c = cursor_.Peek()) {
    const bool belongs = (c == '/' && name.empty()) || (c == '[' && (name == "!" || name == "![CDATA"));
    if (kAfterName[static_cast<size_t>(c)] && !belongs) break;
    if (c == '?' && !name.empty()) break;
    name += static_cast<char>(c);
    cursor_.Skip();
    if (name == "!--" || name == "![CDATA[") break;
  }
  return name;
}

bool XmlScanner::RestOfTag() {
  bool empty = false;
  for (int c = cursor_.Peek(); c != ByteCursor::kEnd; c = cursor_.Peek()) {
    cursor_.Skip();
    if (c == '>') return empty;
    empty = c == '/';
    if (c != '"' && c != '\'') continue;
    cursor_.SkipTo(static_cast<char>(c));
    if (cursor_.Peek() != ByteCursor::kEnd) cursor_.Skip();
  }
  return empty;
}

void XmlScanner::SkipBehind(absl::string_view end) {
  std::string last;
  while (last != end) {
    if (last.empty()) cursor_.SkipTo(end[0]);
    const int c = cursor_.Peek();
    if (c == ByteCursor::kEnd) return;
    cursor_.Skip();
    last += static_cast<char>(c);
    while (!absl::StartsWith(end, last)) last.erase(0, 1);
  }
}

bool XmlScanner::SkipIfNoElement(absl::string_view name) {
  if (name == "!--") {
    SkipBehind("-->");
  } else if (name == "![CDATA[") {
    SkipBehind("]]>");
  } else if (absl::StartsWith(name, "?")) {
    SkipBehind("?>");
  } else if (absl::StartsWith(name, "!")) {
    RestOfTag();
  } else {
    return false;
  }
  return true;
}

bool XmlScanner::Declaration(absl::string_view name) {
  std::string text = absl::StrCat("<", name);
  int brackets = 0;
  char quote = 0;
  for (int c = cursor_.Peek(); c != ByteCursor::kEnd; c = cursor_.Peek()) {
    cursor_.Skip();
    text += static_cast<char>(c);
    if (text.size() > kMostDeclaration) return false;
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = static_cast<char>(c);
    } else if (c == '[' || c == ']') {
      brackets += c == '[' ? 1 : -1;
    } else if (c == '>' && brackets <= 0) {
      break;
    }
  }
  absl::StrAppend(&prolog_, text, "\n");
  return prolog_.size() <= kMostDeclaration;
}

XmlScanner::End XmlScanner::Scan() {
  if (begun_.empty()) {
    cursor_.SkipTo('<');
    if (cursor_.Peek() == ByteCursor::kEnd) return End::kNothing;
    begin_ = cursor_.place();
    cursor_.Keep(prolog_);
    begun_ = TagName();
  } else {
    begin_ = begun_at_;
    cursor_.Keep(absl::StrCat(prolog_, "<", begun_));
  }
  const std::string name = std::exchange(begun_, {});
  if (name == kStudy) return Study();
  cursor_.Take();
  if (name == "?xml") {
    prolog_.clear();
    depth_ = 0;
  }
  if (name == "?xml" || name == "!DOCTYPE") return Declaration(name) ? End::kNothing : End::kRefused;
  if (SkipIfNoElement(name)) return End::kNothing;
  const bool empty = RestOfTag();
  if (absl::StartsWith(name, "/")) {
    depth_ = std::max<int64_t>(depth_ - 1, 0);
  } else if (!empty) {
    ++depth_;
  }
  return End::kNothing;
}

XmlScanner::End XmlScanner::Study() {
  ++studies_;
  if (RestOfTag()) return End::kStudy;
  bool in_results = false;
  while (true) {
    cursor_.SkipTo('<');
    if (cursor_.Peek() == ByteCursor::kEnd) return End::kBroken;
    const size_t size = cursor_.kept_size();
    const Place at = cursor_.place();
    const std::string name = TagName();
    if (name == kStudy || name == "?xml") {
      begun_ = name;
      begun_at_ = at;
      return End::kBroken;
    }
    if (SkipIfNoElement(name)) continue;
    const bool empty = RestOfTag();
    if (name == "/clinical_study" && !in_results) return End::kStudy;
    if (name == "clinical_results" && !empty && !in_results) {
      cursor_.CutBehind(size);
      cursor_.Pause();
      in_results = true;
    } else if (name == "/clinical_results" && in_results) {
      cursor_.Resume();
      in_results = false;
    }
  }
}

}  // namespace trialmatch::client
