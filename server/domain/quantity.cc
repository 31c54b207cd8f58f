#include "domain/quantity.h"

#include "absl/status/status.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"

namespace trialmatch {
namespace {

std::optional<ValueInterval::End> ToEnd(const std::optional<Bound>& bound) {
  if (!bound.has_value()) return std::nullopt;
  return ValueInterval::End{bound->value.ToRational(), !bound->exclusive};
}

absl::StatusOr<ValueInterval> Convert(const ValueInterval& interval, absl::string_view from,
                                      absl::string_view to, const AnalyteConversions* analyte) {
  if (from == to) return interval;  // both are UCUM
  const absl::StatusOr<Unit> from_unit = Unit::Parse(from);
  if (!from_unit.ok()) return from_unit.status();
  const absl::StatusOr<Unit> to_unit = Unit::Parse(to);
  if (!to_unit.ok()) return to_unit.status();
  const absl::StatusOr<AffineMap> map = ClinicalConversion(*from_unit, *to_unit, analyte);
  if (!map.ok()) return map.status();
  return *map == AffineMap{} ? interval : interval.Transform(*map);
}

}  // namespace

absl::StatusOr<Quantity> MakeQuantity(const Decimal& value, Comparator comparator, absl::string_view unit) {
  if (absl::StatusOr<Unit> parsed = Unit::Parse(unit); !parsed.ok()) return parsed.status();
  return Quantity{value, comparator, std::string(unit)};
}

absl::Status ValidateRange(const QuantityRange& range) {
  if (absl::StatusOr<Unit> unit = Unit::Parse(range.unit); !unit.ok()) return unit.status();
  if (!range.min.has_value() && !range.max.has_value()) {
    return absl::InvalidArgumentError("a range needs at least one bound");
  }
  return ToInterval(range.min, range.max).status();
}

ValueInterval ToInterval(const Quantity& quantity) {
  const Rational value = quantity.value.ToRational();
  switch (quantity.comparator) {
    case Comparator::kLess:
    case Comparator::kLessOrEqual:
      return ValueInterval::AtMost(value, quantity.comparator == Comparator::kLessOrEqual);
    case Comparator::kGreaterOrEqual:
    case Comparator::kGreater:
      return ValueInterval::AtLeast(value, quantity.comparator == Comparator::kGreaterOrEqual);
    case Comparator::kNone:
      break;
  }
  return ValueInterval(value);
}

absl::StatusOr<ValueInterval> ToInterval(const std::optional<Bound>& min, const std::optional<Bound>& max) {
  return ValueInterval::Make(ToEnd(min), ToEnd(max));
}

absl::StatusOr<ValueInterval> ConvertValue(const Quantity& quantity, absl::string_view unit,
                                           const AnalyteConversions* analyte) {
  return Convert(ToInterval(quantity), quantity.unit, unit, analyte);
}

absl::StatusOr<ValueInterval> ConvertRange(const QuantityRange& range, absl::string_view unit,
                                           const AnalyteConversions* analyte) {
  const absl::StatusOr<ValueInterval> interval = ToInterval(range.min, range.max);
  if (!interval.ok()) return interval.status();
  return Convert(*interval, range.unit, unit, analyte);
}

}  // namespace trialmatch
