#include "ingest/fhir/doses.h"

#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "domain/decimal.h"
#include "domain/unit.h"
#include "ingest/fhir/quantities.h"

namespace trialmatch::fhir {
namespace {

struct Rate {
  int times = 0;
  const char* unit = "";  // of time
};

// A whole number of times in a day or a week.
std::optional<Rate> RateOf(const Json& timing) {
  const Json repeat = timing["repeat"];
  constexpr absl::string_view kElse[] = {"frequencyMax",   "periodMax", "count",
                                         "countMax",       "duration",  "boundsRange",
                                         "boundsDuration", "dayOfWeek", "offset"};
  for (const absl::string_view member : kElse) {
    if (repeat[member]) return std::nullopt;
  }
  int frequency = 1;
  int period = 0;
  if (repeat["frequency"] && !absl::SimpleAtoi(repeat["frequency"].number(), &frequency)) return std::nullopt;
  if (!absl::SimpleAtoi(repeat["period"].number(), &period)) return std::nullopt;
  if (frequency < 1 || frequency > 100 || period < 1 || period > 100) return std::nullopt;
  const absl::string_view unit = repeat["periodUnit"].string();
  if (unit == "d" && period == 1) return Rate{frequency, "d"};
  if (unit == "wk" && period == 1) return Rate{frequency, "wk"};
  if (unit == "d" && period == 7) return Rate{frequency, "wk"};
  if (unit == "h" && 24 % period == 0) return Rate{frequency * (24 / period), "d"};
  return std::nullopt;
}

// The decimal `times` as large; nothing where it has more digits than can be kept.
std::optional<std::string> Times(const std::string& decimal, int times) {
  const absl::StatusOr<Decimal> read = Decimal::Parse(decimal);
  if (!read.ok()) return std::nullopt;
  const Rational product = read->ToRational() * Rational(times);
  // The product has no more decimals than the number.
  for (int decimals = 0; decimals <= 18; ++decimals) {
    const Rational scaled = product * PowerOfTen(decimals);
    if (denominator(scaled) != 1) continue;
    const absl::StatusOr<Decimal> text = Decimal::Parse(absl::StrCat(scaled.str(), "e-", decimals));
    if (!text.ok()) return std::nullopt;
    return text->ToString();
  }
  return std::nullopt;
}

}  // namespace

std::optional<v1::Quantity> ReadDose(const Json& dosages, Findings& findings) {
  if (dosages.size() != 1) return std::nullopt;
  const Json dosage = dosages.at(0);
  const Json amounts = dosage["doseAndRate"];
  const bool as_needed =
      dosage["asNeededBoolean"].boolean().value_or(false) || dosage["asNeededCodeableConcept"];
  const Json amount = amounts.at(0)["doseQuantity"];
  if (as_needed || amounts.size() != 1 || !amount) return std::nullopt;
  if (!amount["unit"] && !amount["code"]) return std::nullopt;  // of what the medication comes in
  const std::optional<Rate> rate = RateOf(dosage["timing"]);
  if (!rate) return std::nullopt;
  std::optional<v1::Quantity> dose = ReadQuantity(amount, findings);
  if (!dose || dose->comparator() != v1::COMPARATOR_UNSPECIFIED) return std::nullopt;
  const std::optional<std::string> value = Times(dose->value(), rate->times);
  const std::string unit = absl::StrCat(dose->unit(), "/", rate->unit);
  if (!value || dose->unit()[0] == '{' || !Unit::Parse(unit).ok()) return std::nullopt;
  dose->set_value(*value);
  dose->set_unit(unit);
  return dose;
}

}  // namespace trialmatch::fhir
