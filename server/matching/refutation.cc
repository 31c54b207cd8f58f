#include "matching/refutation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "domain/calendar.h"

namespace trialmatch {
namespace {

// The date a refutation speaks for: its own, else that of its recording, else its end.
const std::optional<RecordedTime>& SpeaksOn(const Fact& refutation) {
  if (refutation.start) return refutation.start;
  return refutation.recorded_at ? refutation.recorded_at : refutation.end;
}

// The last date on which it was stated to hold; what freshness adds is not stated.
const std::optional<RecordedTime>& StatedUntil(const Fact& refutation) {
  return refutation.end ? refutation.end : SpeaksOn(refutation);
}

bool HasGradesOf(const Fact& fact, const Fact& refutation) {
  return std::all_of(refutation.grades.begin(), refutation.grades.end(), [&](const Grade& refuted) {
    return std::any_of(fact.grades.begin(), fact.grades.end(), [&](const Grade& own) {
      return absl::EqualsIgnoreCase(own.scale, refuted.scale) &&
             absl::EqualsIgnoreCase(own.grade, refuted.grade);
    });
  });
}

// What is refuted of one place, side, grade, dose, line, response or trial says nothing of a fact that is, or
// may be, of another.
bool SpeaksOf(const Fact& refutation, const Fact& fact, const Terminology& terminology) {
  const bool same_side =
      refutation.side == Side::kUnspecified || refutation.side == fact.side || fact.side == Side::kBilateral;
  const bool same_site =
      !refutation.body_site || (fact.body_site && (fact.body_site == refutation.body_site ||
                                                   terminology.IsA(*fact.body_site, *refutation.body_site)));
  return same_side && same_site && HasGradesOf(fact, refutation) &&
         (refutation.trial.empty() || refutation.trial == fact.trial) &&
         (!refutation.dose || refutation.dose == fact.dose) &&
         (!refutation.line_of_therapy || refutation.line_of_therapy == fact.line_of_therapy) &&
         (!refutation.response || refutation.response == fact.response);
}

// The day until which a statement of `date` certainly stays fresh. An imprecise date is taken at its
// earliest.
std::optional<RecordedTime> FreshUntil(const RecordedTime& date, const CalendarOffset& freshness,
                                       const AsOf& as_of) {
  std::string text;
  if (IsCivil(freshness.unit)) {
    const absl::CivilDay day = AddOffset(date.Days(as_of).first, freshness);
    text = absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
  } else {
    const absl::Time until = AddOffset(date.Instants(as_of).earliest, freshness, as_of.zone);
    text = absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", until, absl::UTCTimeZone());
  }
  absl::StatusOr<RecordedTime> until = RecordedTime::Parse(text);
  if (!until.ok()) return std::nullopt;  // beyond the year 9999: fresh for ever
  return *std::move(until);
}

}  // namespace

std::optional<CoveredPeriod> SpokenFor(const BoundFact& refutation, const Rare<CalendarOffset>& freshness,
                                       const PatientView& patient) {
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  if (!date) return std::nullopt;
  CoveredPeriod period{.from = date, .to = date};
  if (refutation.fact->verification == Verification::kNever) period.from = std::nullopt;
  const std::optional<CalendarOffset> fresh =
      freshness ? freshness.ToOptional() : patient.options().refutation_freshness;
  if (refutation.fact->end) {
    period.to = refutation.fact->end;
  } else if (fresh) {
    period.to = FreshUntil(*date, *fresh, patient.as_of());
  }
  return period;
}

bool ConflictsWith(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient) {
  if (fact.code == nullptr || refutation.code == nullptr ||
      !patient.terminology().IsA(fact.code->id, refutation.code->id) ||
      !SpeaksOf(*refutation.fact, *fact.fact, patient.terminology())) {
    return false;
  }
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  if (!date) return true;
  const bool never = refutation.fact->verification == Verification::kNever;
  const AsOf& as_of = patient.as_of();
  // The fact begins by the end of what is spoken of, and ends no earlier than its beginning.
  const CalendarOffset same_day{0, TimeUnit::kDay};
  const FactPeriod first{.start = date, .point = true};
  const FactPeriod last{.start = refutation.fact->end ? refutation.fact->end : date, .point = true};
  Truth meets = Overlaps(fact.period, TimeWindow{.end = same_day}, last, as_of);
  if (!never) meets = And(meets, Overlaps(fact.period, TimeWindow{.start = same_day}, first, as_of));
  if (meets != Truth::kUnknown) return meets == Truth::kTrue;
  // The refutation itself may tell that it ended, where nothing else tells how long it went on.
  return fact.period.end || fact.period.point || fact.period.end_kind == FactPeriod::End::kOngoing;
}

bool BeganBefore(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient) {
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  const std::optional<RecordedTime>& began = fact.fact->start ? fact.fact->start : fact.fact->recorded_at;
  if (!date || !began) return false;
  return Compare(*began, *date, patient.as_of().zone) == Order::kBefore;
}

bool StatedBefore(const BoundFact& a, const BoundFact& b, const PatientView& patient) {
  const std::optional<RecordedTime>& first = StatedUntil(*a.fact);
  const std::optional<RecordedTime>& second = StatedUntil(*b.fact);
  if (!first || !second) return !first && second;
  const absl::CivilDay first_day = first->Days(patient.as_of()).first;
  const absl::CivilDay second_day = second->Days(patient.as_of()).first;
  if (first_day != second_day) return first_day < second_day;
  const auto spelling = [](const BoundFact& refutation) {
    const std::optional<RecordedTime>& from = SpeaksOn(*refutation.fact);
    return std::pair(StatedUntil(*refutation.fact)->ToString(), from ? from->ToString() : "");
  };
  return spelling(a) < spelling(b);
}

bool MayBeginAfter(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient) {
  const std::optional<RecordedTime>& stated = StatedUntil(*refutation.fact);
  const std::optional<RecordedTime>& began = fact.fact->start ? fact.fact->start : fact.fact->recorded_at;
  if (!stated) return true;
  const AsOf& as_of = patient.as_of();
  const absl::CivilDay latest = began ? std::min(began->Days(as_of).last, Today(as_of)) : Today(as_of);
  return latest > stated->Days(as_of).first;
}

}  // namespace trialmatch
