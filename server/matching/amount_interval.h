// Intervals of exact numbers, compared mostly by doubles near their ends.
#ifndef TRIALMATCH_MATCHING_AMOUNT_INTERVAL_H_
#define TRIALMATCH_MATCHING_AMOUNT_INTERVAL_H_

#include <memory>
#include <optional>

#include "domain/quantity.h"
#include "domain/truth.h"
#include "domain/value_interval.h"
#include "matching/amount.h"

namespace trialmatch {

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

#endif  // TRIALMATCH_MATCHING_AMOUNT_INTERVAL_H_
