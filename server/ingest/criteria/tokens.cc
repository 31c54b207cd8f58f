#include "ingest/criteria/tokens.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace trialmatch::criteria {
namespace {

// Longest first where one begins another.
constexpr std::array<std::pair<absl::string_view, absl::string_view>, 29> kSigns = {{
    {">/=", ">="},    {"</=", "<="},    {"=/>", ">="},   {"=/<", "<="},   {"> or =", ">="}, {"< or =", "<="},
    {"= or >", ">="}, {"= or <", "<="}, {"> / =", ">="}, {"< / =", "<="}, {">=", ">="},     {"=>", ">="},
    {"<=", "<="},     {"=<", "<="},     {"> =", ">="},   {"< =", "<="},   {"≥", ">="},      {"≤", "<="},
    {"⩾", ">="},      {"⩽", "<="},      {"≧", ">="},     {"≦", "<="},     {"–", "-"},       {"—", "-"},
    {"−", "-"},       {"×", "x"},       {"•", ";"},      {"·", "."},      {"％", "%"},
}};

class Tokenizer {
 public:
  Tokenizer(absl::string_view text, size_t start, size_t end) : text_(text.substr(0, end)), at_(start) {}

  std::vector<Token> Run() {
    tokens_.reserve((text_.size() - at_) / 6 + 1);
    while (at_ < text_.size()) {
      if (!SkipBlank()) Read();
    }
    return std::move(tokens_);
  }

 private:
  static bool IsLetter(char c) { return absl::ascii_isalpha(c) || static_cast<uint8_t>(c) >= 0x80; }
  char CharAt(size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  bool Has(absl::string_view piece) const { return absl::StartsWith(text_.substr(at_), piece); }

  bool SkipBlank() {
    const size_t size = absl::ascii_isspace(text_[at_]) ? 1 : Has("\xC2\xA0") ? 2 : 0;
    at_ += size;
    blank_ = blank_ || size > 0;
    return size > 0;
  }

  void Push(TokenKind kind, std::string token, size_t start) {
    const uint64_t hash = HashOfWord(token);
    tokens_.push_back({kind, std::move(token), start, at_, !blank_ && !tokens_.empty(), hash});
    blank_ = false;
  }

  void Read() {
    if (absl::ascii_isdigit(text_[at_])) return ReadNumber();
    if (ReadSign()) return;
    if (IsLetter(text_[at_])) return ReadWord();
    const size_t start = at_++;
    if (text_[start] == '-' && IsInnerHyphen(start)) return;
    if (text_[start] == '\'' || text_[start] == '"' || text_[start] == '`') return;
    Push(TokenKind::kSign, std::string(1, text_[start]), start);
  }

  // Within a word, or between a number and a word ("3-month", "CTLA-4"); not between numbers.
  bool IsInnerHyphen(size_t i) const {
    if (i == 0 || blank_) return false;
    const char before = CharAt(i - 1), after = CharAt(i + 1);
    const bool joins =
        (IsLetter(before) || absl::ascii_isdigit(before)) && (IsLetter(after) || absl::ascii_isdigit(after));
    return joins && !(absl::ascii_isdigit(before) && absl::ascii_isdigit(after));
  }

  bool ReadSign() {
    const char c = text_[at_];
    if (c != '<' && c != '>' && c != '=' && static_cast<uint8_t>(c) < 0x80) return false;
    for (const auto& [written, meant] : kSigns) {
      if (!Has(written)) continue;
      const size_t start = at_;
      at_ += written.size();
      const bool hyphen = meant == "-" && IsDashBetweenLetters(start);
      if (!hyphen) Push(meant == "x" ? TokenKind::kWord : TokenKind::kSign, std::string(meant), start);
      return true;
    }
    if (static_cast<uint8_t>(c) >= 0x80) {
      // Quotes and the like are nothing; other characters are letters.
      for (const absl::string_view nothing : {"“", "”", "‘", "’", "®", "™", "\xEF\xBB\xBF"}) {
        if (!Has(nothing)) continue;
        at_ += nothing.size();
        return true;
      }
      return false;
    }
    const size_t start = at_++;
    Push(TokenKind::kSign, std::string(1, c), start);
    return true;
  }

  bool IsDashBetweenLetters(size_t start) const {
    return start > 0 && !blank_ && IsLetter(text_[start - 1]) &&
           static_cast<uint8_t>(text_[start - 1]) < 0x80 && absl::ascii_isalpha(CharAt(at_));
  }

  void ReadNumber() {
    const size_t start = at_;
    std::string number;
    while (absl::ascii_isdigit(CharAt(at_))) number += text_[at_++];
    // "1,500" and "100,000": groups of exactly three.
    while (number.size() <= 12 && CharAt(at_) == ',' && IsGroup(at_ + 1)) {
      absl::StrAppend(&number, text_.substr(at_ + 1, 3));
      at_ += 4;
    }
    if (CharAt(at_) == '.' && absl::ascii_isdigit(CharAt(at_ + 1))) {
      number += text_[at_++];
      while (absl::ascii_isdigit(CharAt(at_))) number += text_[at_++];
    }
    Push(TokenKind::kNumber, std::move(number), start);
  }

  bool IsGroup(size_t i) const {
    return absl::ascii_isdigit(CharAt(i)) && absl::ascii_isdigit(CharAt(i + 1)) &&
           absl::ascii_isdigit(CharAt(i + 2)) && !absl::ascii_isdigit(CharAt(i + 3));
  }

  void ReadWord() {
    const size_t start = at_;
    std::string word;
    while (at_ < text_.size()) {
      if (IsLetter(CharAt(at_)) || absl::ascii_isdigit(CharAt(at_))) {
        if (static_cast<uint8_t>(text_[at_]) >= 0x80 && at_ > start && IsSignHere()) break;
        word += absl::ascii_tolower(text_[at_++]);
      } else if (const size_t size = ApostropheHere(); size > 0 && IsLetter(CharAt(at_ + size))) {
        at_ += size;
      } else {
        break;
      }
    }
    Push(TokenKind::kWord, std::move(word), start);
  }

  size_t ApostropheHere() const { return CharAt(at_) == '\'' || CharAt(at_) == '`' ? 1 : Has("’") ? 3 : 0; }

  bool IsSignHere() const {
    for (const auto& [written, meant] : kSigns) {
      if (static_cast<uint8_t>(written[0]) >= 0x80 && Has(written)) return true;
    }
    for (const absl::string_view nothing : {"“", "”", "‘", "’", "®", "™", "\xC2\xA0"}) {
      if (Has(nothing)) return true;
    }
    return false;
  }

  const absl::string_view text_;
  size_t at_;
  bool blank_ = true;
  std::vector<Token> tokens_;
};

}  // namespace

uint64_t HashOfWord(absl::string_view word) {
  uint64_t hash = 14695981039346656037u;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211u;
  return hash ^ (hash >> 32);
}

std::vector<Token> Tokenize(absl::string_view text, size_t start, size_t end) {
  return Tokenizer(text, start, end).Run();
}

std::string WordsOf(absl::Span<const Token> tokens) {
  return absl::StrJoin(tokens, " ", [](std::string* out, const Token& token) { out->append(token.text); });
}

}  // namespace trialmatch::criteria
