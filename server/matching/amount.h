// Intervals of exact numbers, compared mostly by their nearest doubles.
#ifndef TRIALMATCH_MATCHING_AMOUNT_H_
#define TRIALMATCH_MATCHING_AMOUNT_H_

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "domain/quantity.h"
#include "domain/truth.h"
#include "domain/value_interval.h"

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

// As ValueInterval; of a range as well as of a value. Small, since there are many: what is looked at mostly
// is a double an end.
class AmountInterval {
 public:
  AmountInterval() = default;
  explicit AmountInterval(const ValueInterval& interval)
      : AmountInterval(ToEnd(interval.lower()), ToEnd(interval.upper())) {}
  AmountInterval(const std::optional<Bound>& min, const std::optional<Bound>& max)
      : AmountInterval(ToEnd(min), ToEnd(max)) {}
  // What is known of the quantity's value times the factor, which is above zero; null: 1.
  AmountInterval(const Quantity& quantity, std::shared_ptr<const Amount::Factor> factor)
      : AmountInterval(LowerOf(quantity, factor), UpperOf(quantity, factor)) {}

  bool has_lower() const { return has_lower_; }
  bool has_upper() const { return has_upper_; }

  // Whether every number of this interval, or none, lies on the inner side of that end of the range; TRUE
  // where the range has no such end. Within() is the lesser of the two.
  Truth ReachesLowerOf(const AmountInterval& range) const {
    if (!range.has_lower_) return Truth::kTrue;
    if (has_upper_) {
      const int gap = SureOrder(upper_near_, range.lower_near_);
      if (gap < 0 || (gap == 0 && Apart(*range.ends_->lower, *ends_->upper))) return Truth::kFalse;
    }
    if (!has_lower_) return Truth::kUnknown;
    const int inward = SureOrder(lower_near_, range.lower_near_);
    return FromInside(inward != 0 ? inward > 0 : IsInside(*ends_->lower, *range.ends_->lower, 1));
  }
  Truth KeepsUpperOf(const AmountInterval& range) const {
    if (!range.has_upper_) return Truth::kTrue;
    if (has_lower_) {
      const int gap = SureOrder(range.upper_near_, lower_near_);
      if (gap < 0 || (gap == 0 && Apart(*ends_->lower, *range.ends_->upper))) return Truth::kFalse;
    }
    if (!has_upper_) return Truth::kUnknown;
    const int inward = SureOrder(range.upper_near_, upper_near_);
    return FromInside(inward != 0 ? inward > 0 : IsInside(*ends_->upper, *range.ends_->upper, -1));
  }

 private:
  struct End {
    Amount value;
    bool closed;
  };
  struct Ends {
    std::optional<End> lower, upper;
  };

  AmountInterval(std::optional<End> lower, std::optional<End> upper)
      : lower_near_(lower ? lower->value.near() : 0),
        upper_near_(upper ? upper->value.near() : 0),
        ends_(std::make_shared<const Ends>(Ends{lower, upper})),
        has_lower_(lower.has_value()),
        has_upper_(upper.has_value()) {}

  static std::optional<End> ToEnd(const std::optional<ValueInterval::End>& end) {
    if (!end) return std::nullopt;
    return End{Amount(end->value), end->closed};
  }
  static std::optional<End> ToEnd(const std::optional<Bound>& bound) {
    if (!bound) return std::nullopt;
    return End{Amount(bound->value, nullptr), !bound->exclusive};
  }
  using FactorPointer = std::shared_ptr<const Amount::Factor>;
  static std::optional<End> LowerOf(const Quantity& quantity, const FactorPointer& factor) {
    if (IsBelow(quantity.comparator)) return std::nullopt;
    return End{Amount(quantity.value, factor), quantity.comparator != Comparator::kGreater};
  }
  static std::optional<End> UpperOf(const Quantity& quantity, const FactorPointer& factor) {
    if (quantity.comparator != Comparator::kNone && !IsBelow(quantity.comparator)) return std::nullopt;
    return End{Amount(quantity.value, factor), quantity.comparator != Comparator::kLess};
  }
  static bool IsBelow(Comparator comparator) {
    return comparator == Comparator::kLess || comparator == Comparator::kLessOrEqual;
  }
  // No number is both at or above `lower` and at or below `upper`.
  static bool Apart(const End& lower, const End& upper) {
    const int order = Compare(lower.value, upper.value);
    return order > 0 || (order == 0 && !(lower.closed && upper.closed));
  }
  // `inward`: 1 where greater numbers lie within the range, else -1.
  static bool IsInside(const End& own, const End& range, int inward) {
    const int order = inward * Compare(own.value, range.value);
    return order > 0 || (order == 0 && (range.closed || !own.closed));
  }
  static Truth FromInside(bool inside) { return inside ? Truth::kTrue : Truth::kUnknown; }

  double lower_near_ = 0, upper_near_ = 0;
  std::shared_ptr<const Ends> ends_;  // null: without ends
  bool has_lower_ = false, has_upper_ = false;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_AMOUNT_H_
