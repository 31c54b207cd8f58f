#include "domain/value_interval.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/status/status.h"

namespace trialmatch {
namespace {

using End = ValueInterval::End;

const AffineMap& Negation() {
  static const AffineMap& negation = *new AffineMap{-1, 0};
  return negation;
}

// No number is both at or above `lower` and at or below `upper`.
bool Apart(const std::optional<End>& lower, const std::optional<End>& upper) {
  if (!lower.has_value() || !upper.has_value()) return false;
  if (lower->value != upper->value) return lower->value > upper->value;
  return !lower->closed || !upper->closed;
}

// Whether an end that lies `inward` of the range's end, or on it, is within the range.
bool Holds(std::strong_ordering inward, const End& own, const End& range) {
  return inward > 0 || (inward == 0 && (range.closed || !own.closed));
}

Truth FromInside(bool inside) { return inside ? Truth::kTrue : Truth::kUnknown; }

bool IsPositive(const ValueInterval& value) {
  return value.lower().has_value() && !value.Contains(0) && value.lower()->value >= 0;
}

// The upper end of a / b for b > 0.
std::optional<End> UpperRatio(const ValueInterval& a, const ValueInterval& b) {
  if (!a.upper().has_value()) return std::nullopt;
  const End& top = *a.upper();
  if (top.value == 0) return top;
  // The greatest quotient has the least divisor when it is positive, the greatest when it is negative.
  const std::optional<End>& divisor = top.value > 0 ? b.lower() : b.upper();
  if (!divisor.has_value()) return End{0, false};  // a negative number over ever greater ones
  if (divisor->value == 0) return std::nullopt;    // a positive number over ever smaller ones
  return End{top.value / divisor->value, top.closed && divisor->closed};
}

}  // namespace

ValueInterval::ValueInterval(std::optional<End> lower, std::optional<End> upper)
    : lower_(std::move(lower)), upper_(std::move(upper)) {}

absl::StatusOr<ValueInterval> ValueInterval::Make(std::optional<End> lower, std::optional<End> upper) {
  if (Apart(lower, upper)) return absl::InvalidArgumentError("no value lies between the bounds");
  return ValueInterval(std::move(lower), std::move(upper));
}

bool ValueInterval::Contains(const Rational& value) const {
  const std::optional<End> point = End{value};
  return !Apart(lower_, point) && !Apart(point, upper_);
}

ValueInterval ValueInterval::Transform(const AffineMap& map) const {
  ValueInterval result = *this;
  if (result.lower_) result.lower_->value = map.Apply(result.lower_->value);
  if (result.upper_) result.upper_->value = map.Apply(result.upper_->value);
  if (map.slope < 0) std::swap(result.lower_, result.upper_);
  return result;
}

Truth ReachesLowerOf(const ValueInterval& range, const ValueInterval& value) {
  if (!range.lower()) return Truth::kTrue;
  if (Apart(range.lower(), value.upper())) return Truth::kFalse;
  return FromInside(value.lower() &&
                    Holds(value.lower()->value <=> range.lower()->value, *value.lower(), *range.lower()));
}

Truth KeepsUpperOf(const ValueInterval& range, const ValueInterval& value) {
  if (!range.upper()) return Truth::kTrue;
  if (Apart(value.lower(), range.upper())) return Truth::kFalse;
  return FromInside(value.upper() &&
                    Holds(range.upper()->value <=> value.upper()->value, *value.upper(), *range.upper()));
}

Truth Within(const ValueInterval& value, const ValueInterval& range) {
  return And(ReachesLowerOf(range, value), KeepsUpperOf(range, value));
}

ValueInterval MinOf(absl::Span<const ValueInterval> values) {
  ValueInterval result = values.front();
  for (const ValueInterval& value : values.subspan(1)) {
    // The least reaches down to the lowest lower end, and its own if any value reaches it …
    if (!value.lower_ || !result.lower_) {
      result.lower_ = std::nullopt;
    } else if (value.lower_->value != result.lower_->value) {
      result.lower_ =
          std::min(*result.lower_, *value.lower_, [](auto& a, auto& b) { return a.value < b.value; });
    } else {
      result.lower_->closed |= value.lower_->closed;
    }
    // … and up to the lowest upper end, which one value that stays below keeps out.
    if (!result.upper_) {
      result.upper_ = value.upper_;
    } else if (value.upper_ && value.upper_->value != result.upper_->value) {
      result.upper_ =
          std::min(*result.upper_, *value.upper_, [](auto& a, auto& b) { return a.value < b.value; });
    } else if (value.upper_) {
      result.upper_->closed &= value.upper_->closed;
    }
  }
  return result;
}

ValueInterval MaxOf(absl::Span<const ValueInterval> values) {
  std::vector<ValueInterval> negated;
  for (const ValueInterval& value : values) negated.push_back(value.Transform(Negation()));
  return MinOf(negated).Transform(Negation());
}

ValueInterval Difference(const ValueInterval& a, const ValueInterval& b) {
  const auto minus = [](const std::optional<End>& x, const std::optional<End>& y) -> std::optional<End> {
    if (!x.has_value() || !y.has_value()) return std::nullopt;
    return End{x->value - y->value, x->closed && y->closed};
  };
  return ValueInterval(minus(a.lower_, b.upper_), minus(a.upper_, b.lower_));
}

ValueInterval Ratio(const ValueInterval& a, const ValueInterval& b) {
  if (b.Contains(0)) return ValueInterval();
  const ValueInterval minus_a = a.Transform(Negation());
  if (!IsPositive(b)) return Ratio(minus_a, b.Transform(Negation()));
  std::optional<End> lower = UpperRatio(minus_a, b);
  if (lower.has_value()) lower->value = -lower->value;
  return ValueInterval(std::move(lower), UpperRatio(a, b));
}

ValueInterval PercentChange(const ValueInterval& later, const ValueInterval& earlier) {
  if (!IsPositive(earlier)) return ValueInterval();
  return Ratio(later, earlier).Transform({100, -100});
}

std::optional<Rational> SignedDistance(const Rational& point, const ValueInterval& range) {
  std::optional<Rational> nearest;
  if (range.lower()) nearest = point - range.lower()->value;
  if (range.upper()) {
    const Rational below = range.upper()->value - point;
    if (!nearest.has_value() || below < *nearest) nearest = below;
  }
  return nearest;
}

}  // namespace trialmatch
