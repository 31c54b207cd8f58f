#include "matching/refutation.h"

#include "absl/strings/str_format.h"
#include "domain/calendar.h"

namespace trialmatch {
namespace {

// The date a refutation speaks for: its own, else that of its recording.
const std::optional<RecordedTime>& SpeaksOn(const Fact& refutation) {
  return refutation.start ? refutation.start : refutation.recorded_at;
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

std::optional<CoveredPeriod> SpokenFor(const BoundFact& refutation,
                                       const std::optional<CalendarOffset>& freshness,
                                       const PatientView& patient) {
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  if (!date) return std::nullopt;
  CoveredPeriod period{.from = date, .to = date};
  if (refutation.fact->verification == Verification::kNever) period.from = std::nullopt;
  const std::optional<CalendarOffset>& fresh = freshness ? freshness : patient.options().refutation_freshness;
  if (refutation.fact->end) {
    period.to = refutation.fact->end;
  } else if (fresh) {
    period.to = FreshUntil(*date, *fresh, patient.as_of());
  }
  return period;
}

bool ConflictsWith(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient) {
  if (!patient.terminology().IsA(fact.fact->code, refutation.fact->code)) return false;
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  if (!date) return true;
  const bool never = refutation.fact->verification == Verification::kNever;
  const FactPeriod spoken{.start = date,
                          .end = refutation.fact->end ? refutation.fact->end : date,
                          .end_kind = FactPeriod::End::kEnded};
  // Anchored at the refutation: [its start (or the beginning of time), its end] against the fact.
  const TimeWindow from_start{
      .start = never ? std::nullopt : std::optional(CalendarOffset{0, TimeUnit::kDay}),
      .end = CalendarOffset{0, TimeUnit::kDay}};
  return Overlaps(fact.period, from_start, spoken, patient.as_of()) == Truth::kTrue;
}

bool BeganBefore(const BoundFact& fact, const BoundFact& refutation, const PatientView& patient) {
  const std::optional<RecordedTime>& date = SpeaksOn(*refutation.fact);
  const std::optional<RecordedTime>& began = fact.fact->start ? fact.fact->start : fact.fact->recorded_at;
  if (!date || !began) return false;
  return Compare(*began, *date, patient.as_of().zone) == Order::kBefore;
}

}  // namespace trialmatch
