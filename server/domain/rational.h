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

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace trialmatch {

using BigInteger = boost::multiprecision::cpp_int;

// Arbitrary size, always in lowest terms. Division by zero throws: callers test the divisor first.
using Rational = boost::multiprecision::cpp_rational;

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
