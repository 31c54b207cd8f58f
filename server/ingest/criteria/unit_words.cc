#include "ingest/criteria/unit_words.h"

#include <algorithm>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "ingest/criteria/phrases.h"

namespace trialmatch::criteria {
namespace {

using Map = absl::flat_hash_map<absl::string_view, absl::string_view>;

// One word of a unit; what is counted ("cells", "copies") is nothing, since UCUM has no unit for it.
const Map& Atoms() {
  static const Map* const atoms = new Map{
      {"g", "g"},
      {"gm", "g"},
      {"gms", "g"},
      {"gr", "g"},
      {"gram", "g"},
      {"grams", "g"},
      {"kg", "kg"},
      {"kgs", "kg"},
      {"kilogram", "kg"},
      {"kilograms", "kg"},
      {"mg", "mg"},
      {"milligram", "mg"},
      {"milligrams", "mg"},
      {"mcg", "ug"},
      {"ug", "ug"},
      {"µg", "ug"},
      {"μg", "ug"},
      {"microgram", "ug"},
      {"micrograms", "ug"},
      {"ng", "ng"},
      {"nanogram", "ng"},
      {"nanograms", "ng"},
      {"pg", "pg"},
      {"picogram", "pg"},
      {"picograms", "pg"},
      {"lb", "[lb_av]"},
      {"lbs", "[lb_av]"},
      {"pounds", "[lb_av]"},
      {"mmol", "mmol"},
      {"mmols", "mmol"},
      {"millimole", "mmol"},
      {"millimoles", "mmol"},
      {"umol", "umol"},
      {"µmol", "umol"},
      {"μmol", "umol"},
      {"mcmol", "umol"},
      {"micromol", "umol"},
      {"micromole", "umol"},
      {"micromoles", "umol"},
      {"nmol", "nmol"},
      {"pmol", "pmol"},
      {"meq", "meq"},
      {"meqs", "meq"},
      {"u", "U"},
      {"units", "U"},
      {"unit", "U"},
      {"iu", "[IU]"},
      {"miu", "m[IU]"},
      {"uiu", "u[IU]"},
      {"µiu", "u[IU]"},
      {"μiu", "u[IU]"},
      {"mu", "mU"},
      {"l", "L"},
      {"liter", "L"},
      {"liters", "L"},
      {"litre", "L"},
      {"litres", "L"},
      {"dl", "dL"},
      {"deciliter", "dL"},
      {"deciliters", "dL"},
      {"ml", "mL"},
      {"cc", "mL"},
      {"milliliter", "mL"},
      {"milliliters", "mL"},
      {"millilitre", "mL"},
      {"ul", "uL"},
      {"µl", "uL"},
      {"μl", "uL"},
      {"mcl", "uL"},
      {"microliter", "uL"},
      {"microliters", "uL"},
      {"microl", "uL"},
      {"microlitre", "uL"},
      {"mm3", "mm3"},
      {"cmm", "mm3"},
      {"mmc", "mm3"},
      {"cumm", "mm3"},
      {"mm³", "mm3"},
      {"mcl3", "uL"},
      {"m2", "m2"},
      {"m²", "m2"},
      {"cm", "cm"},
      {"centimeters", "cm"},
      {"mm", "mm"},
      {"m", "m"},
      {"mmhg", "mm[Hg]"},
      {"ms", "ms"},
      {"msec", "ms"},
      {"msecs", "ms"},
      {"milliseconds", "ms"},
      {"s", "s"},
      {"sec", "s"},
      {"secs", "s"},
      {"seconds", "s"},
      {"min", "min"},
      {"minute", "min"},
      {"mins", "min"},
      {"hr", "h"},
      {"hrs", "h"},
      {"h", "h"},
      {"hour", "h"},
      {"hours", "h"},
      {"day", "d"},
      {"d", "d"},
      {"bpm", "/min"},
      {"cels", "Cel"},
      {"%", "%"},
      {"percent", "%"},
      {"kpa", "kPa"},
  };
  return *atoms;
}

// Units of several words, and spellings that are no composition.
constexpr std::pair<absl::string_view, absl::string_view> kWhole[] = {
    {"mm hg", "mm[Hg]"},
    {"mm / hg", "mm[Hg]"},
    {"millimeters of mercury", "mm[Hg]"},
    {"beats per minute", "/min"},
    {"beats / minute", "/min"},
    {"beats / min", "/min"},
    {"beats per min", "/min"},
    {"breaths per minute", "/min"},
    {"breaths / min", "/min"},
    {"per minute", "/min"},
    {"/ min", "/min"},
    {"° c", "Cel"},
    {"°c", "Cel"},
    {"º c", "Cel"},
    {"ºc", "Cel"},
    {"degrees c", "Cel"},
    {"degrees celsius", "Cel"},
    {"° f", "[degF]"},
    {"°f", "[degF]"},
    {"º f", "[degF]"},
    {"degrees f", "[degF]"},
    {"degrees fahrenheit", "[degF]"},
    {"kg / m ^ 2", "kg/m2"},
    {"kg / m 2", "kg/m2"},
    {"kg / m ²", "kg/m2"},
    {"kg / sq m", "kg/m2"},
    {"kg per m2", "kg/m2"},
    {"kg / square meter", "kg/m2"},
    {"% predicted", "%"},
};

// "1.73 m2" behind a clearance, in all its spellings.
constexpr char kBodySurface[] =
    "/ 1.73 m2 | / 1.73 m ^ 2 | / 1.73 m² | / 1.73 m 2 | per 1.73 m2 | per 1.73 m ^ 2 | / 1.73m2 | "
    "/ 1.73 square meters | per 1.73 square meters | / 1.73 sq m | per 1.73 m² | "
    "/ 1.73 meters squared | / 1.73 square meter | / 1.73 m ^ 2 bsa | / 1.73 m2 bsa | per 1.73 m 2";

constexpr char kCounted[] =
    "cells | cell | copies | platelets | neutrophils | lymphocytes | granulocytes | leukocytes | "
    "eosinophils";
constexpr char kPer[] = "/ | per | / a | per each";

// Ten to some power, before a volume: "x 10^9", "10*9", "x109" (which lost its superscript).
std::optional<absl::string_view> TakePower(Cursor& cursor) {
  Cursor next = cursor;
  TakeAny<"x | * | times">(next);
  constexpr std::pair<absl::string_view, absl::string_view> kPowers[] = {
      {"10 ^ 9", "10*9"},   {"10 * 9", "10*9"},
      {"10 e 9", "10*9"},   {"109", "10*9"},
      {"x109", "10*9"},     {"10e9", "10*9"},
      {"x10 ^ 9", "10*9"},  {"x10 * 9", "10*9"},
      {"10 9", "10*9"},     {"10 to the ninth", "10*9"},
      {"10⁹", "10*9"},      {"10 ⁹", "10*9"},
      {"10 ^ 3", "10*3"},   {"10 * 3", "10*3"},
      {"103", "10*3"},      {"x103", "10*3"},
      {"x10 ^ 3", "10*3"},  {"10e3", "10*3"},
      {"x10 * 3", "10*3"},  {"10 ³", "10*3"},
      {"10³", "10*3"},      {"10 ^ 6", "10*6"},
      {"106", "10*6"},      {"x106", "10*6"},
      {"x10 ^ 6", "10*6"},  {"10 ^ 12", "10*12"},
      {"1012", "10*12"},    {"x1012", "10*12"},
      {"x10 ^ 12", "10*12"}};
  for (const auto& [written, power] : kPowers) {
    if (!next.Take(written)) continue;
    cursor = next;
    return power;
  }
  return std::nullopt;
}

std::optional<absl::string_view> TakeAtom(Cursor& cursor) {
  if (cursor.done()) return std::nullopt;
  if (TakeAny<"cubic mm | cubic millimeter | cubic millimeters | mm ^ 3 | cu mm | mm 3 | mm ³">(cursor))
    return "mm3";
  const auto found = Atoms().find(cursor.Peek().text);
  if (found == Atoms().end()) return std::nullopt;
  cursor.Advance();
  return found->second;
}

bool IsVolume(absl::string_view atom) {
  return atom == "L" || atom == "dL" || atom == "mL" || atom == "uL" || atom == "mm3";
}

// "10^9/L", "K/uL", "cells/mm3", "/mm3", "mm3".
std::optional<std::string> TakeCount(Cursor& cursor) {
  Cursor next = cursor;
  absl::string_view power;
  if (const auto written = TakePower(next)) {
    power = *written;
  } else if (TakeAny<"k | thousand">(next)) {
    power = "10*3";
  } else if (TakeAny<"million">(next)) {
    power = "10*6";
  }
  TakeAny<kCounted>(next);
  const bool per = TakeAny<kPer>(next);
  const std::optional<absl::string_view> volume = TakeAtom(next);
  // "100,000 mm3" lost its stroke; "5 mL" did not.
  if (!volume || !IsVolume(*volume) || (!per && *volume != "mm3")) return std::nullopt;
  cursor = next;
  return absl::StrCat(power, "/", *volume == "mm3" ? "uL" : *volume);
}

std::optional<std::string> TakeComposed(Cursor& cursor) {
  Cursor next = cursor;
  const std::optional<absl::string_view> numerator = TakeAtom(next);
  if (!numerator) return std::nullopt;
  std::string unit(*numerator);
  while (unit.size() < 24) {
    Cursor further = next;
    if (TakeAny<kBodySurface>(next)) {
      unit += "/{1.73_m2}";
      continue;
    }
    if (!TakeAny<kPer>(further)) break;
    const std::optional<absl::string_view> denominator = TakeAtom(further);
    if (!denominator) break;
    absl::StrAppend(&unit, "/", *denominator == "mm3" ? "uL" : *denominator);
    next = further;
  }
  cursor = next;
  return unit;
}

}  // namespace

std::optional<std::string> TakeUnit(Cursor& cursor) {
  Cursor longest = cursor;
  std::string unit;
  const auto consider = [&](const Cursor& end, std::string found) {
    if (end.at() <= longest.at()) return;
    longest = end;
    unit = std::move(found);
  };
  for (const auto& [written, code] : kWhole) {
    Cursor next = cursor;
    if (next.Take(written)) consider(next, std::string(code));
  }
  Cursor count = cursor, composed = cursor;
  if (std::optional<std::string> found = TakeCount(count)) consider(count, *std::move(found));
  if (std::optional<std::string> found = TakeComposed(composed)) consider(composed, *std::move(found));
  if (unit.empty()) return std::nullopt;
  cursor = longest;
  return unit;
}

std::optional<v1::TimeUnit> TakeTimeUnit(Cursor& cursor) {
  constexpr std::pair<absl::string_view, v1::TimeUnit> kUnits[] = {
      {"years", v1::TIME_UNIT_YEAR},   {"year", v1::TIME_UNIT_YEAR},   {"yrs", v1::TIME_UNIT_YEAR},
      {"yr", v1::TIME_UNIT_YEAR},      {"yo", v1::TIME_UNIT_YEAR},     {"y", v1::TIME_UNIT_YEAR},
      {"months", v1::TIME_UNIT_MONTH}, {"month", v1::TIME_UNIT_MONTH}, {"mos", v1::TIME_UNIT_MONTH},
      {"mo", v1::TIME_UNIT_MONTH},     {"weeks", v1::TIME_UNIT_WEEK},  {"week", v1::TIME_UNIT_WEEK},
      {"wks", v1::TIME_UNIT_WEEK},     {"wk", v1::TIME_UNIT_WEEK},     {"days", v1::TIME_UNIT_DAY},
      {"day", v1::TIME_UNIT_DAY},      {"hours", v1::TIME_UNIT_HOUR},  {"hour", v1::TIME_UNIT_HOUR},
      {"hrs", v1::TIME_UNIT_HOUR},     {"hr", v1::TIME_UNIT_HOUR},     {"minutes", v1::TIME_UNIT_MINUTE},
      {"minute", v1::TIME_UNIT_MINUTE}};
  if (!cursor.PeekIs(TokenKind::kWord)) return std::nullopt;
  for (const auto& [word, unit] : kUnits) {
    if (!cursor.Peek().Is(word)) continue;
    cursor.Advance();
    cursor.Take("( s )");
    return unit;
  }
  return std::nullopt;
}

}  // namespace trialmatch::criteria
