#include "tests/benchmark/corpus/corpus_facts.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "domain/builtin_codes.h"

namespace trialmatch {
namespace {

constexpr int kYear = 365;

}  // namespace

RecordedTime CorpusDate(absl::CivilDay day, Precision precision) {
  std::string text = absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  if (precision == Precision::kYear) text.resize(4);
  if (precision == Precision::kMonth) text.resize(7);
  if (precision == Precision::kInstant) absl::StrAppend(&text, "T08:30:00Z");
  const absl::StatusOr<RecordedTime> time = RecordedTime::Parse(text);
  if (!time.ok()) std::abort();
  return *time;
}

RecordedTime CorpusFactMaker::Ago(int days) {
  constexpr Precision kPrecisions[] = {Precision::kDay, Precision::kInstant, Precision::kMonth,
                                       Precision::kYear};
  const absl::CivilDay day = Today() - std::clamp(days, 0, std::max(0, age_days_));
  return CorpusDate(day, kPrecisions[random_.Weighted({800, 80, 80, 40})]);
}

int CorpusFactMaker::DrawDaysAgo() {
  switch (random_.Weighted({12, 25, 33, 20, 10})) {
    case 0:  // on the edge of a common window, or beside it
      return random_.Pick({7, 14, 28, 30, 90, 182, 183, 365, 366}) + random_.Between(-1, 1);
    case 1:
      return random_.Between(0, 60);
    case 2:
      return random_.Between(60, 2 * kYear);
    case 3:
      return random_.Between(2 * kYear, 8 * kYear);
    default:
      return random_.Between(8 * kYear, 30 * kYear);
  }
}

Fact& CorpusFactMaker::Add(FactCategory category, Code code) {
  Fact& fact = made_.patient.facts.emplace_back();
  fact.id = absl::StrCat("f", ++next_id_);
  fact.category = category;
  fact.code = std::move(code);
  return fact;
}

// Common diseases, at every width of the word.
uint32_t CorpusFactMaker::DrawCondition() {
  const CorpusHierarchy& all = vocabulary_.conditions;
  const uint32_t id = all.Near()[laws_.conditions.Draw(random_)];
  const uint32_t beneath = all.StepDown(id, 450, random_);
  return all[beneath].far ? id : beneath;
}

void CorpusFactMaker::AddCourse(Fact& fact) {
  const int began = DrawDaysAgo();
  if (!random_.Chance(60)) fact.start = Ago(began);
  switch (random_.Weighted({640, 190, 110, 40, 20})) {
    case 0:
      fact.status = ClinicalStatus::kActive;
      break;
    case 1:
      break;
    case 2:
      fact.status = ClinicalStatus::kResolved;
      if (random_.Chance(700))
        fact.end = CorpusDate(Today() - random_.Between(0, std::min(began, age_days_)), Precision::kDay);
      break;
    case 3:
      fact.status = ClinicalStatus::kRemission;
      break;
    default:
      fact.status = ClinicalStatus::kInactive;
  }
  if (random_.Chance(200)) fact.recorded_at = CorpusDate(Today() - random_.Between(0, 30), Precision::kDay);
  if (fact.end && fact.start && Compare(*fact.start, *fact.end, made_.options.as_of.zone) == Order::kAfter)
    fact.end.reset();
}

void CorpusFactMaker::AddConditions() {
  const bool old = age_days_ > 60 * kYear;
  const int count = old ? static_cast<int>(2 + random_.Weighted({8, 12, 14, 14, 12, 10, 9, 8, 6, 4, 3}))
                        : static_cast<int>(1 + random_.Weighted({18, 20, 17, 13, 10, 7, 5, 4, 3, 2, 1}));
  std::string last;
  for (int i = 0; i < count; ++i) {
    const uint32_t id = DrawCondition();
    Fact& fact = Add(FactCategory::kCondition, vocabulary_.conditions[id].code);
    AddCourse(fact);
    if (random_.Chance(40)) fact.verification = Verification::kSuspected;
    if (random_.Chance(250)) {
      const CorpusScale& scale = vocabulary_.ScaleOf(id);
      fact.grades.push_back({scale.name, random_.Pick(scale.grades)});
      if (scale.name == "severity" && random_.Chance(100)) fact.grades[0].grade = "serious";
    }
    if (random_.Chance(100)) fact.body_site = vocabulary_.sites[random_.Pick(vocabulary_.sites.Near())].code;
    if (random_.Chance(80)) fact.side = random_.Pick({Side::kLeft, Side::kRight, Side::kBilateral});
    if (!last.empty() && random_.Chance(80)) {
      fact.links.push_back({random_.Chance(700) ? LinkKind::kCausedBy : LinkKind::kAfter, last});
    }
    last = fact.id;
    if (random_.Chance(60)) {  // again, as counts count
      const Code code = fact.code;
      for (int more = random_.Between(1, 3); more > 0; --more) {
        Fact& again = Add(FactCategory::kCondition, code);
        again.start = Ago(random_.Between(0, 400));
        again.status = ClinicalStatus::kResolved;
      }
    }
  }
}

void CorpusFactMaker::AddRefutations() {
  if (!random_.Chance(450)) return;
  for (int count = random_.Between(1, 5); count > 0; --count) {
    const bool condition = random_.Chance(700);
    const CorpusHierarchy& all = condition ? vocabulary_.conditions : vocabulary_.medications;
    const uint32_t id = condition ? DrawCondition() : all.Near()[laws_.medications.Draw(random_)];
    Fact& fact = Add(condition ? FactCategory::kCondition : FactCategory::kMedication, all[id].code);
    fact.verification = random_.Chance(600) ? Verification::kRefuted : Verification::kNever;
    if (random_.Chance(850)) fact.start = Ago(random_.Between(0, 90));
  }
}

// On a bound, a step beside one, normal, or anywhere about.
int64_t CorpusFactMaker::DrawValue(const CorpusAnalyte& analyte) {
  const int64_t bound = random_.Pick(analyte.bounds);
  const int64_t width = std::max<int64_t>(2, analyte.high - analyte.low);
  switch (random_.Weighted({120, 150, 480, 250})) {
    case 0:
      return bound;
    case 1:
      return bound + random_.Pick({-1, 1});
    case 2:
      return analyte.low + random_.Below(static_cast<uint32_t>(width + 1));
    default:
      return std::max<int64_t>(0, analyte.low - width / 2) + random_.Below(static_cast<uint32_t>(2 * width));
  }
}

void CorpusFactMaker::AddValues(const CorpusAnalyte& analyte) {
  for (int count = 1 + static_cast<int>(random_.Weighted({55, 25, 15, 5})); count > 0; --count) {
    Fact& fact = Add(FactCategory::kObservation, analyte.code);
    if (!random_.Chance(30)) fact.start = Ago(random_.Chance(600) ? random_.Between(0, 45) : DrawDaysAgo());
    const bool other = random_.Chance(200);
    const int64_t scaled = DrawValue(analyte);
    if (analyte.scale == 0 && random_.Chance(20)) {
      fact.value = random_.Pick(vocabulary_.results);
    } else {
      Quantity quantity = analyte.In(scaled, other);
      if (random_.Chance(25)) quantity.comparator = random_.Pick({Comparator::kLess, Comparator::kGreater});
      fact.value = std::move(quantity);
    }
    if (analyte.high > 0 && random_.Chance(500)) {
      fact.reference_range =
          ReferenceRange{analyte.Value(analyte.low), analyte.Value(analyte.high), analyte.unit};
      if (analyte.low == 0 || random_.Chance(100)) fact.reference_range->low.reset();
    }
    if (random_.Chance(100)) fact.method = random_.Pick(vocabulary_.methods);
  }
}

// A fifth has none; the others the usual ones and a few besides.
void CorpusFactMaker::AddLabs() {
  if (random_.Chance(200)) return;
  std::vector<uint32_t> asked;
  const int draws = random_.Between(3, 24);
  for (int i = 0; i < draws; ++i) {
    const uint32_t analyte = laws_.labs.Draw(random_);
    if (std::find(asked.begin(), asked.end(), analyte) != asked.end()) continue;
    asked.push_back(analyte);
    AddValues(vocabulary_.analytes[analyte]);
  }
}

void CorpusFactMaker::AddPerformance() {
  if (!random_.Chance(250)) return;
  const char* scale = age_days_ < 16 * kYear ? "LANSKY" : random_.Chance(800) ? "ECOG" : "KARNOFSKY";
  Fact& fact = Add(FactCategory::kObservation, {kBuiltinSystem, scale});
  fact.start = Ago(random_.Between(0, 120));
  const bool ecog = fact.code.code() == "ECOG";
  const int score =
      ecog ? static_cast<int>(random_.Weighted({35, 40, 15, 8, 2})) : 10 * random_.Between(4, 10);
  fact.value = Quantity{Decimal(score), Comparator::kNone, kScoreUnit};
}

}  // namespace trialmatch
