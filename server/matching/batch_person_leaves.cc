#include "matching/batch_person_leaves.h"

#include <algorithm>
#include <limits>

#include "domain/clock.h"

namespace trialmatch {
namespace {

constexpr DayNumber kFirstDay = -719'162;  // the first of the year 1
// Instants of civil dates so far apart are in the order of the dates, whatever the zones.
constexpr int64_t kClearDays = 4;
constexpr int64_t kMostDays = 1'000'000;

// About when who has just reached the bound was born.
DayNumber GuessOf(const std::optional<ClockBound>& bound, DayNumber today) {
  constexpr double kDays[] = {1.0 / 1440, 1.0 / 24, 1, 7, 30.436875, 365.2425};
  if (!bound) return today;
  const double days = static_cast<double>(bound->value) * kDays[static_cast<int>(bound->unit)];
  return today - static_cast<DayNumber>(std::min(days, static_cast<double>(today - kFirstDay)));
}

ClockOrigin OnDay(DayNumber day, const absl::TimeZone& zone) {
  const absl::CivilDay civil = absl::CivilDay(1970) + day;
  const DaySpan days{civil, civil};
  return ClockOrigin{{days, InstantsOf(days, zone)}};
}

// The last day of birth, up to `until`, at which the condition holds; the day before the first, if none.
// Monotone: it holds for all earlier ones. `guess`: where to look first.
template <typename Holds>
DayNumber LastWhere(DayNumber until, DayNumber guess, const Holds& holds) {
  DayNumber yes = kFirstDay - 1, no = until + 1;
  for (const DayNumber near : {guess - 2, guess + 2}) {
    if (near <= yes || near >= no) continue;
    (holds(near) ? yes : no) = near;
  }
  while (no - yes > 1) {
    const DayNumber middle = yes + (no - yes) / 2;
    (holds(middle) ? yes : no) = middle;
  }
  return yes;
}

}  // namespace

BatchSexLeaf::BatchSexLeaf(const SexCriterion& criterion, const PatientBatch& batch)
    : same_(batch.people().OfSex(criterion.attribute, criterion.sex)),
      other_(batch.people().OfSex(criterion.attribute,
                                  criterion.sex == Sex::kMale ? Sex::kFemale : Sex::kMale)) {}

void BatchSexLeaf::Find(const RowBlock& block, const BlockPlane&, BlockTruths& truths, ScreenWork&) {
  const Word* same = same_.From(block.begin);
  const Word* other = other_.From(block.begin);
  for (uint32_t w = 0; w < block.words(); ++w) {
    truths.certain.words[w] = same[w];
    truths.possible.words[w] = ~other[w];
  }
}

BatchAgeLeaf::BatchAgeLeaf(const ClockCriterion& criterion, const PatientBatch& batch)
    : batch_(batch), range_(criterion.range) {
  asked_.kind = criterion;
  for (const BatchPeople::TodayRange& range : batch.people().todays()) terms_.push_back(TermsOf(range));
}

BatchAgeLeaf::Terms BatchAgeLeaf::TermsOf(const BatchPeople::TodayRange& range) const {
  const AsOf& as_of = range.sample;
  const DayNumber today = NumberOf(Today(as_of));
  Terms terms{range.end, true, std::numeric_limits<DayNumber>::min() + 1, today, today};
  const auto truth_on = [&](const ClockRange& asked, DayNumber day) {
    return EvaluateClock(asked, OnDay(day, as_of.zone), as_of).truth;
  };
  for (const std::optional<ClockBound>& bound : {range_.min, range_.max}) {
    if (!bound || IsCivil(bound->unit)) continue;
    const int64_t per_day = bound->unit == TimeUnit::kHour ? 24 : 24 * 60;
    const int64_t days = std::min<int64_t>(bound->value / per_day + kClearDays, today - kFirstDay);
    terms.ask_after = std::min(terms.ask_after, static_cast<DayNumber>(today - days));
  }
  const ClockRange min{range_.min, std::nullopt}, max{std::nullopt, range_.max};
  const DayNumber probe = std::min(terms.ask_after, today - 1);
  terms.readable = truth_on(min, probe) != Truth::kUnknown && truth_on(max, probe) != Truth::kUnknown;
  if (!terms.readable) return terms;
  if (range_.min && IsCivil(range_.min->unit)) {
    terms.last = LastWhere(today, GuessOf(range_.min, today),
                           [&](DayNumber day) { return truth_on(min, day) == Truth::kTrue; });
  }
  if (range_.max) {
    // Bounds in hours have long passed for whoever is not asked.
    // An inclusive maximum holds until one unit more is complete.
    std::optional<ClockBound> upper = range_.max;
    if (!upper->exclusive && upper->value < kMostDays) ++upper->value;
    const DayNumber until = IsCivil(range_.max->unit) ? today : terms.ask_after;
    terms.first = 1 + LastWhere(until, GuessOf(upper, today),
                                [&](DayNumber day) { return truth_on(max, day) == Truth::kFalse; });
  }
  return terms;
}

std::optional<Truth> BatchAgeLeaf::TruthOf(const BatchPeople::BirthDays& birth, const Terms& terms) const {
  if (birth.first == BatchPeople::BirthDays::kNone || !terms.readable) return Truth::kUnknown;
  if (birth.last > terms.ask_after) return std::nullopt;
  const auto all = [](bool first, bool last) { return first == last ? FromBool(first) : Truth::kUnknown; };
  const Truth old = all(birth.first <= terms.last, birth.last <= terms.last);
  const Truth young = all(birth.first >= terms.first, birth.last >= terms.first);
  const Truth both = And(old, young);
  // No birth at all keeps both bounds.
  return both == Truth::kUnknown && terms.first > terms.last ? Truth::kFalse : both;
}

std::optional<Truth> BatchAgeLeaf::TruthOfAll(const BatchPeople::WordBirths& births,
                                              const Terms& terms) const {
  if (!terms.readable) return Truth::kUnknown;
  if (!births.alike || births.latest > terms.ask_after) return std::nullopt;
  if (births.earliest > terms.last || births.latest < terms.first) return Truth::kFalse;
  const bool all = births.latest <= terms.last && births.earliest >= terms.first;
  return all ? std::optional(Truth::kTrue) : std::nullopt;
}

void BatchAgeLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                        ScreenWork& work) {
  const BatchPeople::BirthDays* births = batch_.people().births();
  auto terms = terms_.begin();
  for (uint32_t w = 0; w < block.words(); ++w) {
    const uint32_t begin = block.begin + w * kWordBits, end = std::min(begin + kWordBits, block.end);
    while (begin >= terms->end) ++terms;
    if (const std::optional<Truth> truth = TruthOfAll(batch_.people().BirthsOfWord(begin), *terms)) {
      truths.possible.words[w] = *truth == Truth::kFalse ? 0 : ~Word{0};
      truths.certain.words[w] = *truth == Truth::kTrue ? ~Word{0} : 0;
      continue;
    }
    Word possible = 0, certain = 0, ask = 0;
    for (uint32_t row = begin; row < end; ++row) {
      while (row >= terms->end) ++terms;
      const std::optional<Truth> truth = TruthOf(births[row], *terms);
      const Word bit = Word{1} << (row - begin);
      if (!truth) ask |= bit;
      if (truth && *truth != Truth::kFalse) possible |= bit;
      if (truth && *truth == Truth::kTrue) certain |= bit;
    }
    truths.possible.words[w] = possible;
    truths.certain.words[w] = certain;
    for (Word word = ask & mask.words[w]; word != 0; word &= word - 1) {
      const auto offset = w * kWordBits + static_cast<uint32_t>(std::countr_zero(word));
      truths.Set(offset, batch_.AskOf(block.begin + offset, asked_, [](CodeId) { return false; }));
      ++work.asked;
    }
  }
}

}  // namespace trialmatch
