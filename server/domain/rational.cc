#include "domain/rational.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

// Below and above these positions of the decimal point an exponent reads better than a row of zeros.
constexpr int kMinPlainPoint = -6;
constexpr int kMaxPlainPoint = 21;
constexpr int kMaxWrittenExponent = 400;

BigInteger IntegerPowerOfTen(int exponent) {
  return boost::multiprecision::pow(BigInteger(10), static_cast<unsigned>(exponent));
}

// The integer nearest to `value`, which is not negative; halves go up.
BigInteger RoundHalfUp(const Rational& value) {
  const BigInteger den = denominator(value);
  return (2 * numerator(value) + den) / (2 * den);
}

// The number of digits before the decimal point of `value` > 0 (zero or negative below 0.1).
int PointOf(const Rational& value) {
  int point =
      static_cast<int>(numerator(value).str().size()) - static_cast<int>(denominator(value).str().size());
  return value >= PowerOfTen(point) ? point + 1 : point;
}

constexpr int64_t kMost = std::numeric_limits<int64_t>::max(), kLeast = std::numeric_limits<int64_t>::min();

// 10^0 to 10^18, all that fit.
constexpr std::array<int64_t, 19> MakePowers() {
  std::array<int64_t, 19> powers{1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = 10 * powers[i - 1];
  return powers;
}
constexpr std::array<int64_t, 19> kPowers = MakePowers();

}  // namespace

Rational::Rational(int64_t numerator, int64_t denominator) {
  *this =
      denominator < 0 ? Reduced(-Int128{numerator}, -Int128{denominator}) : Reduced(numerator, denominator);
}

Rational::Rational(Wide wide) {
  const BigInteger top = boost::multiprecision::numerator(wide);
  const BigInteger bottom = boost::multiprecision::denominator(wide);
  if (top >= kLeast && top <= kMost && bottom <= kMost) {
    numerator_ = static_cast<int64_t>(top);
    denominator_ = static_cast<int64_t>(bottom);
  } else {
    denominator_ = 0;
    wide_ = std::move(wide);
  }
}

Rational Rational::Reduced(Int128 numerator, Int128 denominator) {
  // Mostly, and without a division of two words.
  if (numerator > kLeast && numerator <= kMost && denominator <= kMost) {
    const int64_t top = static_cast<int64_t>(numerator), bottom = static_cast<int64_t>(denominator);
    const int64_t shared = std::gcd(top, bottom);
    Rational small(top / shared);
    small.denominator_ = bottom / shared;
    return small;
  }
  Int128 a = numerator < 0 ? -numerator : numerator, b = denominator;
  while (b > kMost || a > kMost) {
    if (b == 0) break;
    a = std::exchange(b, a % b);
  }
  const Int128 common = b == 0 ? a : Int128{std::gcd(static_cast<int64_t>(a), static_cast<int64_t>(b))};
  numerator /= common;
  denominator /= common;
  if (numerator < kLeast || numerator > kMost || denominator > kMost) {
    return Rational(Wide(BigInteger(numerator), BigInteger(denominator)));
  }
  Rational small(static_cast<int64_t>(numerator));
  small.denominator_ = static_cast<int64_t>(denominator);
  return small;
}

Rational Rational::operator-() const {
  if (!IsSmall() || numerator_ == kLeast) return Rational(Wide(-ToWide()));
  Rational negated(-numerator_);
  negated.denominator_ = denominator_;
  return negated;
}

Rational operator+(const Rational& a, const Rational& b) {
  if (!a.IsSmall() || !b.IsSmall()) return Rational(Rational::Wide(a.ToWide() + b.ToWide()));
  using Int128 = Rational::Int128;
  return Rational::Reduced(Int128{a.numerator_} * b.denominator_ + Int128{b.numerator_} * a.denominator_,
                           Int128{a.denominator_} * b.denominator_);
}

Rational operator-(const Rational& a, const Rational& b) { return a + -b; }

Rational operator*(const Rational& a, const Rational& b) {
  if (!a.IsSmall() || !b.IsSmall()) return Rational(Rational::Wide(a.ToWide() * b.ToWide()));
  using Int128 = Rational::Int128;
  return Rational::Reduced(Int128{a.numerator_} * b.numerator_, Int128{a.denominator_} * b.denominator_);
}

