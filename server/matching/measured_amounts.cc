#include "matching/measured_amounts.h"

#include <variant>

#include "matching/observation_values.h"

namespace trialmatch {
namespace {

using Kind = MeasuredAmounts::Measured::Kind;

}  // namespace

const MeasuredAmounts::Measured& MeasuredAmounts::In(uint32_t place, AmountUnit unit) {
  for (const std::unique_ptr<Measured>& known : measured_[place]) {
    if (known->unit == unit) return *known;
  }
  measured_[place].push_back(std::make_unique<Measured>(Convert(place, unit)));
  return *measured_[place].back();
}

const InstantSpan& MeasuredAmounts::WhenTaken(uint32_t place) {
  std::unique_ptr<InstantSpan>& known = taken_[place];
  if (known == nullptr) {
    known = std::make_unique<InstantSpan>(trialmatch::WhenTaken(*facts_[place].fact, patient_.as_of()));
  }
  return *known;
}

MeasuredAmounts::Measured MeasuredAmounts::Convert(uint32_t place, AmountUnit unit) {
  const Fact& fact = *facts_[place].fact;
  Measured measured{unit, Kind::kNotComparable, {}, std::nullopt};
  const auto* quantity = std::get_if<Quantity>(&fact.value);
  if (quantity == nullptr) return measured;
  std::string asked = plans_.units[unit];
  Rational limit = 1;
  if (unit == kUpperLimits || unit == kLowerLimits) {
    const auto side = unit == kUpperLimits ? NormalLimitSide::kUpper : NormalLimitSide::kLower;
    measured.limit = FindLimitOfNormal(fact, side, WhenTaken(place), patient_);
    if (!measured.limit) return measured;
    asked = measured.limit->unit;
    limit = measured.limit->value.ToRational();
  }
  const auto conversion =
      plans_.conversions->Find(quantity->unit, asked, patient_.terminology().Analyte(fact.code));
  if (!conversion->ok()) return measured;
  if (limit <= 0) {
    measured.kind = Kind::kByDefinition;
    return measured;
  }
  measured.kind = Kind::kAmount;
  ValueInterval value = ToInterval(*quantity);
  if (**conversion != AffineMap{}) value = value.Transform(**conversion);
  if (limit != 1) value = value.Transform(AffineMap{Rational(1 / limit), 0});
  measured.amount = AmountInterval(value);
  return measured;
}

}  // namespace trialmatch
