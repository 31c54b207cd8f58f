#include "ingest/criteria/life_expectancy_rule.h"

#include <string>

#include "ingest/criteria/amounts.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/unit_words.h"
#include "ingest/criteria/windows.h"
#include "terminology/system_uris.h"

namespace trialmatch::criteria {
namespace {

constexpr char kCode[] = "life-expectancy";

// UCUM; nothing for what nobody measures a life by.
std::optional<std::string> TakeSpanUnit(Cursor& cursor) {
  const std::optional<v1::TimeUnit> unit = TakeTimeUnit(cursor);
  if (unit == v1::TIME_UNIT_YEAR) return "a";
  if (unit == v1::TIME_UNIT_MONTH) return "mo";
  if (unit == v1::TIME_UNIT_WEEK) return "wk";
  if (unit == v1::TIME_UNIT_DAY) return "d";
  return std::nullopt;
}

}  // namespace

std::optional<Statement> ReadLifeExpectancy(Cursor& cursor, const Reader& reader) {
  static const auto* const names = new Phrases(
      "life expectancy | expected survival | estimated life expectancy | anticipated life expectancy | "
      "expected life expectancy | projected life expectancy | survival expectancy | expected survival time | "
      "estimated survival | predicted life expectancy | a life expectancy | an expected survival | "
      "an estimated life expectancy | life expectancy ( le ) | minimum life expectancy | an anticipated life "
      "expectancy | "
      "anticipated survival | predicted survival | estimated survival time | expected lifespan | "
      "an expected life expectancy | limited life expectancy | a limited life expectancy | minimal life "
      "expectancy | "
      "projected survival | patient life expectancy | life expectation | life span");
  Cursor next = cursor;
  TakeAny<"a | an">(next);
  if (!names->Take(next)) return std::nullopt;
  TakeAny<
      ": | is | must be | should be | estimated to be | estimated | - | ( of | must be of | : - | "
      "with">(next);
  const std::optional<AmountRange> range = TakeRange(next, TakeSpanUnit);
  const std::optional<std::string> unit = range ? range->CommonUnit() : std::nullopt;
  const Code code(kSampleUri, kCode);
  if (!unit || unit->empty() || !IsOrdered(*range) || !reader.concepts.terminology().Has(code))
    return std::nullopt;
  Statement statement;
  statement.self_contained = true;
  v1::ObservationCriterion& observation = *statement.criterion.mutable_observation();
  AddConcept(code, reader.concepts.terminology(), *observation.mutable_concepts());
  observation.mutable_quantity()->set_unit(*unit);
  const auto fill = [](const Limit& limit, v1::QuantityBound& bound) {
    bound.set_value(limit.value);
    bound.set_exclusive(limit.exclusive);
  };
  if (range->min) fill(*range->min, *observation.mutable_quantity()->mutable_min());
  if (range->max) fill(*range->max, *observation.mutable_quantity()->mutable_max());
  TakeNow(next);
  cursor = next;
  return statement;
}

}  // namespace trialmatch::criteria
