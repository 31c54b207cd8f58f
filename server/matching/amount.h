// Exact numbers, compared mostly by doubles near them.
#ifndef TRIALMATCH_MATCHING_AMOUNT_H_
#define TRIALMATCH_MATCHING_AMOUNT_H_

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "domain/decimal.h"
#include "domain/rational.h"

namespace trialmatch {

// The sign of the numbers' difference where the doubles near them, by less than 10^-14 of them, tell it; else
// 0.
inline int SureOrder(double a, double b) {
  // Where a double has all of its digits.
  constexpr double kLeast = 1e-280, kGreatest = 1e280;
  constexpr double kSure = 1e-12;
  const double gap = a - b;
  const double greatest = std::max(std::abs(a), std::abs(b));
  const bool sure = greatest > kLeast && greatest < kGreatest && std::abs(gap) > kSure * greatest;
  return sure ? (gap > 0 ? 1 : -1) : 0;
}

// A decimal times a factor, exactly, and a double near that.
class Amount {
 public:
  struct Factor {
    explicit Factor(Rational of) : exact(std::move(of)), near(exact.ToDouble()) {}

    Rational exact;
    double near;
  };

  // Without a factor it is 1.
  Amount(const Decimal& value, std::shared_ptr<const Factor> factor)
      : near_(value.ToDouble() * (factor == nullptr ? 1 : factor->near)),
        value_(value),
        factor_(std::move(factor)) {}
  explicit Amount(Rational exact) : Amount(Decimal(1), std::make_shared<const Factor>(std::move(exact))) {}

  double near() const { return near_; }

  // The sign of a - b.
  friend int Compare(const Amount& a, const Amount& b) {
    if (const int sure = SureOrder(a.near_, b.near_); sure != 0) return sure;
    if (a.factor_ == b.factor_ && (a.factor_ == nullptr || a.factor_->exact > 0)) {
      return a.value_ == b.value_ ? 0 : a.value_ > b.value_ ? 1 : -1;
    }
    const Rational one = a.ToRational(), other = b.ToRational();
    return one < other ? -1 : one > other;
  }

 private:
  Rational ToRational() const {
    return factor_ == nullptr ? value_.ToRational() : value_.ToRational() * factor_->exact;
  }

  double near_;
  Decimal value_;
  std::shared_ptr<const Factor> factor_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_AMOUNT_H_
