// What is known of a number: the interval that it lies in, and exact algebra on such intervals.
#ifndef TRIALMATCH_DOMAIN_VALUE_INTERVAL_H_
#define TRIALMATCH_DOMAIN_VALUE_INTERVAL_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/affine_map.h"
#include "domain/rational.h"
#include "domain/truth.h"

namespace trialmatch {

// Never empty. An immutable value but for assignment. By default everything: nothing is known.
class ValueInterval {
 public:
  struct End {
    Rational value;
    bool closed = true;  // the end itself is in the interval

    friend bool operator==(const End& a, const End& b) = default;
  };

  ValueInterval() = default;
  explicit ValueInterval(const Rational& point) : lower_(End{point}), upper_(End{point}) {}
  // An absent end is unbounded. InvalidArgument when no number lies between the ends.
  static absl::StatusOr<ValueInterval> Make(std::optional<End> lower, std::optional<End> upper);
  static ValueInterval AtLeast(const Rational& lower, bool closed) {
    return {End{lower, closed}, std::nullopt};
  }
  static ValueInterval AtMost(const Rational& upper, bool closed) {
    return {std::nullopt, End{upper, closed}};
  }

  const std::optional<End>& lower() const { return lower_; }
  const std::optional<End>& upper() const { return upper_; }
  bool IsPoint() const { return lower_ && upper_ && lower_->value == upper_->value; }
  bool Contains(const Rational& value) const;

  // The interval of map(x) for the x of this one; the ends change places where the slope is negative.
  ValueInterval Transform(const AffineMap& map) const;

  friend bool operator==(const ValueInterval& a, const ValueInterval& b) = default;

 private:
  friend ValueInterval MinOf(absl::Span<const ValueInterval> values);
  friend ValueInterval Difference(const ValueInterval& a, const ValueInterval& b);
  friend ValueInterval Ratio(const ValueInterval& a, const ValueInterval& b);
  ValueInterval(std::optional<End> lower, std::optional<End> upper);

  std::optional<End> lower_;
  std::optional<End> upper_;
};

// TRUE when every number of `value` lies in `range`, FALSE when none does, else UNKNOWN: the lesser of the
// two below.
Truth Within(const ValueInterval& value, const ValueInterval& range);

// The same of one end of the range alone; TRUE where the range has no such end.
Truth ReachesLowerOf(const ValueInterval& range, const ValueInterval& value);
Truth KeepsUpperOf(const ValueInterval& range, const ValueInterval& value);

// Where the least (greatest) of several numbers lies, each known by its interval. `values` is not empty.
ValueInterval MinOf(absl::Span<const ValueInterval> values);
ValueInterval MaxOf(absl::Span<const ValueInterval> values);

// Where a − b, and a / b, lie. A divisor that may be zero leaves everything open.
ValueInterval Difference(const ValueInterval& a, const ValueInterval& b);
ValueInterval Ratio(const ValueInterval& a, const ValueInterval& b);

// 100 × (later − earlier) / earlier: −30 is a fall by 30 %. Everything where `earlier` may be zero or below:
// a percentage of what is not an amount has no meaning.
ValueInterval PercentChange(const ValueInterval& later, const ValueInterval& earlier);

// How far `point` is from the nearest end of `range`: positive inside by that much, negative outside by that
// much, zero at an end, whether the end belongs to the range or not (Within tells). Nothing for a range
// without ends.
std::optional<Rational> SignedDistance(const Rational& point, const ValueInterval& range);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_VALUE_INTERVAL_H_
