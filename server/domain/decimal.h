// A decimal number as somebody wrote it, kept exactly.
#ifndef TRIALMATCH_DOMAIN_DECIMAL_H_
#define TRIALMATCH_DOMAIN_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/rational.h"

namespace trialmatch {

// The value coefficient × 10^exponent, at most 18 significant digits, the last of them at a place between
// 10^-30 and 10^30. Immutable but for assignment; equal values are equal objects ("0.10" is "0.1"). Zero by
// default.
class Decimal {
 public:
  Decimal() = default;
  explicit Decimal(int32_t value);

  // Reads "1.249", "-3", "1e3", "0.10": the decimals of JSON. InvalidArgument for empty text, NaN,
  // infinities, spaces, a leading '+', missing digits beside the point, and for values beyond the bounds
  // above. The error never repeats the text, which may be a patient's.
  static absl::StatusOr<Decimal> Parse(absl::string_view text);

  // The one spelling of the value, which Parse reads back: "1.249", "1000", "1e30".
  std::string ToString() const;
  Rational ToRational() const;
  // Near the value: by less than 10^-15 of it.
  double ToDouble() const;

  bool IsZero() const { return coefficient_ == 0; }
  bool IsNegative() const { return coefficient_ < 0; }

  friend bool operator==(const Decimal& a, const Decimal& b) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  template <typename H>
  friend H AbslHashValue(H h, const Decimal& d) {
    return H::combine(std::move(h), d.coefficient_, d.exponent_);
  }

 private:
  // `coefficient` has no trailing zero, or all is zero.
  Decimal(int64_t coefficient, int exponent) : coefficient_(coefficient), exponent_(exponent) {}

  int64_t coefficient_ = 0;
  int32_t exponent_ = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_DECIMAL_H_
