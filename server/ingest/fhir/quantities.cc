#include "ingest/fhir/quantities.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "domain/decimal.h"
#include "domain/unit.h"
#include "ingest/fhir/codes.h"
#include "ingest/fhir/units.h"
#include "re2/re2.h"

namespace trialmatch::fhir {
namespace {

constexpr char kUcum[] = "http://unitsofmeasure.org";

std::optional<v1::Comparator> ComparatorOf(absl::string_view written) {
  if (written.empty()) return v1::COMPARATOR_UNSPECIFIED;
  if (written == "<") return v1::COMPARATOR_LESS_THAN;
  if (written == "<=") return v1::COMPARATOR_LESS_OR_EQUAL;
  if (written == ">=") return v1::COMPARATOR_GREATER_OR_EQUAL;
  if (written == ">") return v1::COMPARATOR_GREATER_THAN;
  return std::nullopt;
}

// By the code; by the words where there is no code, or where the code is another system's.
std::optional<std::string> UnitOf(const Json& quantity) {
  const absl::string_view code = quantity["code"].string();
  const absl::string_view unit = quantity["unit"].string();
  const absl::string_view system = quantity["system"].string();
  const bool is_ucum = system.empty() || system == kUcum;
  if (!code.empty() && is_ucum) return NormalUnit(code);
  return NormalUnit(unit);
}

v1::Quantity MakeQuantity(const Decimal& value, v1::Comparator comparator, const std::string& unit) {
  v1::Quantity quantity;
  quantity.set_value(value.ToString());
  quantity.set_comparator(comparator);
  quantity.set_unit(unit);
  return quantity;
}

std::optional<Decimal> ValueOf(const Json& quantity) {
  const absl::StatusOr<Decimal> value = Decimal::Parse(quantity["value"].number());
  if (!value.ok()) return std::nullopt;
  return *value;
}

// One limit of a range in the unit that the other one has, if any.
bool ReadLimit(const Json& limit, std::string& unit, std::string& value, Findings& findings) {
  if (!limit) return true;
  const std::optional<v1::Quantity> read = ReadQuantity(limit, findings);
  if (!read) return false;
  if (read->comparator() != v1::COMPARATOR_UNSPECIFIED || (!unit.empty() && unit != read->unit())) {
    findings.Warn(limit, "is no plain limit in the unit of the other one: the range is left out");
    return false;
  }
  unit = read->unit();
  value = read->value();
  return true;
}

// Whether the range is that of healthy people, of every sex and age.
bool IsNormalForAll(const Json& range) {
  constexpr char kMeaning[] = "http://terminology.hl7.org/CodeSystem/referencerange-meaning";
  const Json type = range["type"];
  const bool normal = !type || HasCode(type, kMeaning, "normal");
  return normal && !range["appliesTo"] && !range["age"];
}

}  // namespace

std::optional<v1::Quantity> ReadQuantity(const Json& quantity, Findings& findings) {
  const auto unusable = [&](absl::string_view why) {
    findings.Warn(quantity, absl::StrCat("is not used as an amount: ", why));
    return std::nullopt;
  };
  if (!quantity["value"]) return unusable("it has no value");
  const std::optional<Decimal> value = ValueOf(quantity);
  if (!value) return unusable("its value is no decimal of at most 18 digits");
  const std::optional<v1::Comparator> comparator = ComparatorOf(quantity["comparator"].string());
  if (!comparator || (quantity["comparator"] && quantity["comparator"].string().empty())) {
    return unusable("its comparator is not <, <=, >= or >");
  }
  if (!quantity["unit"] && !quantity["code"]) return unusable("it has no unit");
  const std::optional<std::string> unit = UnitOf(quantity);
  if (!unit) return unusable("its unit is not UCUM, and no spelling of one that is known");
  return MakeQuantity(*value, *comparator, *unit);
}

std::optional<v1::Quantity> ReadRange(const Json& range, Findings& findings) {
  const Json low = range["low"];
  const Json high = range["high"];
  if (static_cast<bool>(low) == static_cast<bool>(high)) {
    findings.Warn(range, "is not used as an amount: a range with both ends, or none");
    return std::nullopt;
  }
  std::optional<v1::Quantity> quantity = ReadQuantity(low ? low : high, findings);
  if (!quantity || quantity->comparator() != v1::COMPARATOR_UNSPECIFIED) return std::nullopt;
  quantity->set_comparator(low ? v1::COMPARATOR_GREATER_OR_EQUAL : v1::COMPARATOR_LESS_OR_EQUAL);
  return quantity;
}

std::optional<v1::Quantity> ReadRatio(const Json& ratio, Findings& findings) {
  const auto unusable = [&] {
    findings.Warn(ratio, "is not used as an amount: not a ratio to one of a unit");
    return std::nullopt;
  };
  const std::optional<Decimal> one = ValueOf(ratio["denominator"]);
  const std::optional<std::string> below = UnitOf(ratio["denominator"]);
  if (!one || *one != Decimal(1) || !below || ratio["denominator"]["comparator"]) return unusable();
  std::optional<v1::Quantity> quantity = ReadQuantity(ratio["numerator"], findings);
  if (!quantity) return std::nullopt;
  const std::string unit = absl::StrCat(quantity->unit(), "/(", *below, ")");
  if (!Unit::Parse(unit).ok()) return unusable();
  quantity->set_unit(unit);
  return quantity;
}

namespace {

// The days of "38 weeks 3 days" and the like.
std::optional<v1::Quantity> WeeksAndDays(absl::string_view text) {
  static const RE2* const kWeeksAndDays =
      new RE2(R"((?i)\s*(\d{1,3})\s*(?:w|wk|wks|week|weeks)\s*(?:,|and)?\s*([0-6])\s*(?:d|day|days)\s*)");
  int weeks = 0;
  int days = 0;
  if (!RE2::FullMatch(re2::StringPiece(text.data(), text.size()), *kWeeksAndDays, &weeks, &days)) {
    return std::nullopt;
  }
  return MakeQuantity(Decimal(7 * weeks + days), v1::COMPARATOR_UNSPECIFIED, "d");
}

}  // namespace

std::optional<v1::Quantity> ReadQuantityText(const Json& text, Findings& findings) {
  static const RE2* const kPlain = new RE2(R"(\s*(<|<=|>=|>)?\s*(-?\d+(?:\.\d+)?)\s*([^\s\d].*?)\s*)");
  const absl::string_view written = text.string();
  if (std::optional<v1::Quantity> days = WeeksAndDays(written)) return days;
  const re2::StringPiece piece(written.data(), written.size());
  std::string comparator, number, unit;
  const bool plain = written.size() <= 100 && RE2::FullMatch(piece, *kPlain, &comparator, &number, &unit);
  const absl::StatusOr<Decimal> value = Decimal::Parse(number);
  const std::optional<std::string> normal = plain ? NormalUnit(unit) : std::nullopt;
  if (!plain || !value.ok() || !normal) {
    findings.Warn(text, "is not used as a result: words that are not plainly a value and a unit");
    return std::nullopt;
  }
  return MakeQuantity(*value, *ComparatorOf(comparator), *normal);
}

std::optional<v1::ReferenceRange> ReadReferenceRange(const Json& ranges, Findings& findings) {
  if (!ranges) return std::nullopt;
  const Json range = ranges.at(0);
  if (ranges.size() != 1 || !IsNormalForAll(range)) {
    findings.Warn(ranges, "is not used: not one normal range for everybody");
    return std::nullopt;
  }
  std::string unit, low, high;
  if (!range["low"] && !range["high"]) {
    findings.Warn(range, "is not used: it has neither low nor high");
    return std::nullopt;
  }
  if (!ReadLimit(range["low"], unit, low, findings) || !ReadLimit(range["high"], unit, high, findings)) {
    return std::nullopt;
  }
  if (!low.empty() && !high.empty() && *Decimal::Parse(low) > *Decimal::Parse(high)) {
    findings.Warn(range, "is not used: low is above high");
    return std::nullopt;
  }
  v1::ReferenceRange read;
  read.set_low(low);
  read.set_high(high);
  read.set_unit(unit);
  return read;
}

}  // namespace trialmatch::fhir
