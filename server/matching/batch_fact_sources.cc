#include "matching/batch_fact_sources.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_format.h"
#include "matching/fact_match.h"

namespace trialmatch {
namespace {

constexpr uint8_t kNotAsked = 0xff;
constexpr uint8_t kSettlesBit = 4;

bool HasQualifiers(const FactCriterion& criterion) {
  return criterion.grade || criterion.body_site || criterion.side != Side::kUnspecified || criterion.dose ||
         criterion.line_of_therapy || criterion.response || criterion.trial;
}

int ShiftOf(FactStatus status) {
  switch (status) {
    case FactStatus::kActive:
      return FactBits::kActive;
    case FactStatus::kResolved:
      return FactBits::kResolved;
    case FactStatus::kEver:
      break;
  }
  return FactBits::kRecorded;
}

std::optional<RecordedTime> TodayOf(const AsOf& as_of) {
  const absl::CivilDay day = Today(as_of);
  const absl::StatusOr<RecordedTime> today =
      RecordedTime::Parse(absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day()));
  return today.ok() ? std::optional(*today) : std::nullopt;
}

}  // namespace

void FactPlanes::Clear(uint32_t words) {
  for (BlockPlane* plane : {&refuted, &absent, &elsewhere, &part, &parts, &ask}) {
    plane->Clear(words);
  }
}

std::vector<TodayTerms> TermsOf(const FactCriterion& criterion, const BatchPeople& people) {
  std::vector<TodayTerms> terms;
  for (const BatchPeople::TodayRange& range : people.todays()) {
    const absl::CivilDay today = Today(range.sample);
    std::optional<DayWindow> window;
    if (criterion.window) window.emplace(criterion.window->window, today);
    terms.push_back({range.end, window, CoverQuestion(criterion, today)});
  }
  return terms;
}

NobodyView::NobodyView(const PatientBatch& batch, Sex sex_at_birth, std::vector<Fact> facts) {
  patient_.sex_at_birth = sex_at_birth;
  patient_.facts = std::move(facts);
  options_.as_of = batch.people().todays().front().sample;
  view_.emplace(patient_, options_, batch.terminology());
}

PresentSource::PresentSource(CodeId code, Truth concept_truth, const FactCriterion& criterion,
                             const PatientBatch& batch)
    : code_(code),
      criterion_(criterion),
      batch_(batch),
      columns_(batch.columns().Of(code).present),
      concept_bits_(BitsOf(concept_truth)),
      status_shift_(ShiftOf(criterion.status)) {
  if (HasQualifiers(criterion)) kinds_.assign(columns_.kind_qualifiers.size(), kNotAsked);
}

uint8_t PresentSource::KindOf(uint32_t kind) {
  if (kinds_[kind] == kNotAsked) kinds_[kind] = AskKind(kind);
  return kinds_[kind];
}

uint8_t PresentSource::AskKind(uint32_t kind) const {
  // One that goes on today, so that only what qualifies it decides.
  Fact fact = batch_.archive().Prototype(code_, columns_.kind_qualifiers[kind]);
  fact.start = TodayOf(batch_.people().todays().front().sample);
  fact.status = ClinicalStatus::kActive;
  FactCriterion asked = criterion_;
  asked.window = std::nullopt;
  if (asked.status == FactStatus::kResolved) asked.status = FactStatus::kEver;
  const NobodyView nobody(batch_, Sex::kUnrecorded, {std::move(fact)});
  const std::vector<FactMatch> matches = MatchFacts(asked, AbsencePolicy::kUnknown, Person{}, nobody.view());
  if (matches.empty()) return BitsOf(Truth::kFalse);
  return static_cast<uint8_t>(BitsOf(matches[0].truth) | (matches[0].settles_absence ? kSettlesBit : 0));
}

