#include "matching/measured_amounts.h"

#include <variant>

#include "matching/observation_values.h"

namespace trialmatch {
namespace {

using Kind = MeasuredAmounts::Measured::Kind;

constexpr size_t kChangesKept = 64;

}  // namespace

const MeasuredAmounts::Measured& MeasuredAmounts::In(uint32_t place, AmountUnit unit) {
  for (const Known* known = measured_[place]; known != nullptr; known = known->next) {
    if (known->measured.unit == unit) return known->measured;
  }
  measured_[place] = &known_.emplace_back(Known{Convert(place, unit), measured_[place]});
  return measured_[place]->measured;
}

const InstantSpan& MeasuredAmounts::WhenTaken(uint32_t place) {
  std::optional<InstantSpan>& known = taken_[place];
  if (!known) known = trialmatch::WhenTaken(*facts_[place].fact, patient_.as_of());
  return *known;
}

const AmountInterval* MeasuredAmounts::Change(uint32_t later, uint32_t earlier, AmountUnit unit) {
  for (const std::unique_ptr<Changed>& known : changed_) {
    if (known->later == later && known->earlier == earlier && known->unit == unit)
      return known->AmountOrNull();
  }
  // Undated values pair with all others: no more are kept than a patient with dates has.
  if (changed_.size() == kChangesKept) changed_.pop_back();
  changed_.push_back(
      std::make_unique<Changed>(Changed{later, earlier, unit, FindChange(later, earlier, unit)}));
  return changed_.back()->AmountOrNull();
}

std::optional<AmountInterval> MeasuredAmounts::FindChange(uint32_t later, uint32_t earlier, AmountUnit unit) {
  const auto* last = std::get_if<Quantity>(&facts_[later].fact->value);
  const auto* first = std::get_if<Quantity>(&facts_[earlier].fact->value);
  if (last == nullptr || first == nullptr) return std::nullopt;
  // A percentage needs no unit but a common one.
  const std::string& common = unit == kPercentOfEarlier ? first->unit : plans_.units[unit];
  const auto in_common = [&](const Quantity& quantity, uint32_t place) -> std::optional<ValueInterval> {
    const Code& analyte = facts_[place].fact->code;
    const auto conversion =
        plans_.conversions->Find(quantity.unit, common, patient_.terminology().Analyte(analyte));
    if (!conversion->map.ok()) return std::nullopt;
    return ToInterval(quantity).Transform(*conversion->map);
  };
  const std::optional<ValueInterval> to = in_common(*last, later), from = in_common(*first, earlier);
  if (!to || !from) return std::nullopt;
  return AmountInterval(unit == kPercentOfEarlier ? PercentChange(*to, *from) : Difference(*to, *from));
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
  if (!conversion->map.ok()) return measured;
  if (limit <= 0) {
    measured.kind = Kind::kByDefinition;
    return measured;
  }
  measured.kind = Kind::kAmount;
  if (conversion->stretches && limit == 1) {
    measured.amount = AmountInterval(*quantity, conversion->factor);
  } else if (conversion->stretches) {
    measured.amount =
        AmountInterval(*quantity, std::make_shared<const Amount::Factor>(conversion->map->slope / limit));
  } else {
    measured.amount = AmountInterval(
        ToInterval(*quantity).Transform(*conversion->map).Transform(AffineMap{Rational(1 / limit), 0}));
  }
  return measured;
}

}  // namespace trialmatch
