// Intervals of exact numbers, compared mostly by their nearest doubles.
#ifndef TRIALMATCH_MATCHING_AMOUNT_H_
#define TRIALMATCH_MATCHING_AMOUNT_H_

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <utility>

#include "domain/truth.h"
#include "domain/value_interval.h"

namespace trialmatch {

// A number with its nearest double: as exact as the number, and nearly as fast as the double.
class Amount {
 public:
  explicit Amount(Rational exact)
      : near_(exact.ToDouble()), exact_(std::make_shared<const Rational>(std::move(exact))) {}

  // The sign of a - b.
  friend int Compare(const Amount& a, const Amount& b) {
    // Farther apart than any rounding, the doubles are in the order of the numbers.
    constexpr double kSure = 1e-12;
    const double gap = a.near_ - b.near_;
    const double greatest = std::max(std::abs(a.near_), std::abs(b.near_));
    if (greatest > kLeast && greatest < kGreatest && std::abs(gap) > kSure * greatest)
      return gap > 0 ? 1 : -1;
    return *a.exact_ < *b.exact_ ? -1 : *a.exact_ > *b.exact_;
  }

 private:
  // Where a double has all of its digits.
  static constexpr double kLeast = 1e-280;
  static constexpr double kGreatest = 1e280;

  double near_;
  std::shared_ptr<const Rational> exact_;  // seldom looked at
};

// As ValueInterval.
class AmountInterval {
 public:
  AmountInterval() = default;
  explicit AmountInterval(const ValueInterval& interval)
      : lower_(ToEnd(interval.lower())), upper_(ToEnd(interval.upper())) {}

  bool has_lower() const { return lower_.has_value(); }
  bool has_upper() const { return upper_.has_value(); }

  // Whether every number of this interval, or none, lies on the inner side of that end of the range; TRUE
  // where the range has no such end. Within() is the lesser of the two.
  Truth ReachesLowerOf(const AmountInterval& range) const {
    if (!range.lower_) return Truth::kTrue;
    if (upper_ && Apart(*range.lower_, *upper_)) return Truth::kFalse;
    return FromInside(lower_ && Holds(Compare(lower_->value, range.lower_->value), *lower_, *range.lower_));
  }
  Truth KeepsUpperOf(const AmountInterval& range) const {
    if (!range.upper_) return Truth::kTrue;
    if (lower_ && Apart(*lower_, *range.upper_)) return Truth::kFalse;
    return FromInside(upper_ && Holds(Compare(range.upper_->value, upper_->value), *upper_, *range.upper_));
  }

 private:
  struct End {
    Amount value;
    bool closed;
  };

  static std::optional<End> ToEnd(const std::optional<ValueInterval::End>& end) {
    if (!end) return std::nullopt;
    return End{Amount(end->value), end->closed};
  }
  // No number is both at or above `lower` and at or below `upper`.
  static bool Apart(const End& lower, const End& upper) {
    const int order = Compare(lower.value, upper.value);
    return order > 0 || (order == 0 && !(lower.closed && upper.closed));
  }
  // Whether an end that lies `inward` of a range's end, or on it, is within the range.
  static bool Holds(int inward, const End& own, const End& range) {
    return inward > 0 || (inward == 0 && (range.closed || !own.closed));
  }
  static Truth FromInside(bool inside) { return inside ? Truth::kTrue : Truth::kUnknown; }

  std::optional<End> lower_;
  std::optional<End> upper_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_AMOUNT_H_