template <bool kWindow, bool kKinds>
void PresentSource::CollectAs(const std::vector<TodayTerms>& terms, PresentPlanes& planes) {
  const uint32_t* rows = columns_.rows.data();
  const uint8_t* all_bits = columns_.bits.data();
  Word *possible = planes.possible.From(0), *certain = planes.certain.From(0);
  auto one = terms.begin();
  for (size_t place = 0; place < columns_.rows.size(); ++place) {
    const uint32_t row = rows[place];
    const uint8_t bits = all_bits[place];
    auto truth = static_cast<uint8_t>(concept_bits_ & bits & bits >> status_shift_);
    if constexpr (kKinds) {
      const uint8_t kind = KindOf(columns_.kinds[place]);
      truth &= kind;
      const bool goes_on = (bits >> FactBits::kActive & 3) == BitsOf(Truth::kTrue);
      if (goes_on && (kind & kSettlesBit) != 0) PresentPlanes::SetIn(planes.settles, row, planes.possible);
    }
    if constexpr (kWindow) {
      while (row >= one->end) ++one;
      const DayWindow& window = *one->window;
      const DayPeriod& period = columns_.periods[place];
      if ((bits & FactBits::kBroken) != 0 || (window.by_instant() && window.MustAsk(period))) {
        if (truth != 0) PresentPlanes::SetIn(planes.ask, row, planes.possible);
        continue;
      }
      truth &= static_cast<uint8_t>(window.MayOverlap(period) | window.CertainlyOverlaps(period) << 1);
    }
    possible[row / kWordBits] |= Word{truth & 1U} << (row % kWordBits);
    certain[row / kWordBits] |= Word{truth >> 1U & 1U} << (row % kWordBits);
  }
}

void PresentSource::Collect(const std::vector<TodayTerms>& terms, PresentPlanes& planes) {
  if (criterion_.window) {
    kinds_.empty() ? CollectAs<true, false>(terms, planes) : CollectAs<true, true>(terms, planes);
  } else {
    kinds_.empty() ? CollectAs<false, false>(terms, planes) : CollectAs<false, true>(terms, planes);
  }
}

RefutedSource::RefutedSource(CodeId code, const FactCriterion& criterion, const PatientBatch& batch)
    : criterion_(criterion),
      columns_(batch.columns().Of(code).refuted),
      covers_all_(batch.terminology().CoveredBy(criterion.concepts, {batch.archive().codes()[code].code})) {}

DayAnswer RefutedSource::Speaks(size_t place, const TodayTerms& terms) const {
  const uint8_t bits = columns_.bits[place];
  if ((bits & RefutedColumns::kQualified) != 0) return DayAnswer::kAsk;
  if ((bits & RefutedColumns::kUndated) != 0) {
    const bool speaks = !criterion_.window &&
                        ((bits & RefutedColumns::kNever) != 0 || criterion_.status == FactStatus::kActive);
    return speaks ? DayAnswer::kYes : DayAnswer::kNo;
  }
  if (criterion_.refutation_freshness) return DayAnswer::kAsk;
  if ((bits & RefutedColumns::kVoid) != 0) return DayAnswer::kNo;
  return terms.question.CoveredBy(columns_.covers[place]);
}

void RefutedSource::Scan(const RowBlock& block, const BlockPlane& mask, const std::vector<TodayTerms>& terms,
                         FactPlanes& planes, ScreenWork& work) {
  const std::vector<uint32_t>& rows = columns_.rows;
  size_t place = cursor_.SeekTo(rows, block.begin);
  auto one = terms.begin();
  for (; place < rows.size() && rows[place] < block.end; ++place) {
    const uint32_t row = rows[place], offset = row - block.begin;
    ++work.facts;
    if (!mask.Has(offset)) continue;
    while (row >= one->end) ++one;
    planes.refuted.Set(offset);
    const DayAnswer speaks = Speaks(place, *one);
    if (speaks == DayAnswer::kAsk) {
      planes.ask.Set(offset);
    } else if (covers_all_) {
      (speaks == DayAnswer::kYes ? planes.absent : planes.elsewhere).Set(offset);
    } else if (speaks == DayAnswer::kYes) {
      (planes.part.Has(offset) ? planes.parts : planes.part).Set(offset);
    }
  }
  cursor_.Set(place);
}

void MarkRows(const std::vector<uint32_t>& rows, RowCursor& cursor, const RowBlock& block, BlockPlane& plane,
              ScreenWork& work) {
  size_t place = cursor.SeekTo(rows, block.begin);
  for (; place < rows.size() && rows[place] < block.end; ++place) {
    plane.Set(rows[place] - block.begin);
    ++work.facts;
  }
  cursor.Set(place);
}

}  // namespace trialmatch
