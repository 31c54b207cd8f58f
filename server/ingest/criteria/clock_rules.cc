#include "ingest/criteria/clock_rules.h"

#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "ingest/criteria/amounts.h"
#include "ingest/criteria/phrases.h"
#include "ingest/criteria/state_rules.h"
#include "ingest/criteria/unit_words.h"
#include "ingest/criteria/windows.h"

namespace trialmatch::criteria {
namespace {

// As in wire/limits.h, which ingest must not include.
constexpr int64_t kMaxTimeCount = 1'000'000;

// The unit reader of ages gives enumerators as text.
std::optional<std::string> TakeAgeUnit(Cursor& cursor) {
  Cursor next = cursor;
  const std::optional<v1::TimeUnit> unit = TakeTimeUnit(next);
  if (!unit) return std::nullopt;
  TakeAny<
      "of age | old | of life | - old | of chronological age | in age | of postnatal age | "
      "of age old">(next);
  cursor = next;
  return std::string(v1::TimeUnit_Name(*unit));
}

std::optional<std::string> TakeWeeks(Cursor& cursor) {
  Cursor next = cursor;
  std::string days;
  // "36 6/7 weeks", "36 + 6 weeks"
  Cursor sevenths = next;
  if (sevenths.PeekIs(TokenKind::kNumber) && sevenths.Peek(1).Is("/") && sevenths.Peek(2).Is("7")) {
    days = sevenths.Peek().text;
    sevenths.Advance(3);
    next = sevenths;
  } else if (next.Peek().Is("+") && next.Peek(1).kind == TokenKind::kNumber) {
    days = next.Peek(1).text;
    next.Advance(2);
    if (next.Peek().Is("/") && next.Peek(1).Is("7")) next.Advance(2);
  }
  const std::optional<v1::TimeUnit> unit = TakeTimeUnit(next);
  if (unit != v1::TIME_UNIT_WEEK && (days.empty() || unit)) return std::nullopt;
  TakeAny<
      "of gestation | gestation | gestational age | of gestational age | gestational | pma | ga | "
      "post menstrual age | postmenstrual age">(next);
  cursor = next;
  return absl::StrCat("TIME_UNIT_WEEK", days.empty() ? "" : "+", days);
}

bool FillBound(const Limit& limit, v1::ClockBound& bound) {
  int64_t value = 0;
  if (!absl::SimpleAtoi(limit.value, &value) || value > kMaxTimeCount)
    return false;  // "1.5 years" is no count of units
  const size_t plus = limit.unit.find('+');
  v1::TimeUnit unit;
  if (!v1::TimeUnit_Parse(limit.unit.substr(0, plus), &unit)) return false;
  bound.set_value(value);
  bound.set_unit(unit);
  bound.set_exclusive(limit.exclusive);
  if (plus == std::string::npos) return true;
  int32_t days = 0;
  if (!absl::SimpleAtoi(limit.unit.substr(plus + 1), &days) || days > 6) return false;
  bound.set_extra_days(days);
  return true;
}

std::optional<Statement> ClockStatement(v1::Clock clock, const AmountRange& range) {
  if (!IsOrdered(range)) return std::nullopt;
  Statement statement;
  statement.self_contained = true;
  v1::ClockCriterion& read = *statement.criterion.mutable_clock();
  read.set_clock(clock);
  if (range.min && !FillBound(*range.min, *read.mutable_min())) return std::nullopt;
  if (range.max && !FillBound(*range.max, *read.mutable_max())) return std::nullopt;
  return statement;
}

// Gives limits without a unit the other limit's; else that of the record's own field with the same number.
bool SettleUnits(AmountRange& range, const v1::Trial& trial) {
  const auto settle = [](std::optional<Limit>& limit, const std::optional<Limit>& other, bool has_own,
                         const v1::ClockBound& own) {
    if (!limit || !limit->unit.empty()) return true;
    if (other && !other->unit.empty()) {
      limit->unit = other->unit;
    } else if (has_own && absl::StrCat(own.value()) == limit->value) {
      limit->unit = v1::TimeUnit_Name(own.unit());
    }
    return !limit->unit.empty();
  };
  const std::optional<Limit> low = range.min;
  return settle(range.min, range.max, trial.has_minimum_age(), trial.minimum_age()) &&
         settle(range.max, low, trial.has_maximum_age(), trial.maximum_age());
}

bool TakeAgeWord(Cursor& cursor) {
  Cursor next = cursor;
  TakeAny<"chronological | chronologic | patient | subject | participant | current">(next);
  const size_t before = next.at();
  TakeAny<
      "age | aged | ages | age of | aged of | age range | age range of | age between | age is | "
      "age must be | age at entry | age at enrollment | age at screening | age at study entry | "
      "age at randomization | age at inclusion | age at consent | age at time of enrollment | "
      "age at the time of enrollment | age ( years ) | age in years | age group | age groups">(next);
  if (next.at() == before) return false;
  TakeAny<": | = | - | from | of | is | must be | should be | range | range : | : from | ,">(next);
  cursor = next;
  return true;
}

// What may stand behind an age without changing it.
bool TakeBehindAge(Cursor& cursor, bool has_word) {
  const bool of_age = TakeAny<"of age | old | years old | of age or older | in age">(cursor);
  TakeAny<
      "inclusive | , inclusive | , inclusively | ( inclusive ) | ( incl . ) | ( incl ) | "
      "( both inclusive ) | , both inclusive | both inclusive">(cursor);
  TakeNow(cursor);
  TakeAny<"inclusive | , inclusive | ( inclusive )">(cursor);
  return has_word || of_age;
}

}  // namespace

std::optional<Statement> ReadAge(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  TakeAny<"adults | adult | adult patients | adult subjects">(next);
  const bool adults = next.at() > cursor.at();
  if (adults) TakeAny<"who are | ( age | ( | , | of">(next);
  const bool closing = adults && (cursor.Peek(next.at() - cursor.at() - 1).Is("("));
  bool has_word = TakeAgeWord(next);
  bool has_phrase = false;
  const auto unit = [&has_phrase](Cursor& at) {
    const size_t before = at.at();
    std::optional<std::string> read = TakeAgeUnit(at);
    // A bare "18 to 65 months" could be anything.
    has_phrase = has_phrase || (read && at.at() > before + 1);
    return read;
  };
  Cursor compared = next;
  const bool older = TakeAny<"older than | younger than | no older than | no younger than">(compared);
  std::optional<AmountRange> range = TakeRange(next, unit);
  if (!range) return std::nullopt;
  const bool older_behind = next.Peek().Is("or") ? false : older;
  const size_t end = next.at();
  has_word = TakeBehindAge(next, has_word || has_phrase || older_behind);
  if (!has_word) {
    // "18 years or older", "60 years and older" speak of age by their last word.
    const absl::Span<const Token> read = cursor.rest().subspan(0, end - cursor.at());
    for (const Token& token : read)
      has_word = has_word || token.Is("older") || token.Is("younger") || token.Is("old");
  }
  if (!has_word || !SettleUnits(*range, reader.trial)) return std::nullopt;
  if (closing && !next.Take(")")) return std::nullopt;
  std::optional<Statement> statement = ClockStatement(v1::CLOCK_AGE, *range);
  if (statement) cursor = next;
  return statement;
}

std::optional<Statement> ReadSexAndAge(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  std::optional<Statement> sex = ReadSex(next, reader);
  if (!sex) return std::nullopt;
  TakeAny<", | who are | with | and | , and | at the | at an | between the | ( | of | at">(next);
  std::optional<Statement> age = ReadAge(next, reader);
  if (!age) return std::nullopt;
  Statement both;
  both.self_contained = true;
  *both.criterion.mutable_all_of()->add_criteria() = std::move(sex->criterion);
  *both.criterion.mutable_all_of()->add_criteria() = std::move(age->criterion);
  cursor = next;
  return both;
}

std::optional<Statement> ReadGestation(Cursor& cursor, const Reader& reader) {
  Cursor next = cursor;
  bool at_birth = TakeAny<
      "born | born at | birth at | newborns | newborn | infants | infant | neonates | neonate | "
      "preterm infants | premature infants | preterm infant | preterm neonates | "
      "preterm newborns | preterm | premature | newborn infants | infants born at | infants born | "
      "neonates born at | premature infants born at | preterm infants born at | all infants born">(next);
  const bool preterm = cursor.Peek().Is("preterm") || cursor.Peek().Is("premature");
  const bool pregnant = !at_birth && TakeAny<"pregnant women | pregnancy | pregnant | women">(next);
  TakeAny<"with definite | with | with a | of | at | between | born at | who are | ,">(next);
  const bool named = TakeAny<
      "gestational age | ga | gestation | gestational age at birth | gestational age ( ga ) | "
      "estimated gestational age | gestational ages | a gestational age">(next);
  if (named) TakeAny<"of | at birth | : | is | at delivery | at birth of | between">(next);
  const size_t numbers = next.at();
  const std::optional<AmountRange> range = TakeRange(next, TakeWeeks);
  if (!range) return std::nullopt;
  bool of_gestation = named;
  for (size_t i = numbers; i < next.at(); ++i) {
    const Token& token = cursor.Peek(i - cursor.at());
    of_gestation = of_gestation || token.Is("gestation") || token.Is("gestational") || token.Is("ga");
  }
  of_gestation =
      TakeAny<"of gestation | gestation | gestational age | of gestational age | completed weeks">(next) ||
      of_gestation;
  at_birth = TakeAny<"at birth | at delivery">(next) || at_birth || reader.of_newborns;
  if (!of_gestation || at_birth == pregnant) return std::nullopt;
  if (preterm && !range->max) return std::nullopt;  // "preterm" would be lost
  AmountRange settled = *range;
  const std::optional<Limit> low = settled.min;
  if (settled.min && settled.min->unit.empty() && settled.max) settled.min->unit = "TIME_UNIT_WEEK";
  if (settled.max && settled.max->unit.empty() && low) settled.max->unit = "TIME_UNIT_WEEK";
  std::optional<Statement> statement =
      ClockStatement(at_birth ? v1::CLOCK_GESTATIONAL_AGE_AT_BIRTH : v1::CLOCK_PREGNANCY_LENGTH, settled);
  if (statement) cursor = next;
  return statement;
}

std::optional<Statement> ReadNewbornClock(Cursor& cursor, const Reader&) {
  Cursor next = cursor;
  v1::Clock clock;
  if (TakeAny<"postmenstrual age | post menstrual age | pma | corrected gestational age | "
              "postconceptional age | post conceptional age">(next)) {
    clock = v1::CLOCK_POSTMENSTRUAL_AGE;
  } else if (TakeAny<"corrected age | adjusted age">(next)) {
    clock = v1::CLOCK_CORRECTED_AGE;
  } else if (TakeAny<"postnatal age | post natal age | chronological age | chronologic age">(next)) {
    clock = v1::CLOCK_AGE;
  } else {
    return std::nullopt;
  }
  TakeAny<"( pma ) | ( pna )">(next);
  TakeAny<"of | : | is | between">(next);
  const std::optional<AmountRange> range =
      clock == v1::CLOCK_POSTMENSTRUAL_AGE ? TakeRange(next, TakeWeeks) : TakeRange(next, TakeAgeUnit);
  if (!range) return std::nullopt;
  const std::optional<std::string> unit = range->CommonUnit();
  if (!unit || unit->empty()) return std::nullopt;
  AmountRange settled = *range;
  for (std::optional<Limit>* limit : {&settled.min, &settled.max}) {
    if (*limit && (*limit)->unit.empty()) (*limit)->unit = *unit;
  }
  TakeNow(next);
  std::optional<Statement> statement = ClockStatement(clock, settled);
  if (statement) cursor = next;
  return statement;
}

bool TakesNewbornsOnly(const v1::Trial& trial) {
  if (!trial.has_maximum_age()) return false;
  const v1::ClockBound& age = trial.maximum_age();
  switch (age.unit()) {
    case v1::TIME_UNIT_YEAR:
      return age.value() <= 1;
    case v1::TIME_UNIT_MONTH:
      return age.value() <= 12;
    case v1::TIME_UNIT_WEEK:
      return age.value() <= 52;
    case v1::TIME_UNIT_DAY:
      return age.value() <= 366;
    default:
      return true;
  }
}

}  // namespace trialmatch::criteria
