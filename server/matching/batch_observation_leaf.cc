#include "matching/batch_observation_leaf.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

#include "matching/batch_fact_sources.h"
#include "matching/concept_match.h"
#include "matching/observation_evaluator.h"
#include "matching/value_judgement.h"

namespace trialmatch {
namespace {

constexpr double kCostOfAsking = 500;

bool IsChange(Selection selection) {
  return selection == Selection::kChange || selection == Selection::kPercentChange;
}

// Two amounts that compare alike: between two of them with one judgement all have it.
bool AreNeighbours(const FactValue& a, const FactValue& b) {
  const auto* first = std::get_if<Quantity>(&a);
  const auto* second = std::get_if<Quantity>(&b);
  return first != nullptr && second != nullptr && first->unit == second->unit &&
         first->comparator == second->comparator;
}

// The limit that the criterion multiplies, as the measurement's own, so that nothing else is needed.
std::optional<ReferenceRange> RangeOf(const ReadingLimits& limits, NormalLimitSide side) {
  const std::optional<LimitOfNormal>& limit = side == NormalLimitSide::kLower ? limits.lower : limits.upper;
  if (!limit) return std::nullopt;
  ReferenceRange range{std::nullopt, std::nullopt, limit->unit};
  (side == NormalLimitSide::kLower ? range.low : range.high) = limit->value;
  return range;
}

}  // namespace

BatchObservationLeaf::BatchObservationLeaf(const ObservationCriterion& criterion, AbsencePolicy policy,
                                           const PatientBatch& batch)
    : criterion_(criterion),
      batch_(batch),
      wanted_(batch.archive().codes().size()),
      nobody_(std::make_unique<const NobodyView>(batch, Sex::kUnrecorded, std::vector<Fact>())) {
  asked_.absence_policy = policy;
  asked_.kind = criterion;
  without_value_ = EvaluateObservation(criterion, policy, nobody_->view(), nullptr);
  const bool anchored = criterion.window && criterion.window->anchor;
  asks_all_related_ = anchored || IsChange(criterion.selection);
  for (const BatchPeople::TodayRange& range : batch.people().todays()) {
    std::optional<DayWindow> window;
    if (criterion.window) window.emplace(criterion.window->window, Today(range.sample));
    terms_.push_back({range.end, window});
  }
  for (const CodeId code : batch.codes().RelatedTo(FactCategory::kObservation, criterion.concepts)) {
    AddCode(code);
  }
  if (!anchored) return;
  for (const CodeId code : batch.codes().AllOf(criterion.window->anchor->category)) wanted_[code] = true;
  for (const CodeId code : batch.codes().AllOf(FactCategory::kObservation)) wanted_[code] = true;
}

void BatchObservationLeaf::AddCode(CodeId code) {
  wanted_[code] = true;
  const PresentColumns& columns = batch_.columns().Of(code).present;
  if (columns.rows.empty()) return;
  const Terminology& terminology = batch_.terminology();
  const Code& recorded = batch_.archive().codes()[code].code;
  const Classification found = terminology.Classify(recorded, criterion_.concepts);
  // As the definition: another laboratory's code says nothing of this measurement.
  if (found.membership == Membership::kUnknownCode ||
      found.not_decided == NotDecided::kSystemsNotComparable) {
    return;
  }
  const Truth truth = MatchConcept(recorded, criterion_.concepts, terminology).truth;
  if (truth == Truth::kFalse) return;
  sources_.push_back({code, truth, &columns, {}, {}, {}, {}, {}});
  cost_ += (asks_all_related_ ? kCostOfAsking : 2) * static_cast<double>(columns.rows.size());
  if (asks_all_related_) return;
  JudgeAll(sources_.back());
  if (!criterion_.method) return;
  for (uint32_t kind = 0; kind < columns.kind_qualifiers.size(); ++kind) {
    sources_.back().method.push_back(JudgeMethod(sources_.back(), kind));
  }
}

BatchObservationLeaf::Judged BatchObservationLeaf::Judge(const Source& source, const Reading& reading) {
  if (std::holds_alternative<NormalLimitRange>(*criterion_.expected)) return AskJudgement(source, reading);
  const auto [entry, is_new] = judged_values_.try_emplace(reading.value);
  if (is_new) entry->second = AskJudgement(source, reading);
  return entry->second;
}

BatchObservationLeaf::Judged BatchObservationLeaf::AskJudgement(const Source& source,
                                                                const Reading& reading) const {
  Fact fact;
  fact.category = FactCategory::kObservation;
  fact.code = batch_.archive().codes()[source.code].code;
  fact.value = batch_.archive().ValueAt(reading.value);
  if (const auto* range = std::get_if<NormalLimitRange>(&*criterion_.expected)) {
    fact.reference_range = RangeOf(batch_.columns().limits()[reading.limits], range->side);
  }
  const InstantSpan any_time{absl::InfinitePast(), nobody_->view().as_of().instant};
  const ValueJudgement judgement = JudgeValue(criterion_, fact, any_time, nobody_->view());
  return {judgement.truth, judgement.reaches_min, judgement.keeps_max};
}

// Conversions are monotone: where both ends are judged alike, so is what lies between.
void BatchObservationLeaf::JudgeBetween(Source& source, absl::Span<const uint32_t> order, size_t first,
                                        size_t last) {
  if (last - first < 2) return;
  if (source.judged[order[first]] == source.judged[order[last]]) {
    for (size_t i = first + 1; i < last; ++i) source.judged[order[i]] = source.judged[order[first]];
    return;
  }
  const size_t middle = first + (last - first) / 2;
  source.judged[order[middle]] = Judge(source, source.columns->readings[order[middle]]);
  JudgeBetween(source, order, first, middle);
  JudgeBetween(source, order, middle, last);
}

void BatchObservationLeaf::JudgeAll(Source& source) {
  judged_values_.clear();
  const std::vector<Reading>& readings = source.columns->readings;
  const bool by_limits = std::holds_alternative<NormalLimitRange>(*criterion_.expected);
  std::vector<uint32_t> order = source.columns->by_value;
  if (by_limits) std::iota(order.begin(), order.end(), 0);
  const auto alike = [&](uint32_t a, uint32_t b) {
    return (!by_limits || readings[a].limits == readings[b].limits) &&
           AreNeighbours(batch_.archive().ValueAt(readings[a].value),
                         batch_.archive().ValueAt(readings[b].value));
  };
  source.judged.resize(readings.size());
  for (size_t first = 0; first < order.size();) {
    size_t last = first;
    while (last + 1 < order.size() && alike(order[first], order[last + 1])) ++last;
    source.judged[order[first]] = Judge(source, readings[order[first]]);
    source.judged[order[last]] = Judge(source, readings[order[last]]);
    JudgeBetween(source, order, first, last);
    first = last + 1;
  }
  for (size_t i = 0; i < readings.size(); ++i) {
    const std::vector<Counted> only = {{true, source.judged[i], TakenSpan(), readings[i].limits}};
    source.alone.push_back(BitsOf(Select(only).value_or(Truth::kUnknown)));
  }
  if (!by_limits && !source.columns->ranks.empty()) FindRuns(source);
}

void BatchObservationLeaf::FindRuns(Source& source) const {
  const PresentColumns& columns = *source.columns;
  uint32_t rank = 0;
  for (size_t i = 0; i < columns.by_value.size(); ++i) {
    const uint32_t place = columns.by_value[i];
    if (i > 0 && columns.readings[place].value != columns.readings[columns.by_value[i - 1]].value) ++rank;
    const uint8_t bits = source.alone[place];
    if (source.runs.empty() || source.runs.back().bits != bits) source.runs.push_back({rank, bits});
  }
  if (source.runs.size() > RankPlanes::kMostRuns) source.runs.clear();
}

bool BatchObservationLeaf::IsPlain() const {
  return criterion_.selection == Selection::kLatest && !criterion_.window && !criterion_.method &&
         sources_.size() == 1 && sources_[0].concept_truth == Truth::kTrue;
}

uint8_t BatchObservationLeaf::JudgeMethod(const Source& source, uint32_t kind) const {
  const Fact fact = batch_.archive().Prototype(source.code, source.columns->kind_qualifiers[kind]);
  return BitsOf(MatchQualifier(fact.method, *criterion_.method, batch_.terminology()).truth);
}

void BatchObservationLeaf::Find(const RowBlock& block, const BlockPlane& mask, BlockTruths& truths,
                                ScreenWork& work) {
  truths.SetAll(without_value_, block.words());
  seen_.Clear(block.words());
  ask_.Clear(block.words());
  for (Source& source : sources_) {
    IsPlain() ? ScanLatest(source, block, mask, truths, work) : ScanSource(source, block, mask, truths, work);
  }
  AskEach(
      block, ask_, mask,
      [&](uint32_t row) { return batch_.AskOf(row, asked_, [&](CodeId code) { return wanted_[code]; }); },
      truths, work);
}

void BatchObservationLeaf::ScanLatest(Source& source, const RowBlock& block, const BlockPlane& mask,
                                      BlockTruths& truths, ScreenWork& work) {
  const PresentColumns& columns = *source.columns;
  const bool ranked = !source.runs.empty();
  if (ranked) columns.ranks.Put(block, source.runs, truths.possible, truths.certain);
  const PresentColumns::LatestList& list = ranked ? columns.unranked : columns.latest;
  const std::vector<uint32_t>& rows = list.rows;
  size_t place = source.cursor.SeekTo(rows, block.begin);
  const size_t first = place;
  for (; place < rows.size() && rows[place] < block.end; ++place) {
    const uint32_t offset = rows[place] - block.begin;
    if (!mask.Has(offset)) continue;
    const PresentColumns::Latest latest = list.latest[place];
    if ((latest.first & PresentColumns::kSeveral) != 0) {
      const size_t from = latest.first & ~PresentColumns::kSeveral;
      size_t to = from + 1;
      while (to < columns.rows.size() && columns.rows[to] == rows[place]) ++to;
      const std::optional<Truth> truth = TruthOf(source, from, to, terms_[0]);
      truth ? truths.Set(offset, *truth) : ask_.Set(offset);
      continue;
    }
    const uint32_t w = offset / kWordBits, shift = offset % kWordBits;
    // Where it may be either and they are judged differently, nothing is known.
    const Word one = source.alone[latest.first], other = source.alone[latest.second];
    const Word possible = (one | other) & 1, certain = (one & other) >> 1;
    truths.possible.words[w] = (truths.possible.words[w] & ~(Word{1} << shift)) | possible << shift;
    truths.certain.words[w] = (truths.certain.words[w] & ~(Word{1} << shift)) | certain << shift;
  }
  source.cursor.Set(place);
  work.facts += place - first;
}

void BatchObservationLeaf::ScanSource(Source& source, const RowBlock& block, const BlockPlane& mask,
                                      BlockTruths& truths, ScreenWork& work) {
  const std::vector<uint32_t>& rows = source.columns->rows;
  size_t place = source.cursor.SeekTo(rows, block.begin);
  const size_t first = place;
  auto terms = terms_.begin();
  while (place < rows.size() && rows[place] < block.end) {
    const uint32_t row = rows[place], offset = row - block.begin;
    if (!mask.Has(offset)) {
      ++place;
      continue;
    }
    size_t end = place + 1;
    while (end < rows.size() && rows[end] == row) ++end;
    while (row >= terms->end) ++terms;
    // Values of several codes are left to the definition.
    if (asks_all_related_ || seen_.Has(offset)) {
      ask_.Set(offset);
    } else if (const std::optional<Truth> truth = TruthOf(source, place, end, *terms)) {
      truths.Set(offset, *truth);
    } else {
      ask_.Set(offset);
    }
    seen_.Set(offset);
    place = end;
  }
  source.cursor.Set(place);
  work.facts += place - first;
}

std::optional<Truth> BatchObservationLeaf::TruthOf(const Source& source, size_t place, size_t end,
                                                   const Terms& terms) {
  const PresentColumns& columns = *source.columns;
  values_.clear();
  const uint8_t counts_alone = BitsOf(source.concept_truth) & columns.bits[place];
  const bool alone = end - place == 1 && source.method.empty() && !terms.window &&
                     counts_alone == BitsOf(Truth::kTrue) && (columns.bits[place] & FactBits::kBroken) == 0;
  if (alone) return TruthOfBits(source.alone[columns.reading_places[place]]);
  for (size_t i = place; i < end; ++i) {
    const uint8_t bits = columns.bits[i];
    if ((bits & FactBits::kBroken) != 0) return std::nullopt;
    auto counts = static_cast<uint8_t>(BitsOf(source.concept_truth) & bits);
    if (!source.method.empty()) counts &= source.method[columns.kinds[i]];
    if (terms.window) {
      const DayPeriod& period = columns.periods[i];
      if (terms.window->by_instant() && terms.window->MustAsk(period)) return std::nullopt;
      counts &= static_cast<uint8_t>(terms.window->MayOverlap(period) |
                                     terms.window->CertainlyOverlaps(period) << 1);
    }
    if ((counts & kPossibleBit) == 0) continue;
    const uint32_t reading = columns.reading_places[i];
    values_.push_back({(counts & kCertainBit) != 0, source.judged[reading], columns.taken[i],
                       columns.readings[reading].limits});
  }
  if (values_.empty()) return without_value_;
  return Select(values_);
}

// From here on as selection.cc.

std::optional<Truth> BatchObservationLeaf::Select(const std::vector<Counted>& values) const {
  const bool any_certain =
      std::any_of(values.begin(), values.end(), [](const Counted& value) { return value.certain; });
  switch (criterion_.selection) {
    case Selection::kLatest:
      return any_certain ? SelectLatest(values) : Truth::kUnknown;
    case Selection::kAny:
      return SelectAny(values, Truth::kTrue);
    case Selection::kAll:
      return SelectAny(values, Truth::kFalse);
    case Selection::kMinimum:
    case Selection::kMaximum:
      break;
    case Selection::kChange:
    case Selection::kPercentChange:
      return std::nullopt;
  }
  const bool of_limits = std::holds_alternative<NormalLimitRange>(*criterion_.expected);
  const bool one_limit = std::all_of(values.begin(), values.end(),
                                     [&](const Counted& value) { return value.limits == values[0].limits; });
  if (of_limits && !one_limit) return std::nullopt;
  return any_certain ? SelectExtreme(values, criterion_.selection == Selection::kMinimum) : Truth::kUnknown;
}

Truth BatchObservationLeaf::SelectLatest(const std::vector<Counted>& values) const {
  int64_t latest = std::numeric_limits<int64_t>::min();
  for (const Counted& value : values) {
    if (value.certain) latest = std::max(latest, value.taken.earliest);
  }
  std::optional<Truth> agreed;
  for (const Counted& value : values) {
    if (value.taken.latest < latest) continue;
    agreed = !agreed || *agreed == value.judged.truth ? value.judged.truth : Truth::kUnknown;
  }
  return agreed.value_or(Truth::kUnknown);
}

Truth BatchObservationLeaf::SelectAny(const std::vector<Counted>& values, Truth wanted) const {
  bool certain = false, possible = false, any_certain = false;
  for (const Counted& value : values) {
    certain = certain || (value.certain && value.judged.truth == wanted);
    possible = possible || value.judged.truth != Not(wanted);
    any_certain = any_certain || value.certain;
  }
  if (certain) return wanted;
  return !possible && any_certain ? Not(wanted) : Truth::kUnknown;
}

Truth BatchObservationLeaf::SelectExtreme(const std::vector<Counted>& values, bool least) const {
  bool certain_can_keep = true, one_can_lie_within = false, one_can_break = false, certain_can_miss = true;
  for (const Counted& value : values) {
    const Truth outer = least ? value.judged.reaches_min : value.judged.keeps_max;
    const Truth inner = least ? value.judged.keeps_max : value.judged.reaches_min;
    certain_can_keep = certain_can_keep && (!value.certain || outer != Truth::kFalse);
    one_can_lie_within = one_can_lie_within || value.judged.truth != Truth::kFalse;
    one_can_break = one_can_break || outer != Truth::kTrue;
    certain_can_miss = certain_can_miss && (!value.certain || inner != Truth::kTrue);
  }
  const bool can_be_true = certain_can_keep && one_can_lie_within;
  const bool can_be_false = one_can_break || certain_can_miss;
  if (can_be_true == can_be_false) return Truth::kUnknown;
  return FromBool(can_be_true);
}

}  // namespace trialmatch
