// Exact rational numbers, for values and thresholds that meet at a bound.
//
// Boost.Multiprecision is the one library beside the standard one and Abseil that `domain/` uses: 1.249 kg
// and 1249 g, or 37 Cel and 98.6 [degF], are equal only where neither is rounded.
#ifndef TRIALMATCH_DOMAIN_RATIONAL_H_
#define TRIALMATCH_DOMAIN_RATIONAL_H_

// g++ 12 takes a small number's unused limbs for uninitialised reads when it inlines Boost's copies (-O3).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <boost/multiprecision/cpp_int.hpp>
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "domain/boxed.h"

namespace trialmatch {

using BigInteger = boost::multiprecision::cpp_int;

// Arbitrary size, always in lowest terms. Most numbers are small, and of these no operation takes memory.
// Division by zero throws: callers test the divisor first. An immutable value but for assignment.
class Rational {
 public:
  Rational() = default;
  Rational(int64_t whole) : numerator_(whole) {}
  Rational(int64_t numerator, int64_t denominator);  // the denominator is not zero
  explicit Rational(const BigInteger& whole) : Rational(Wide(whole)) {}
  Rational(const BigInteger& numerator, const BigInteger& denominator)
      : Rational(Wide(numerator, denominator)) {}

  Rational operator-() const;
  friend Rational operator+(const Rational& a, const Rational& b);
  friend Rational operator-(const Rational& a, const Rational& b);
  friend Rational operator*(const Rational& a, const Rational& b);
  friend Rational operator/(const Rational& a, const Rational& b);
  Rational& operator*=(const Rational& other) { return *this = *this * other; }

  friend bool operator==(const Rational& a, const Rational& b) {
    return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_ && a.wide_ == b.wide_;
  }
  friend std::strong_ordering operator<=>(const Rational& a, const Rational& b);

  friend BigInteger numerator(const Rational& value);
  friend BigInteger denominator(const Rational& value);
  // "-2/3"; a whole number has no denominator.
  std::string str() const;
  // Off by a few units in the last place; infinite beyond the range of a double.
  double ToDouble() const;

 private:
  using Wide = boost::multiprecision::cpp_rational;
  using Int128 = boost::int128_type;

  explicit Rational(Wide wide);
  bool IsSmall() const { return !wide_; }
  Wide ToWide() const { return wide_ ? *wide_ : Wide(numerator_, denominator_); }
  // `denominator` is above zero.
  static Rational Reduced(Int128 numerator, Int128 denominator);

  // Where both fit, and so the smallest number is in no other way; else zero, and all is in wide_.
  int64_t numerator_ = 0;
  int64_t denominator_ = 1;
  Rare<Wide> wide_;
};

// Ten to the power of `exponent`, exactly. `exponent` is small (callers bound it).
Rational PowerOfTen(int exponent);

// The exact value of a decimal literal ("-3", "0.10", "6.02214076e23") of any length. Nothing for other text
// or for a written exponent beyond 400 in size.
std::optional<Rational> ParseRational(absl::string_view literal);

// For people: the decimal form, exact when it has at most `significant_digits` digits, else rounded half away
// from zero to that many. No trailing zeros. Very large and very small numbers get an exponent ("1.5e-12").
// `significant_digits` is at least 1.
std::string FormatRational(const Rational& value, int significant_digits = 12);

// Writes 0.`digits` times ten to the power of `point` in the house form of FormatRational. `digits` has no
// leading or trailing zero and is not empty.
std::string FormatDigits(bool negative, absl::string_view digits, int point);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_RATIONAL_H_
