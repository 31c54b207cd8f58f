#include "ingest/criteria/observation_rules.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "domain/unit.h"
#include "domain/unit_conversion.h"
#include "ingest/criteria/amounts.h"
#include "ingest/criteria/analytes.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/plausible.h"
#include "ingest/criteria/same_amount.h"
#include "ingest/criteria/unit_words.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

constexpr char kUpper[] = "ULN", kLower[] = "LLN";

constexpr char kUpperWords[] =
    "uln | normal | normal value | normal values | upper limit of normal | upper limits of normal | upper "
    "limit of normal ( uln ) | "
    "the upper limit of normal | the upper limit of normal ( uln ) | the uln | institutional uln | "
    "institutional upper limit of normal | the institutional upper limit of normal | "
    "upper limit of the normal range | the upper limit of the normal range | upper limit normal | "
    "upper normal limit | the upper normal limit | unl | upper limit of normal range | "
    "the institutional uln | upper limits of normal ( uln ) | institutional upper limits of normal | "
    "iuln | upper limit of reference range | upper limit of normal for the institution | "
    "the normal upper limit | upper limit of laboratory normal | uln for the institution | "
    "upper limit of institutional normal | of the upper limit of normal | "
    "the upper limit of normal range | of uln | of the uln | xuln | upper normal range | "
    "the upper normal range | upper limit of the norm | the upper limit of the norm | normal limit ( uln )";
constexpr char kLowerWords[] =
    "lln | lower limit of normal | the lower limit of normal | lower limit of normal ( lln ) | "
    "institutional lower limit of normal | the lln | the lower limit of the normal range";

// A unit, or the limit of normal of which the number is a multiple.
std::optional<std::string> TakeUnitOrLimit(Cursor& cursor) {
  Cursor next = cursor;
  TakeAny<"x | times | fold | * | times the | x the | fold the | * | - fold | fold of the | times of">(next);
  if (TakeAny<kUpperWords>(next)) {
    cursor = next;
    return kUpper;
  }
  if (TakeAny<kLowerWords>(next)) {
    cursor = next;
    return kLower;
  }
  return TakeUnit(cursor);
}

// "> ULN" is "> 1 x ULN".
std::optional<AmountRange> TakeLimitAlone(Cursor& cursor) {
  Cursor next = cursor;
  const std::optional<Comparison> comparison = TakeComparison(next);
  if (!comparison) return std::nullopt;
  const bool twice = TakeAny<"twice | two times">(next);
  const bool upper = TakeAny<kUpperWords>(next);
  if (!upper && !TakeAny<kLowerWords>(next)) return std::nullopt;
  AmountRange range;
  (comparison->lower ? range.min : range.max) =
      Limit{twice ? "2" : "1", upper ? kUpper : kLower, comparison->exclusive};
  cursor = next;
  return range;
}

void FillBound(const Limit& limit, v1::QuantityBound& bound) {
  bound.set_value(limit.value);
  bound.set_exclusive(limit.exclusive);
}

// The codes in whose unit the terminology can measure, of those that are loaded.
std::vector<Code> Comparable(const NamedAnalyte& analyte, const std::string& unit, const Concepts& concepts) {
  std::vector<Code> codes;
  const absl::StatusOr<Unit> bound = Unit::Parse(unit);
  if (!bound.ok()) return codes;
  for (const Code& code : concepts.Loaded(analyte.codes)) {
    const std::optional<std::string> known = concepts.terminology().UnitOf(code);
    // Without a unit of the analyte nobody can tell milligrams from a slip of the pen.
    if (!known) continue;
    const absl::StatusOr<Unit> measured = Unit::Parse(*known);
    if (measured.ok() && ClinicalConversion(*bound, *measured, concepts.terminology().Analyte(code)).ok()) {
      codes.push_back(code);
    }
  }
  return codes;
}

void FillConcepts(const std::vector<Code>& codes, const Terminology& terminology, v1::ConceptSet& set) {
  for (const Code& code : codes) AddConcept(code, terminology, set);
}

// Whether the point may be one of thousands: of what is counted nobody gives thousandths, and "100.000/mm3"
// is meant as a hundred thousand by some and by none as a hundred.
bool MayBeThousands(const std::optional<Limit>& limit, absl::string_view unit) {
  if (!limit || !absl::StartsWith(unit, "/")) return false;
  const size_t point = limit->value.find('.');
  return point != std::string::npos && limit->value.size() - point == 4;
}

