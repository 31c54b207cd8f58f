#include "ingest/criteria/amounts.h"

#include <utility>

#include "absl/strings/numbers.h"
#include "domain/decimal.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

constexpr char kAtLeast[] =
    ">= | > or equal to | > or equal | at least | greater than or equal to | more than or equal to | equal "
    "to or greater than | "
    "equal to or more than | equal or greater than | greater or equal to | no less than | "
    "not less than | no lower than | not lower than | no fewer than | not below | a minimum of | "
    "minimum of | minimum | above or equal to | higher than or equal to | equal to or above | "
    "equal to or higher than | older than or equal to | greater than or equal | no younger than | "
    "not under | of at least | of >= | greater than / equal to | must be at least | must be >=";
constexpr char kMoreThan[] =
    "> | greater than | more than | over | above | higher than | exceeding | exceeds | older than | "
    "in excess of | of > | of greater than | of more than | larger than | must be >";
constexpr char kAtMost[] =
    "<= | < or equal to | < or equal | less than or equal to | lower than or equal to | equal to or less "
    "than | "
    "equal or less than | less or equal to | no more than | not more than | no greater than | "
    "not greater than | at most | up to | a maximum of | maximum of | maximum | not exceeding | "
    "not to exceed | no higher than | not higher than | below or equal to | equal to or below | "
    "younger than or equal to | does not exceed | not above | no older than | not older than | "
    "not over | of <= | up to and including | must be <= | must not exceed | less than / equal to";
constexpr char kLessThan[] =
    "< | less than | under | below | lower than | younger than | fewer than | of < | of less than | "
    "smaller than | must be < | must be less than";

// Behind the number: "18 years or older".
constexpr char kOrMore[] =
    "or older | or more | or greater | or above | or over | or higher | and over | and older | "
    "and above | and up | or better | and greater | or elder | and more | and higher | + | "
    "or larger | or longer";
constexpr char kOrLess[] =
    "or less | or younger | or under | or below | or fewer | or lower | and under | and younger | "
    "and below | or smaller | or lesser | and less";

std::optional<Limit> TakeNumber(Cursor& cursor, UnitReader unit) {
  std::optional<std::string> number = TakeCount(cursor);
  if (!number || !Decimal::Parse(*number).ok()) return std::nullopt;  // a chain of digits is no amount
  Limit limit;
  limit.value = *std::move(number);
  if (std::optional<std::string> name = unit(cursor)) limit.unit = *std::move(name);
  return limit;
}

void SkipInclusive(Cursor& cursor) {
  TakeAny<
      "( inclusive ) | , inclusive | inclusive | ( incl . ) | ( incl ) | ( both inclusive ) | "
      ", both inclusive | both inclusive | [ inclusive ] | inclusively | , inclusively">(cursor);
}

// "7 to 10 %", "18 - 65 years".
std::optional<AmountRange> TakeBetween(Cursor& cursor, UnitReader unit) {
  Cursor next = cursor;
  const bool between =
      TakeAny<"between | between the ages of | of between | ranging between | is between">(next);
  if (!between) TakeAny<"from | of | ranging from | in the range of | range | within the range of">(next);
  std::optional<Limit> low = TakeNumber(next, unit);
  if (!low) return std::nullopt;
  const bool joined = TakeAny<"to | - | through | up to | until | to <= | to -">(next) ||
                      (between && TakeAny<"and | & | and <=">(next));
  if (!joined) return std::nullopt;
  std::optional<Limit> high = TakeNumber(next, unit);
  if (!high) return std::nullopt;
  SkipInclusive(next);
  cursor = next;
  return AmountRange{std::move(low), std::move(high)};
}

// "18 years or older".
std::optional<AmountRange> TakeNumberFirst(Cursor& cursor, UnitReader unit) {
  Cursor next = cursor;
  next.Take("of");
  std::optional<Limit> limit = TakeNumber(next, unit);
  if (!limit) return std::nullopt;
  AmountRange range;
  TakeAny<"( inclusive ) | ,">(next);
  if (TakeAny<kOrMore>(next)) {
    // "18 years or older and less than 65"
    range.min = std::move(limit);
  } else if (TakeAny<kOrLess>(next)) {
    range.max = std::move(limit);
  } else {
    return std::nullopt;
  }
  // "18 or older years of age"
  std::optional<Limit>& told = range.min ? range.min : range.max;
  if (told->unit.empty()) {
    if (std::optional<std::string> name = unit(next)) told->unit = *std::move(name);
  }
  cursor = next;
  return range;
}

// The limit behind a comparison, into the end of the range that it is of; false where that end is taken.
bool TakeCompared(Cursor& cursor, UnitReader unit, AmountRange& range) {
  Cursor next = cursor;
  const std::optional<Comparison> comparison = TakeComparison(next);
  if (!comparison) return false;
  std::optional<Limit> limit = TakeNumber(next, unit);
  std::optional<Limit>& end = comparison->lower ? range.min : range.max;
  if (!limit || end) return false;
  limit->exclusive = comparison->exclusive;
  end = std::move(limit);
  cursor = next;
  return true;
}

// ">= 18 and < 65".
std::optional<AmountRange> TakeComparisons(Cursor& cursor, UnitReader unit) {
  AmountRange range;
  if (!TakeCompared(cursor, unit, range)) return std::nullopt;
  Cursor next = cursor;
  TakeAny<"and | but | , | , and | to | - | , but | ; and | and is | and also | and to">(next);
  if (TakeCompared(next, unit, range)) cursor = next;
  SkipInclusive(cursor);
  return range;
}

}  // namespace

std::optional<std::string> AmountRange::CommonUnit() const {
  const std::string low = min ? min->unit : "", high = max ? max->unit : "";
  if (low.empty() || high.empty() || low == high) return low.empty() ? high : low;
  return std::nullopt;
}

bool IsOrdered(const AmountRange& range) {
  double low = 0, high = 0;
  if (!range.min || !range.max || range.min->unit != range.max->unit) return true;
  if (!absl::SimpleAtod(range.min->value, &low) || !absl::SimpleAtod(range.max->value, &high)) return false;
  return low < high || (low == high && !range.min->exclusive && !range.max->exclusive);
}

std::optional<Comparison> TakeComparison(Cursor& cursor) {
  Cursor at_least = cursor, more = cursor, at_most = cursor, less = cursor;
  TakeAny<kAtLeast>(at_least);
  TakeAny<kMoreThan>(more);
  TakeAny<kAtMost>(at_most);
  TakeAny<kLessThan>(less);
  // "Less than or equal to" begins with "less than": the longest counts.
  const Cursor* longest = &cursor;
  for (const Cursor* found : {&at_least, &more, &at_most, &less}) {
    if (found->at() > longest->at()) longest = found;
  }
  if (longest == &cursor) return std::nullopt;
  const Comparison comparison = {longest == &at_least || longest == &more,
                                 longest == &more || longest == &less};
  cursor = *longest;
  return comparison;
}

std::optional<AmountRange> TakeRange(Cursor& cursor, UnitReader unit) {
  if (std::optional<AmountRange> range = TakeBetween(cursor, unit)) return range;
  if (std::optional<AmountRange> range = TakeNumberFirst(cursor, unit)) return range;
  return TakeComparisons(cursor, unit);
}

}  // namespace trialmatch::criteria
