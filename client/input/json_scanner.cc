#include "client/input/json_scanner.h"

namespace trialmatch::client {
namespace {

// Brackets whose kind is remembered; it matters for a broken object only.
constexpr size_t kMostOpen = 4096;
// Longer than the keys that matter.
constexpr size_t kMostKey = 16;

ByteClass NotBlank() {
  ByteClass bytes = BytesOf(" \t\r");
  for (bool& member : bytes) member = !member;
  return bytes;
}

const ByteClass kAfterBlanks = NotBlank();
const ByteClass kAfterScalar = BytesOf(" \t\r\n\"{}[],:");
const ByteClass kInString = BytesOf("\"\\\n");

}  // namespace

JsonScanner::End JsonScanner::ScanObject(bool may_be_page) {
  may_be_page_ = may_be_page;
  is_study_ = list_is_page_ = leaving_out_ = rest_of_page_ = false;
  open_ = "{";
  deeper_ = 0;
  previous_ = '{';
  cursor_.Skip();
  return Scan();
}

JsonScanner::End JsonScanner::ScanRestOfPage() {
  may_be_page_ = list_is_page_ = leaving_out_ = false;
  rest_of_page_ = true;
  open_ = "{";
  deeper_ = 0;
  previous_ = ']';
  return Scan();
}

// A newline ends a string too: it is none of JSON, and a string that was never closed must not hide what
// follows.
void JsonScanner::RestOfString() {
  while (true) {
    cursor_.SkipTo(kInString);
    const int c = cursor_.Peek();
    if (c == ByteCursor::kEnd || c == '\n') return;
    cursor_.Skip();
    if (c == '"') return;
    const int escaped = cursor_.Peek();
    if (escaped != ByteCursor::kEnd && escaped != '\n') cursor_.Skip();
  }
}

void JsonScanner::Key() {
  key_at_ = cursor_.kept_size();
  key_.clear();
  cursor_.Skip();
  for (int c = cursor_.Peek(); key_.size() < kMostKey; c = cursor_.Peek()) {
    if (c == ByteCursor::kEnd || c == '\n' || c == '\\') break;
    cursor_.Skip();
    if (c == '"') return;
    key_ += static_cast<char>(c);
  }
  key_ = "(another)";
  RestOfString();
}

void JsonScanner::Value() {
  list_is_page_ = false;
  if (rest_of_page_) return;
  if (key_ == "protocolSection") {
    is_study_ = true;
  } else if (key_ == "resultsSection") {
    is_study_ = leaving_out_ = true;
    left_comma_out_ = cursor_.CutBehind(key_at_);
    cursor_.Pause();
  } else {
    list_is_page_ = key_ == "studies" && may_be_page_ && !is_study_;
  }
}

bool JsonScanner::EndOfMember() {
  if (!leaving_out_) return false;
  leaving_out_ = false;
  const bool leave_comma_out = cursor_.Peek() == ',' && !left_comma_out_;
  if (leave_comma_out) cursor_.Skip();
  cursor_.Resume();
  return leave_comma_out;
}

bool JsonScanner::ObjectMayBegin() const {
  if (deeper_ > 0 || previous_ == ':') return true;
  return open_.back() == '[' && (previous_ == '[' || previous_ == ',');
}

JsonScanner::End JsonScanner::Scan() {
  for (int c = cursor_.Peek(); c != ByteCursor::kEnd; c = cursor_.Peek()) {
    const bool outermost = open_.size() == 1 && deeper_ == 0;
    switch (c) {
      case ' ':
      case '\t':
      case '\r':
        cursor_.SkipTo(kAfterBlanks);
        continue;
      case '\n':
        if (lines_) return End::kBroken;
        cursor_.Skip();
        if (cursor_.Peek() == '{' && !ObjectMayBegin()) return End::kBroken;
        continue;
      case '"':
        if (outermost && (previous_ == '{' || previous_ == ',')) {
          Key();
        } else {
          cursor_.Skip();
          RestOfString();
        }
        previous_ = '"';
        continue;
      case '[':
        if (outermost && list_is_page_ && previous_ == ':') {
          cursor_.Skip();
          return End::kPage;
        }
        [[fallthrough]];
      case '{':
        if (open_.size() < kMostOpen) {
          open_ += static_cast<char>(c);
        } else {
          ++deeper_;
        }
        break;
      case '}':
      case ']':
        if (outermost) EndOfMember();
        if (deeper_ > 0) {
          --deeper_;
        } else {
          open_.pop_back();
        }
        break;
      case ',':
        if (outermost && EndOfMember()) {
          previous_ = ',';
          continue;
        }
        break;
      case ':':
        cursor_.Skip();
        previous_ = ':';
        if (outermost) Value();
        continue;
      default:
        cursor_.SkipTo(kAfterScalar);
        previous_ = '0';
        continue;
    }
    previous_ = static_cast<char>(c);
    cursor_.Skip();
    if (open_.empty()) return End::kWhole;
  }
  return End::kBroken;
}

}  // namespace trialmatch::client