std::optional<v1::Criterion> Bounded(const NamedAnalyte& analyte, const AmountRange& range,
                                     const Concepts& concepts) {
  std::optional<std::string> unit = range.CommonUnit();
  if (!unit) return std::nullopt;
  AmountRange ordered = range;
  for (std::optional<Limit>* limit : {&ordered.min, &ordered.max}) {
    if (*limit) (*limit)->unit = *unit;
  }
  if (!IsOrdered(ordered)) return std::nullopt;
  if (unit->empty()) unit = std::string(analyte.unit);
  if (unit->empty() || MayBeThousands(range.min, *unit) || MayBeThousands(range.max, *unit))
    return std::nullopt;
  v1::Criterion criterion;
  v1::ObservationCriterion& observation = *criterion.mutable_observation();
  if (*unit == kUpper || *unit == kLower) {
    const std::vector<Code> codes = concepts.Loaded(analyte.codes);
    if (codes.empty()) return std::nullopt;
    FillConcepts(codes, concepts.terminology(), *observation.mutable_concepts());
    v1::NormalLimitRange& limits = *observation.mutable_normal_limit();
    limits.set_limit(*unit == kUpper ? v1::NORMAL_LIMIT_UPPER : v1::NORMAL_LIMIT_LOWER);
    if (range.min) FillBound(*range.min, *limits.mutable_min());
    if (range.max) FillBound(*range.max, *limits.mutable_max());
    return criterion;
  }
  std::vector<Code> codes = Comparable(analyte, *unit, concepts);
  if (codes.empty() && *unit == "[IU]/L") {
    // Of enzymes an international unit is the catalytic one.
    unit = "U/L";
    codes = Comparable(analyte, *unit, concepts);
  }
  if (codes.empty()) return std::nullopt;
  for (const std::optional<Limit>* limit : {&range.min, &range.max}) {
    const AnalyteConversions* conversions = concepts.terminology().Analyte(codes[0]);
    if (*limit && !IsPlausible(analyte.name, (*limit)->value, *Unit::Parse(*unit), conversions)) {
      return std::nullopt;
    }
  }
  FillConcepts(codes, concepts.terminology(), *observation.mutable_concepts());
  v1::QuantityRange& quantity = *observation.mutable_quantity();
  quantity.set_unit(*unit);
  if (range.min) FillBound(*range.min, *quantity.mutable_min());
  if (range.max) FillBound(*range.max, *quantity.mutable_max());
  return criterion;
}

// Analytes with "and", "or" or a stroke between them, which share what follows.
struct AnalyteList {
  std::vector<const NamedAnalyte*> analytes;
  enum class Join { kNone, kAnd, kOr, kEither } join = Join::kNone;
};

AnalyteList TakeAnalytes(Cursor& cursor) {
  AnalyteList list;
  Cursor next = cursor;
  while (const NamedAnalyte* analyte = TakeAnalyte(next)) {
    list.analytes.push_back(analyte);
    cursor = next;
    AnalyteList::Join join = AnalyteList::Join::kNone;
    if (TakeAny<"and / or | / | ,">(next)) {
      join = AnalyteList::Join::kEither;
    } else if (TakeAny<"and | & | and the | , and">(next)) {
      join = AnalyteList::Join::kAnd;
    } else if (TakeAny<"or">(next)) {
      join = AnalyteList::Join::kOr;
    } else {
      break;
    }
    Cursor behind = next;
    if (TakeAnalyte(behind) == nullptr) break;
    if (list.join != AnalyteList::Join::kNone && list.join != join) {
      list.analytes.clear();  // "A and B or C": nobody knows
      break;
    }
    list.join = join;
  }
  return list;
}

Statement Join(std::vector<v1::Criterion> parts, bool all) {
  Statement statement;
  statement.self_contained = true;
  if (parts.size() == 1) {
    statement.criterion = std::move(parts[0]);
    return statement;
  }
  auto& list = all ? *statement.criterion.mutable_all_of() : *statement.criterion.mutable_any_of();
  for (v1::Criterion& part : parts) *list.add_criteria() = std::move(part);
  return statement;
}

// The words between an analyte and its bounds.
void SkipVerb(Cursor& cursor) {
  TakeAny<
      ": | of | is | must be | should be | are | = | was | that is | ( bmi ) | between | to be | "
      "must have | has to be | will be | which is | : must be | was assessed to be | is assessed to be">(
      cursor);
}

std::optional<AmountRange> TakeAmounts(Cursor& cursor) {
  Cursor next = cursor;
  // "Between" belongs to the range.
  if (next.Peek().Is("between")) {
    if (std::optional<AmountRange> range = TakeRange(next, TakeUnitOrLimit)) {
      cursor = next;
      return range;
    }
  }
  SkipVerb(next);
  std::optional<AmountRange> range = TakeLimitAlone(next);
  if (!range) range = TakeRange(next, TakeUnitOrLimit);
  if (range) cursor = next;
  return range;
}

