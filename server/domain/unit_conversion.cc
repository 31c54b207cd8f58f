#include "domain/unit_conversion.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "domain/ucum/dictionary.h"

namespace trialmatch {
namespace {

using ucum::Power;
using ucum::SymbolId;

std::string Pair(const Unit& from, const Unit& to) {
  return absl::StrCat("'", from.expression(), "' and '", to.expression(), "'");
}

std::optional<AffineMap> SameKind(const Unit& from, const Unit& to) {
  if (from == to) return AffineMap{};
  if (from.kind() != to.kind()) return std::nullopt;
  return from.to_kind().Then(to.to_kind().Inverse());
}

// Where `mass` and `substance` differ by one gram above the line in place of one mole, and by nothing else.
bool IsMassForSubstance(const Unit& mass, const Unit& substance) {
  if (mass.annotations() != substance.annotations() || mass.is_special() || substance.is_special())
    return false;
  // What is below the line is the rest of both, so that it is equal when total and above differ alike.
  std::map<SymbolId, std::pair<int, int>> difference;
  for (const Power& p : mass.form().powers) difference[p.symbol] = {p.total, p.above};
  for (const Power& p : substance.form().powers) {
    difference[p.symbol].first -= p.total;
    difference[p.symbol].second -= p.above;
  }
  std::erase_if(difference, [](const auto& entry) { return entry.second == std::pair(0, 0); });
  const ucum::Dictionary& dictionary = ucum::Dictionary::Get();
  return difference ==
         std::map<SymbolId, std::pair<int, int>>{{dictionary.gram(), {1, 1}}, {dictionary.mole(), {-1, -1}}};
}

// One kind, or mass for substance by the molar mass.
std::optional<AffineMap> Simple(const Unit& from, const Unit& to, const std::optional<Decimal>& molar_mass) {
  if (std::optional<AffineMap> map = SameKind(from, to)) return map;
  if (!molar_mass.has_value()) return std::nullopt;
  const Rational& from_factor = from.form().factor;
  const Rational& to_factor = to.form().factor;
  const Rational mass = molar_mass->ToRational();
  if (IsMassForSubstance(from, to)) return AffineMap{Rational(from_factor / mass / to_factor), 0};
  if (IsMassForSubstance(to, from)) return AffineMap{Rational(from_factor * mass / to_factor), 0};
  return std::nullopt;
}

// Through one linear entry, forwards or backwards, with a simple step on either side.
absl::StatusOr<std::optional<AffineMap>> ThroughEntry(const Unit& from, const Unit& to,
                                                      const AnalyteConversions& analyte) {
  for (const AnalyteConversions::Linear& linear : analyte.linear) {
    const absl::StatusOr<Unit> first = Unit::Parse(linear.from_unit);
    const absl::StatusOr<Unit> second = Unit::Parse(linear.to_unit);
    if (!first.ok()) return first.status();
    if (!second.ok()) return second.status();
    const AffineMap line{linear.slope.ToRational(), linear.intercept.ToRational()};
    for (const bool forwards : {true, false}) {
      const auto before = Simple(from, forwards ? *first : *second, analyte.molar_mass_g_per_mol);
      const auto after = Simple(forwards ? *second : *first, to, analyte.molar_mass_g_per_mol);
      if (!before.has_value() || !after.has_value()) continue;
      return before->Then(forwards ? line : line.Inverse()).Then(*after);
    }
  }
  return std::nullopt;
}

// Why a person would not compare them either.
std::string WhyNot(const Unit& from, const Unit& to) {
  const std::string pair = Pair(from, to);
  if (IsMassForSubstance(from, to) || IsMassForSubstance(to, from)) {
    return absl::StrCat(pair, " are mass and amount of substance: the analyte's molar mass is needed");
  }
  if (from.dimension() != to.dimension()) return absl::StrCat(pair, " measure different things");
  if (from.annotations() != to.annotations()) {
    return absl::StrCat(pair, " differ in what stands in braces: an entry of the analyte is needed");
  }
  if (from.is_ratio() || to.is_ratio()) {
    return absl::StrCat(pair, " are different ways to state a ratio: an entry of the analyte is needed");
  }
  return absl::StrCat(pair, " count different things: an entry of the analyte is needed");
}

}  // namespace

absl::StatusOr<AffineMap> UcumConversion(const Unit& from, const Unit& to) {
  if (from.dimension() != to.dimension()) {
    return absl::FailedPreconditionError(absl::StrCat(Pair(from, to), " measure different things"));
  }
  return from.to_base().Then(to.to_base().Inverse());
}

absl::StatusOr<Rational> ConvertUcum(const Rational& value, const Unit& from, const Unit& to) {
  absl::StatusOr<AffineMap> map = UcumConversion(from, to);
  if (!map.ok()) return map.status();
  return map->Apply(value);
}

absl::StatusOr<AffineMap> ClinicalConversion(const Unit& from, const Unit& to,
                                             const AnalyteConversions* analyte) {
  if (std::optional<AffineMap> map = SameKind(from, to)) return *std::move(map);
  if (analyte != nullptr) {
    if (absl::Status status = ValidateAnalyteConversions(*analyte); !status.ok()) return status;
    if (auto map = Simple(from, to, analyte->molar_mass_g_per_mol)) return *std::move(map);
    absl::StatusOr<std::optional<AffineMap>> map = ThroughEntry(from, to, *analyte);
    if (!map.ok()) return map.status();
    if (map->has_value()) return **map;
  }
  return absl::FailedPreconditionError(WhyNot(from, to));
}

absl::StatusOr<Rational> ConvertClinical(const Rational& value, const Unit& from, const Unit& to,
                                         const AnalyteConversions* analyte) {
  absl::StatusOr<AffineMap> map = ClinicalConversion(from, to, analyte);
  if (!map.ok()) return map.status();
  return map->Apply(value);
}

}  // namespace trialmatch
