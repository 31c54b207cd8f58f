#include "ingest/criteria/same_amount.h"

#include <cmath>
#include <optional>

#include "domain/decimal.h"
#include "domain/rational.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/unit_words.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

// By how much a rounded amount may differ.
constexpr double kRounding = 0.03;

// A range, or a number that repeats the only limit of `told`.
std::optional<AmountRange> TakeAgain(Cursor& cursor, const AmountRange& told) {
  if (std::optional<AmountRange> range = TakeRange(cursor, TakeUnit)) return range;
  if (told.min.has_value() == told.max.has_value() || !cursor.PeekIs(TokenKind::kNumber)) return std::nullopt;
  AmountRange range;
  const std::optional<std::string> number = TakeCount(cursor);
  const std::optional<std::string> unit = TakeUnit(cursor);
  if (!number || !unit) return std::nullopt;
  (told.min ? range.min : range.max) = Limit{*number, *unit, (told.min ? told.min : told.max)->exclusive};
  return range;
}

bool IsSame(const std::optional<Limit>& told, const std::optional<Limit>& again, const Unit& to,
            const Unit& from, const AnalyteConversions* analyte) {
  if (told.has_value() != again.has_value()) return false;
  if (!told) return true;
  const absl::StatusOr<Decimal> before = Decimal::Parse(told->value), after = Decimal::Parse(again->value);
  if (!before.ok() || !after.ok()) return false;
  const absl::StatusOr<Rational> converted = ConvertClinical(after->ToRational(), from, to, analyte);
  if (!converted.ok()) return false;
  const double expected = before->ToRational().ToDouble();
  return std::abs(converted->ToDouble() - expected) <= kRounding * std::abs(expected);
}

}  // namespace

bool TakeSameAmount(Cursor& cursor, const AmountRange& told, const std::string& unit, const Code& code,
                    const Terminology& terminology) {
  Cursor next = cursor;
  const bool round = next.Take("("), square = !round && next.Take("[");
  const bool joined =
      TakeAny<"or | i . e . | ie | equivalent to | or its equivalent | / | ; | , or | corresponding to | =">(
          next);
  if (!round && !square && !joined) return false;
  const std::optional<AmountRange> again = TakeAgain(next, told);
  const std::optional<std::string> unit_again = again ? again->CommonUnit() : std::nullopt;
  if (!unit_again || unit_again->empty() || *unit_again == unit) return false;
  const absl::StatusOr<Unit> to = Unit::Parse(unit), from = Unit::Parse(*unit_again);
  if (!to.ok() || !from.ok()) return false;
  const AnalyteConversions* analyte = terminology.Analyte(code);
  if (!IsSame(told.min, again->min, *to, *from, analyte) ||
      !IsSame(told.max, again->max, *to, *from, analyte))
    return false;
  if ((round && !next.Take(")")) || (square && !next.Take("]"))) return false;
  cursor = next;
  return true;
}

}  // namespace trialmatch::criteria