// "140/90 mmHg" behind a comparison.
std::optional<Statement> ReadBloodPressure(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  TakeAny<"resting | sitting | seated | supine">(next);
  if (!TakeAny<"blood pressure | bp | blood pressure ( bp )">(next)) return std::nullopt;
  SkipVerb(next);
  const std::optional<Comparison> comparison = TakeComparison(next);
  if (!comparison || !next.PeekIs(TokenKind::kNumber) || !next.Peek(1).Is("/") ||
      next.Peek(2).kind != TokenKind::kNumber) {
    return std::nullopt;
  }
  const std::string values[] = {next.Peek().text, next.Peek(2).text};
  next.Advance(3);
  if (TakeUnit(next) != "mm[Hg]") return std::nullopt;
  std::vector<v1::Criterion> parts;
  for (int i = 0; i < 2; ++i) {
    const std::vector<Token> words = Tokenize(i == 0 ? "systolic" : "diastolic", 0, i == 0 ? 8 : 9);
    Cursor name{absl::MakeConstSpan(words)};
    AmountRange range;
    (comparison->lower ? range.min : range.max) = Limit{values[i], "mm[Hg]", comparison->exclusive};
    std::optional<v1::Criterion> part = Bounded(*TakeAnalyte(name), range, reader.concepts);
    if (!part) return std::nullopt;
    parts.push_back(*std::move(part));
  }
  cursor = next;
  // Above 140/90 is either above; below 140/90 is both below.
  return Join(std::move(parts), /*all=*/!comparison->lower);
}

void SetWindow(v1::Criterion& criterion, const v1::TimeWindow& window) {
  if (criterion.has_observation()) {
    *criterion.mutable_observation()->mutable_window() = window;
    return;
  }
  auto& list = criterion.has_all_of() ? *criterion.mutable_all_of() : *criterion.mutable_any_of();
  for (v1::Criterion& part : *list.mutable_criteria()) {
    *part.mutable_observation()->mutable_window() = window;
  }
}

// "Within normal limits" is both limits.
bool TakeNormal(Cursor& cursor) {
  Cursor next = cursor;
  TakeAny<"is | must be | are | : | should be">(next);
  if (!TakeAny<"within normal limits | within normal range | within the normal range | "
               "within normal limit | wnl | in the normal range | within the normal limits | normal | "
               "within institutional normal limits">(next)) {
    return false;
  }
  cursor = next;
  return true;
}

std::optional<std::vector<v1::Criterion>> NormalOf(const NamedAnalyte& analyte, const Concepts& concepts) {
  AmountRange low, high;
  low.min = Limit{"1", kLower, false};
  high.max = Limit{"1", kUpper, false};
  std::optional<v1::Criterion> above = Bounded(analyte, low, concepts),
                               below = Bounded(analyte, high, concepts);
  if (!above || !below) return std::nullopt;
  return std::vector<v1::Criterion>{*std::move(above), *std::move(below)};
}

// "≤ 30 mg/dL (or ≤ 510 µmol/L)".
void SkipSameAmount(Cursor& cursor, const AmountRange& range, const v1::Criterion& read,
                    const Terminology& terminology) {
  if (!read.observation().has_quantity()) return;
  const v1::Code& code = read.observation().concepts().include(0).code();
  TakeSameAmount(cursor, range, read.observation().quantity().unit(), Code(code.system(), code.code()),
                 terminology);
}

}  // namespace

std::optional<Statement> ReadObservation(Cursor& cursor, const Reader& reader) {
  if (std::optional<Statement> pressure = ReadBloodPressure(cursor, reader)) return pressure;
  Cursor next = cursor;
  const AnalyteList list = TakeAnalytes(next);
  if (list.analytes.empty()) return std::nullopt;
  std::vector<v1::Criterion> parts;
  bool all = list.join == AnalyteList::Join::kAnd;
  if (TakeNormal(next)) {
    all = true;
    if (list.join == AnalyteList::Join::kOr) return std::nullopt;
    for (const NamedAnalyte* analyte : list.analytes) {
      std::optional<std::vector<v1::Criterion>> both = NormalOf(*analyte, reader.concepts);
      if (!both) return std::nullopt;
      for (v1::Criterion& part : *both) parts.push_back(std::move(part));
    }
  } else {
    const std::optional<AmountRange> range = TakeAmounts(next);
    if (!range) return std::nullopt;
    // "ALT/AST at most 3 x ULN" asks it of both; "above 3 x ULN" of either.
    if (list.join == AnalyteList::Join::kEither) all = !range->min;
    for (const NamedAnalyte* analyte : list.analytes) {
      std::optional<v1::Criterion> part = Bounded(*analyte, *range, reader.concepts);
      if (!part) return std::nullopt;
      parts.push_back(*std::move(part));
    }
    SkipSameAmount(next, *range, parts.front(), reader.concepts.terminology());
  }
  Statement statement = Join(std::move(parts), all);
  if (const std::optional<v1::TimeWindow> window = TakeWindow(next)) SetWindow(statement.criterion, *window);
  TakeNow(next);
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