Rational operator/(const Rational& a, const Rational& b) {
  if (!a.IsSmall() || !b.IsSmall() || b == 0) return Rational(Rational::Wide(a.ToWide() / b.ToWide()));
  using Int128 = Rational::Int128;
  const int sign = b.numerator_ < 0 ? -1 : 1;
  return Rational::Reduced(sign * Int128{a.numerator_} * b.denominator_,
                           sign * Int128{a.denominator_} * b.numerator_);
}

std::strong_ordering operator<=>(const Rational& a, const Rational& b) {
  if (!a.IsSmall() || !b.IsSmall()) return a.ToWide().compare(b.ToWide()) <=> 0;
  using Int128 = Rational::Int128;
  const Int128 left = Int128{a.numerator_} * b.denominator_, right = Int128{b.numerator_} * a.denominator_;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

BigInteger numerator(const Rational& value) { return boost::multiprecision::numerator(value.ToWide()); }
BigInteger denominator(const Rational& value) { return boost::multiprecision::denominator(value.ToWide()); }

std::string Rational::str() const { return ToWide().str(); }

double Rational::ToDouble() const {
  return IsSmall() ? static_cast<double>(numerator_) / static_cast<double>(denominator_)
                   : wide_->convert_to<double>();
}

Rational PowerOfTen(int exponent) {
  const size_t size = static_cast<size_t>(std::abs(exponent));
  if (size < kPowers.size()) return exponent < 0 ? Rational(1, kPowers[size]) : Rational(kPowers[size]);
  if (exponent >= 0) return Rational(IntegerPowerOfTen(exponent));
  return Rational(BigInteger(1), IntegerPowerOfTen(-exponent));
}

std::optional<Rational> ParseRational(absl::string_view literal) {
  size_t at = 0;
  const bool negative = !literal.empty() && literal[0] == '-';
  if (negative) ++at;
  const auto take_digits = [&] {
    const size_t begin = at;
    while (at < literal.size() && absl::ascii_isdigit(literal[at])) ++at;
    return std::string(literal.substr(begin, at - begin));
  };
  std::string digits = take_digits();
  if (digits.empty()) return std::nullopt;
  int exponent = 0;
  if (at < literal.size() && literal[at] == '.') {
    ++at;
    const std::string fraction = take_digits();
    if (fraction.empty()) return std::nullopt;
    digits += fraction;
    exponent = -static_cast<int>(fraction.size());
  }
  if (at < literal.size()) {
    if (literal[at] != 'e' && literal[at] != 'E') return std::nullopt;
    absl::string_view rest = literal.substr(at + 1);
    if (!rest.empty() && rest[0] == '+') {
      rest.remove_prefix(1);
      if (!rest.empty() && rest[0] == '-') return std::nullopt;
    }
    int written = 0;
    // SimpleAtoi would also take spaces around the number.
    if (rest.empty() || absl::ascii_isspace(rest.front()) || !absl::ascii_isdigit(rest.back()) ||
        !absl::SimpleAtoi(rest, &written) || std::abs(written) > kMaxWrittenExponent) {
      return std::nullopt;
    }
    exponent += written;
  }
  // A leading zero would make Boost read octal.
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
  Rational value = Rational(BigInteger(digits)) * PowerOfTen(exponent);
  return negative ? Rational(-value) : value;
}

std::string FormatRational(const Rational& value, int significant_digits) {
  if (value == 0) return "0";
  const bool negative = value < 0;
  const Rational magnitude = negative ? Rational(-value) : value;
  int point = PointOf(magnitude);
  std::string digits = RoundHalfUp(magnitude * PowerOfTen(significant_digits - point)).str();
  // Rounding 9.99… up makes one digit more.
  if (static_cast<int>(digits.size()) > significant_digits) ++point;
  digits.erase(digits.find_last_not_of('0') + 1);
  return FormatDigits(negative, digits, point);
}

std::string FormatDigits(bool negative, absl::string_view digits, int point) {
  const char* sign = negative ? "-" : "";
  const int size = static_cast<int>(digits.size());
  if (point < kMinPlainPoint || point > kMaxPlainPoint) {
    const absl::string_view rest = digits.substr(1);
    return absl::StrCat(sign, digits.substr(0, 1), rest.empty() ? "" : ".", rest, "e", point - 1);
  }
  if (point <= 0) return absl::StrCat(sign, "0.", std::string(-point, '0'), digits);
  if (point >= size) return absl::StrCat(sign, digits, std::string(point - size, '0'));
  return absl::StrCat(sign, digits.substr(0, point), ".", digits.substr(point));
}

}  // namespace trialmatch
