#include "domain/ucum/parser.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "domain/ucum/dictionary.h"

namespace trialmatch::ucum {
namespace {

constexpr size_t kMaxText = 128;
constexpr int kMaxDepth = 16;
constexpr int kMaxExponent = 99;
constexpr size_t kMaxFactorDigits = 9;

bool IsPrintable(char c) { return c > ' ' && c <= '~'; }

// Recursive descent over
//   expression := ["/"] term        term := component { ("." | "/") component }
//   component  := "(" term ")" | annotation | (symbol [exponent] | factor) [annotation]
// Products are read from left to right, as UCUM wants it: m/s.kg is (m/s).kg.
class Parser {
 public:
  Parser(absl::string_view text, const Dictionary& dictionary) : text_(text), dictionary_(dictionary) {}

  absl::StatusOr<Expression> Parse();

 private:
  bool AtEnd() const { return at_ == text_.size(); }
  char Peek() const { return AtEnd() ? '\0' : text_[at_]; }
  bool Take(char c) {
    if (AtEnd() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  absl::Status Fail(absl::string_view cause) const {
    return absl::InvalidArgumentError(absl::StrCat("not a UCUM unit: ", cause, " at character ", at_ + 1));
  }
  absl::string_view TakeDigits();

  // `sign` is -1 where the component divides the whole expression.
  absl::Status ParseTerm(int sign, int depth);
  absl::Status ParseComponent(int sign, int depth);
  absl::Status ParseFactor(int sign);
  absl::Status ParseSymbol(int sign);
  absl::Status ParseExponent(int* exponent);
  absl::Status ParseAnnotation(int sign);
  absl::StatusOr<absl::string_view> ScanSymbol();

  const absl::string_view text_;
  const Dictionary& dictionary_;
  size_t at_ = 0;
  int leaves_ = 0;
  bool special_in_power_ = false;
  Expression result_;
};

absl::StatusOr<Expression> Parser::Parse() {
  if (text_.empty()) return Fail("it is empty");
  if (text_.size() > kMaxText) {
    return absl::InvalidArgumentError(
        absl::StrCat("a unit must not be longer than ", kMaxText, " characters"));
  }
  const bool inverse = Take('/');
  if (absl::Status status = ParseTerm(inverse ? -1 : 1, 0); !status.ok()) return status;
  if (!AtEnd()) return Fail("something unexpected");
  if (result_.special && (leaves_ > 1 || inverse || special_in_power_)) {
    return absl::InvalidArgumentError(
        "not a UCUM unit: a unit on a scale of its own (as Cel, [pH], dB) must stand alone");
  }
  std::sort(result_.annotations.begin(), result_.annotations.end());
  return std::move(result_);
}

absl::Status Parser::ParseTerm(int sign, int depth) {
  if (depth > kMaxDepth) return Fail("too many parentheses");
  absl::Status status = ParseComponent(sign, depth);
  while (status.ok() && (Peek() == '.' || Peek() == '/')) {
    const bool divides = text_[at_++] == '/';
    status = ParseComponent(divides ? -sign : sign, depth);
  }
  return status;
}

absl::Status Parser::ParseComponent(int sign, int depth) {
  if (Take('(')) {
    if (absl::Status status = ParseTerm(sign, depth + 1); !status.ok()) return status;
    return Take(')') ? absl::OkStatus() : Fail("a ')' is missing");
  }
  ++leaves_;
  if (Peek() == '{') return ParseAnnotation(sign);
  const absl::string_view rest = text_.substr(at_);
  const bool ten = rest.substr(0, 3) == "10*" || rest.substr(0, 3) == "10^";
  absl::Status status = absl::ascii_isdigit(Peek()) && !ten ? ParseFactor(sign) : ParseSymbol(sign);
  if (status.ok() && Peek() == '{') status = ParseAnnotation(sign);
  return status;
}

absl::string_view Parser::TakeDigits() {
  const size_t begin = at_;
  while (absl::ascii_isdigit(Peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

absl::Status Parser::ParseFactor(int sign) {
  const absl::string_view digits = TakeDigits();
  int factor = 0;
  if (digits.size() > kMaxFactorDigits || !absl::SimpleAtoi(digits, &factor))
    return Fail("a factor too large");
  if (factor == 0) return Fail("a factor of zero");
  if (!MultiplyBy(Form{.factor = factor}, sign, &result_.form)) return Fail("a number too large");
  return absl::OkStatus();
}

absl::Status Parser::ParseSymbol(int sign) {
  const size_t begin = at_;
  absl::StatusOr<absl::string_view> code = ScanSymbol();
  if (!code.ok()) return code.status();
  const std::optional<Atom> atom = dictionary_.Find(*code);
  if (!atom.has_value()) {
    at_ = begin;
    return Fail(code->empty() ? "a unit is missing" : "an unknown symbol (codes are case-sensitive)");
  }
  int exponent = 1;
  if (absl::Status status = ParseExponent(&exponent); !status.ok()) return status;
  if (!MultiplyBy(atom->form, sign * exponent, &result_.form)) return Fail("a number too large");
  result_.arbitrary |= atom->arbitrary;
  if (atom->special) {
    result_.special = true;
    result_.offset = atom->offset;
    special_in_power_ |= exponent != 1;
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::string_view> Parser::ScanSymbol() {
  const size_t begin = at_;
  if (absl::ascii_isdigit(Peek())) at_ += 3;  // 10* or 10^
  while (!AtEnd()) {
    const char c = Peek();
    if (!IsPrintable(c)) return Fail("a character that is not allowed");
    if (c == '[') {
      const size_t close = text_.find(']', at_);
      if (close == absl::string_view::npos) return Fail("a ']' is missing");
      at_ = close + 1;
      continue;
    }
    if (absl::ascii_isdigit(c) || absl::string_view("./(){}+-\"=]").find(c) != absl::string_view::npos) break;
    ++at_;
  }
  return text_.substr(begin, at_ - begin);
}

absl::Status Parser::ParseExponent(int* exponent) {
  const bool negative = Peek() == '-';
  const bool is_signed = negative || Peek() == '+';
  if (is_signed) ++at_;
  const absl::string_view digits = TakeDigits();
  if (digits.empty()) return is_signed ? Fail("an exponent is missing") : absl::OkStatus();
  if (digits.size() > kMaxFactorDigits || !absl::SimpleAtoi(digits, exponent) || *exponent > kMaxExponent) {
    return Fail("an exponent too large");
  }
  if (negative) *exponent = -*exponent;
  return absl::OkStatus();
}

absl::Status Parser::ParseAnnotation(int sign) {
  ++at_;  // the brace
  const size_t begin = at_;
  while (!AtEnd() && Peek() != '}') {
    if (Peek() == '{' || !IsPrintable(Peek()))
      return Fail("a character that is not allowed in an annotation");
    ++at_;
  }
  if (at_ == begin) return Fail("an empty annotation");
  result_.annotations.push_back({std::string(text_.substr(begin, at_ - begin)), sign < 0});
  return Take('}') ? absl::OkStatus() : Fail("a '}' is missing");
}

}  // namespace

absl::StatusOr<Expression> ParseExpression(absl::string_view text, const Dictionary& dictionary) {
  return Parser(text, dictionary).Parse();
}

}  // namespace trialmatch::ucum
