#include "domain/decimal.h"

#include <cstdlib>
#include <iterator>

#include "absl/numeric/int128.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

constexpr int kMaxDigits = 18;
constexpr int kMaxExponent = 30;
// Long enough for every value within the bounds, trailing zeros included; bounds the work on hostile text.
constexpr size_t kMaxText = 128;

// The parts of "-1.50e3": negative, "150", point after 1 digit, exponent 3.
struct Parts {
  bool negative = false;
  std::string digits;
  int exponent = 0;
};

absl::Status NotADecimal() {
  return absl::InvalidArgumentError("must be a decimal number such as 1.249, -3 or 1e3");
}

std::string TakeDigits(absl::string_view* text) {
  size_t n = 0;
  while (n < text->size() && absl::ascii_isdigit((*text)[n])) ++n;
  std::string digits(text->substr(0, n));
  text->remove_prefix(n);
  return digits;
}

bool TakeChar(absl::string_view* text, char c) {
  if (text->empty() || absl::ascii_tolower(text->front()) != c) return false;
  text->remove_prefix(1);
  return true;
}

absl::StatusOr<Parts> Split(absl::string_view text) {
  Parts parts;
  parts.negative = TakeChar(&text, '-');
  parts.digits = TakeDigits(&text);
  if (parts.digits.empty() || (parts.digits.size() > 1 && parts.digits[0] == '0')) return NotADecimal();
  if (TakeChar(&text, '.')) {
    const std::string fraction = TakeDigits(&text);
    if (fraction.empty()) return NotADecimal();
    parts.digits += fraction;
    parts.exponent = -static_cast<int>(fraction.size());
  }
  if (TakeChar(&text, 'e')) {
    const bool down = TakeChar(&text, '-');
    if (!down) TakeChar(&text, '+');
    const std::string digits = TakeDigits(&text);
    int written = 0;
    if (digits.empty()) return NotADecimal();
    if (digits.size() > 4 || !absl::SimpleAtoi(digits, &written)) {
      return absl::InvalidArgumentError("the decimal's exponent is out of bounds");
    }
    parts.exponent += down ? -written : written;
  }
  if (!text.empty()) return NotADecimal();
  return parts;
}

int DigitCount(int64_t coefficient) {
  int count = 0;
  for (; coefficient != 0; coefficient /= 10) ++count;
  return count;
}

}  // namespace

Decimal::Decimal(int32_t value) : coefficient_(value) {
  while (coefficient_ != 0 && coefficient_ % 10 == 0) {
    coefficient_ /= 10;
    ++exponent_;
  }
}

absl::StatusOr<Decimal> Decimal::Parse(absl::string_view text) {
  if (text.empty()) return absl::InvalidArgumentError("must not be empty");
  if (text.size() > kMaxText) {
    return absl::InvalidArgumentError(absl::StrCat("must not be longer than ", kMaxText, " characters"));
  }
  absl::StatusOr<Parts> parts = Split(text);
  if (!parts.ok()) return parts.status();
  const size_t first = parts->digits.find_first_not_of('0');
  if (first == std::string::npos) return Decimal();
  const size_t last = parts->digits.find_last_not_of('0');
  const std::string digits = parts->digits.substr(first, last - first + 1);
  const int exponent = parts->exponent + static_cast<int>(parts->digits.size() - 1 - last);
  if (digits.size() > kMaxDigits) {
    return absl::InvalidArgumentError(
        absl::StrCat("must not have more than ", kMaxDigits, " significant digits"));
  }
  if (std::abs(exponent) > kMaxExponent) {
    return absl::InvalidArgumentError(
        absl::StrCat("the last digit must stand between 10^-", kMaxExponent, " and 10^", kMaxExponent));
  }
  int64_t coefficient = 0;
  if (!absl::SimpleAtoi(digits, &coefficient)) return NotADecimal();
  return Decimal(parts->negative ? -coefficient : coefficient, exponent);
}

std::string Decimal::ToString() const {
  if (coefficient_ == 0) return "0";
  const std::string digits = absl::StrCat(std::abs(coefficient_));
  return FormatDigits(coefficient_ < 0, digits, static_cast<int>(digits.size()) + exponent_);
}

Rational Decimal::ToRational() const {
  return exponent_ == 0 ? Rational(coefficient_) : Rational(coefficient_) * PowerOfTen(exponent_);
}

// The coefficient, the power and what joins them are each rounded once.
double Decimal::ToDouble() const {
  static constexpr double kPowers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10,
                                       1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
                                       1e22, 1e23, 1e24, 1e25, 1e26, 1e27, 1e28, 1e29, 1e30};
  static_assert(std::size(kPowers) == kMaxExponent + 1);
  const double power = kPowers[std::abs(exponent_)];
  const auto coefficient = static_cast<double>(coefficient_);
  return exponent_ < 0 ? coefficient / power : coefficient * power;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const auto sign = [](int64_t c) { return c < 0 ? -1 : (c > 0 ? 1 : 0); };
  if (sign(a.coefficient_) != sign(b.coefficient_)) return sign(a.coefficient_) <=> sign(b.coefficient_);
  if (a.coefficient_ == 0) return std::strong_ordering::equal;
  const int a_point = DigitCount(a.coefficient_) + a.exponent_;
  const int b_point = DigitCount(b.coefficient_) + b.exponent_;
  if (a_point != b_point) return a.coefficient_ > 0 ? a_point <=> b_point : b_point <=> a_point;
  // Same sign and same leading place: the exponents differ by at most 17, so that both fit in 128 bits.
  absl::int128 a_scaled = a.coefficient_;
  absl::int128 b_scaled = b.coefficient_;
  for (int e = a.exponent_; e > b.exponent_; --e) a_scaled *= 10;
  for (int e = b.exponent_; e > a.exponent_; --e) b_scaled *= 10;
  if (a_scaled == b_scaled) return std::strong_ordering::equal;
  return a_scaled < b_scaled ? std::strong_ordering::less : std::strong_ordering::greater;
}

}  // namespace trialmatch
