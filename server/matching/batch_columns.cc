#include "matching/batch_columns.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <tuple>

#include "domain/period_spans.h"
#include "matching/absence_window.h"
#include "matching/biology_rule.h"
#include "matching/byte_key.h"
#include "matching/fact_match.h"
#include "matching/fact_status.h"
#include "matching/observation_values.h"
#include "matching/refutation.h"

namespace trialmatch {
namespace {

// What qualifies a refutation, so that it may not speak of the whole concept.
bool IsQualified(const Fact& fact) {
  return fact.side != Side::kUnspecified || !fact.trial.empty() || fact.body_site || !fact.grades.empty() ||
         fact.line_of_therapy || fact.dose || fact.response;
}

int64_t NanosOf(absl::Time time) { return absl::ToUnixNanos(time); }

// True iff nanoseconds since 1970 say exactly when.
bool IsExact(absl::Time time) {
  return time == absl::InfinitePast() || absl::FromUnixNanos(NanosOf(time)) == time;
}

// The places of `rows` when sorted by row, facts of one row as they were added.
std::vector<uint32_t> SortedPlaces(const std::vector<uint32_t>& rows) {
  std::vector<uint32_t> places(rows.size());
  std::iota(places.begin(), places.end(), 0);
  std::stable_sort(places.begin(), places.end(), [&](uint32_t a, uint32_t b) { return rows[a] < rows[b]; });
  return places;
}

template <typename T>
void Permute(const std::vector<uint32_t>& places, std::vector<T>& column) {
  if (column.empty()) return;
  std::vector<T> moved;
  moved.reserve(places.size());
  for (const uint32_t place : places) moved.push_back(column[place]);
  column = std::move(moved);
}

void ToRows(const std::vector<uint32_t>& row_of, std::vector<uint32_t>& positions) {
  for (uint32_t& position : positions) position = row_of[position];
}

void ToSet(const std::vector<uint32_t>& row_of, std::vector<uint32_t>& positions) {
  ToRows(row_of, positions);
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  positions.shrink_to_fit();
}

// Replaces each value by its place among the distinct ones, which come in the order of `less`.
template <typename T, typename Less>
std::vector<T> Distinct(const std::vector<T>& values, const Less& less, std::vector<uint32_t>& places) {
  std::vector<T> distinct = values;
  std::sort(distinct.begin(), distinct.end(), less);
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  distinct.shrink_to_fit();
  places.resize(values.size());
  for (size_t i = 0; i < values.size(); ++i) {
    places[i] = static_cast<uint32_t>(std::lower_bound(distinct.begin(), distinct.end(), values[i], less) -
                                      distinct.begin());
  }
  return distinct;
}

bool ValueLess(const FactValue& a, const FactValue& b) {
  const auto* first = std::get_if<Quantity>(&a);
  const auto* second = std::get_if<Quantity>(&b);
  if (first == nullptr || second == nullptr) return a.index() < b.index();
  return std::tie(first->unit, first->comparator, first->value) <
         std::tie(second->unit, second->comparator, second->value);
}

// The readings that `latest` selects among the values from `first` to before `last`, which are a row's: see
// PresentColumns::latest.
std::optional<PresentColumns::Latest> LatestOf(const PresentColumns& columns, size_t first, size_t last) {
  std::optional<int64_t> latest;
  for (size_t i = first; i < last; ++i) {
    if ((columns.bits[i] & FactBits::kBroken) != 0) return std::nullopt;
    if ((columns.bits[i] & kCertainBit) != 0) {
      latest = std::max(latest.value_or(columns.taken[i].earliest), columns.taken[i].earliest);
    }
  }
  if (!latest) return std::nullopt;
  std::optional<PresentColumns::Latest> found;
  for (size_t i = first; i < last; ++i) {
    if ((columns.bits[i] & kPossibleBit) == 0 || columns.taken[i].latest < *latest) continue;
    const uint32_t place = columns.reading_places[i];
    if (!found) {
      found = PresentColumns::Latest{place, place};
    } else if (place != found->first && place != found->second) {
      if (found->first != found->second) return std::nullopt;
      found->second = place;
    }
  }
  return found;
}

void Append(uint32_t row, const PresentColumns::Latest& latest, PresentColumns::LatestList& list) {
  list.rows.push_back(row);
  list.latest.push_back(latest);
}

void ShrinkToFit(PresentColumns::LatestList& list) {
  list.rows.shrink_to_fit();
  list.latest.shrink_to_fit();
}

void FindLatest(PresentColumns& columns) {
  if (columns.readings.empty()) return;
  for (size_t first = 0; first < columns.rows.size();) {
    size_t last = first + 1;
    while (last < columns.rows.size() && columns.rows[last] == columns.rows[first]) ++last;
    const uint32_t several = PresentColumns::kSeveral | static_cast<uint32_t>(first);
    Append(columns.rows[first],
           LatestOf(columns, first, last).value_or(PresentColumns::Latest{several, several}), columns.latest);
    first = last;
  }
  ShrinkToFit(columns.latest);
}

void RankLatest(size_t row_count, PresentColumns& columns) {
  const PresentColumns::LatestList& all = columns.latest;
  if (!RankPlanes::Pays(all.rows.size(), row_count)) return;
  std::vector<uint32_t> rank_of(columns.readings.size());
  uint32_t rank = 0;
  for (size_t i = 1; i < columns.by_value.size(); ++i) {
    const uint32_t place = columns.by_value[i];
    rank += columns.readings[place].value != columns.readings[columns.by_value[i - 1]].value;
    rank_of[place] = rank;
  }
  std::vector<uint32_t> rows, ranks;
  for (size_t i = 0; i < all.rows.size(); ++i) {
    const auto [one, other] = all.latest[i];
    if (one != other || (one & PresentColumns::kSeveral) != 0) {
      Append(all.rows[i], all.latest[i], columns.unranked);
    } else {
      rows.push_back(all.rows[i]);
      ranks.push_back(rank_of[one]);
    }
  }
  columns.ranks = RankPlanes(row_count, rank + 1, rows, ranks);
  ShrinkToFit(columns.unranked);
}

}  // namespace

CodeColumns& BatchColumns::At(CodeId code) {
  if (code >= codes_.size()) codes_.resize(code + 1);
  return codes_[code];
}

void BatchColumns::Add(uint32_t position, const PatientView& view) {
  std::vector<const BoundFact*> facts = view.AllFacts();
  // As the archive has them.
  std::sort(facts.begin(), facts.end(),
            [](const BoundFact* a, const BoundFact* b) { return a->fact < b->fact; });
  const absl::Span<const PatientArchive::ArchivedFact> archived = archive_.FactsOf(position);
  for (size_t i = 0; i < facts.size(); ++i) {
    const Fact& fact = *facts[i]->fact;
    CodeColumns& columns = At(archived[i].code);
    if (fact.person != Person{}) {
      columns.relatives.push_back(position);
    } else if (fact.verification == Verification::kRefuted || fact.verification == Verification::kNever) {
      AddRefuted(position, *facts[i], view);
    } else {
      AddPresent(position, *facts[i], archived[i].qualifiers, view);
      if (fact.category == FactCategory::kObservation) {
        AddReading(fact, archived[i].value, view, columns.present);
      }
    }
  }
  for (const TestedGene& gene : view.patient().tested_genes) {
    CodeColumns& columns = At(archive_.IdOf(FactCategory::kVariant, gene.code));
    (gene.person == Person{} ? columns.tested : columns.relatives).push_back(position);
  }
}

void BatchColumns::AddPresent(uint32_t position, const BoundFact& bound, uint32_t qualifiers,
                              const PatientView& view) {
  const Fact& fact = *bound.fact;
  PresentColumns& columns = At(archive_.IdOf(fact.category, fact.code)).present;
  const bool suspected = fact.verification == Verification::kSuspected;
  uint8_t recorded = BitsOf(Truth::kTrue);
  if (suspected || InConflict(bound, view)) recorded = BitsOf(Truth::kUnknown);
  // See MatchFact: a suspicion is settled by the rule, and what is confirmed contradicts it.
  if (RuledOutByBiology(fact, view)) recorded = suspected ? 0 : BitsOf(Truth::kUnknown);
  uint8_t bits = static_cast<uint8_t>(recorded << FactBits::kRecorded |
                                      BitsOf(IsActive(bound, view.as_of())) << FactBits::kActive |
                                      BitsOf(IsResolved(bound, view.as_of())) << FactBits::kResolved);
  DayPeriod period;
  if (const std::optional<PeriodSpans> spans = SpansOf(bound.period, view.as_of())) {
    period = {NumberOf(spans->start.first.day), NumberOf(spans->start.last.day),
              NumberOf(spans->end.first.day), NumberOf(spans->end.last.day)};
  } else {
    bits |= FactBits::kBroken;
  }
  columns.rows.push_back(position);
  columns.bits.push_back(bits);
  columns.kinds.push_back(qualifiers);
  columns.periods.push_back(period);
}

void BatchColumns::AddReading(const Fact& fact, uint32_t value, const PatientView& view,
                              PresentColumns& columns) {
  const InstantSpan taken = WhenTaken(fact, view.as_of());
  // Instants finer or farther away than nanoseconds count are left to the definition.
  if (!IsExact(taken.earliest) || !IsExact(taken.latest)) columns.bits.back() |= FactBits::kBroken;
  columns.taken.push_back({NanosOf(taken.earliest), NanosOf(taken.latest)});
  ReadingLimits limits{FindLimitOfNormal(fact, NormalLimitSide::kLower, taken, view),
                       FindLimitOfNormal(fact, NormalLimitSide::kUpper, taken, view)};
  ByteKey key;
  key.Add(limits.lower);
  key.Add(limits.upper);
  columns.readings.push_back({value, limits_.Add(std::move(key).Take(), [&] { return limits; })});
}

void BatchColumns::AddRefuted(uint32_t position, const BoundFact& bound, const PatientView& view) {
  const Fact& fact = *bound.fact;
  RefutedColumns& columns = At(archive_.IdOf(fact.category, fact.code)).refuted;
  uint8_t bits = 0;
  if (fact.verification == Verification::kNever) bits |= RefutedColumns::kNever;
  if (IsQualified(fact)) bits |= RefutedColumns::kQualified;
  DayCover cover;
  if (const std::optional<CoveredPeriod> period = SpokenFor(bound, std::nullopt, view)) {
    FactCriterion asked;
    asked.category = fact.category;
    const std::optional<DayCover> found =
        CoverOf(AheadOfPlans(FromBirthOn(*period, fact.person, view), asked, view), view.as_of());
    found ? void(cover = *found) : void(bits |= RefutedColumns::kVoid);
  } else {
    bits |= RefutedColumns::kUndated;
  }
  columns.rows.push_back(position);
  columns.bits.push_back(bits);
  columns.covers.push_back(cover);
}

void BatchColumns::Finish(const std::vector<uint32_t>& row_of) {
  codes_.resize(archive_.codes().size());
  limits_.Finish();
  for (CodeColumns& columns : codes_) {
    PresentColumns& present = columns.present;
    ToRows(row_of, present.rows);
    const std::vector<uint32_t> places = SortedPlaces(present.rows);
    Permute(places, present.rows);
    Permute(places, present.bits);
    Permute(places, present.kinds);
    Permute(places, present.periods);
    Permute(places, present.taken);
    Permute(places, present.readings);
    present.kind_qualifiers = Distinct(present.kinds, std::less<uint32_t>(), present.kinds);
    const auto reading_less = [this](const Reading& a, const Reading& b) {
      if (a.limits != b.limits) return a.limits < b.limits;
      const FactValue &first = archive_.ValueAt(a.value), &second = archive_.ValueAt(b.value);
      if (ValueLess(first, second)) return true;
      return !ValueLess(second, first) && a.value < b.value;
    };
    present.readings = Distinct(present.readings, reading_less, present.reading_places);
    present.by_value.resize(present.readings.size());
    std::iota(present.by_value.begin(), present.by_value.end(), 0);
    std::stable_sort(present.by_value.begin(), present.by_value.end(), [&](uint32_t a, uint32_t b) {
      return ValueLess(archive_.ValueAt(present.readings[a].value),
                       archive_.ValueAt(present.readings[b].value));
    });
    FindLatest(present);
    if (!present.readings.empty()) RankLatest(row_of.size(), present);
    RefutedColumns& refuted = columns.refuted;
    ToRows(row_of, refuted.rows);
    const std::vector<uint32_t> refuted_places = SortedPlaces(refuted.rows);
    Permute(refuted_places, refuted.rows);
    Permute(refuted_places, refuted.bits);
    Permute(refuted_places, refuted.covers);
    ToSet(row_of, columns.relatives);
    ToSet(row_of, columns.tested);
  }
}

size_t BatchColumns::BytesUsed() const {
  const auto of = [](const auto& column) { return column.capacity() * sizeof(column[0]); };
  const auto of_latest = [&](const PresentColumns::LatestList& list) {
    return of(list.rows) + of(list.latest);
  };
  size_t bytes = codes_.capacity() * sizeof(CodeColumns) + limits_.BytesUsed();
  for (const CodeColumns& one : codes_) {
    const PresentColumns& present = one.present;
    bytes += of(present.rows) + of(present.bits) + of(present.kinds) + of(present.periods) +
             of(present.kind_qualifiers) + of(present.reading_places) + of(present.taken) +
             of_latest(present.latest) + of_latest(present.unranked) + present.ranks.BytesUsed() +
             of(present.by_value) + of(present.readings);
    bytes += of(one.refuted.rows) + of(one.refuted.bits) + of(one.refuted.covers) + of(one.relatives) +
             of(one.tested);
  }
  return bytes;
}

}  // namespace trialmatch
