// Amounts with units: a measured value, a range to compare it with, and the comparison's common ground.
#ifndef TRIALMATCH_DOMAIN_QUANTITY_H_
#define TRIALMATCH_DOMAIN_QUANTITY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "domain/analyte.h"
#include "domain/decimal.h"
#include "domain/value_interval.h"

namespace trialmatch {

// How a value is censored: kLess is "<0.1".
enum class Comparator : uint8_t { kNone, kLess, kLessOrEqual, kGreaterOrEqual, kGreater };

// `unit` is a UCUM expression, never empty ("1" for a plain number); MakeQuantity validates it.
struct Quantity {
  Decimal value;
  Comparator comparator = Comparator::kNone;
  std::string unit;

  friend bool operator==(const Quantity& a, const Quantity& b) = default;
};

struct Bound {
  Decimal value;
  bool exclusive = false;

  friend bool operator==(const Bound& a, const Bound& b) = default;
};

// An absent bound is no bound. Valid when `unit` is UCUM and a value lies between the bounds.
struct QuantityRange {
  std::optional<Bound> min;
  std::optional<Bound> max;
  std::string unit;

  friend bool operator==(const QuantityRange& a, const QuantityRange& b) = default;
};

// InvalidArgument for a unit that is not UCUM. Errors of this header never repeat a value.
absl::StatusOr<Quantity> MakeQuantity(const Decimal& value, Comparator comparator, absl::string_view unit);

// InvalidArgument for a unit that is not UCUM, a range without a bound, or bounds with nothing between.
absl::Status ValidateRange(const QuantityRange& range);

// What is known of the value, in the quantity's own unit.
ValueInterval ToInterval(const Quantity& quantity);

// The interval between two bounds of one unit. InvalidArgument when nothing lies between.
absl::StatusOr<ValueInterval> ToInterval(const std::optional<Bound>& min, const std::optional<Bound>& max);

// What is known of the value, and the interval of the range, in `unit`, by the product's rule (see
// ClinicalConversion, whose errors these pass on: FailedPrecondition says why the two cannot be compared).
// `analyte` may be null.
absl::StatusOr<ValueInterval> ConvertValue(const Quantity& quantity, absl::string_view unit,
                                           const AnalyteConversions* analyte);
absl::StatusOr<ValueInterval> ConvertRange(const QuantityRange& range, absl::string_view unit,
                                           const AnalyteConversions* analyte);

}  // namespace trialmatch

#endif  // TRIALMATCH_DOMAIN_QUANTITY_H_
