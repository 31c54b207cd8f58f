#include "matching/fact_status.h"

namespace trialmatch {

TimeWindow TodayWindow() {
  return TimeWindow{.start = CalendarOffset{0, TimeUnit::kDay}, .end = CalendarOffset{0, TimeUnit::kDay}};
}

TimeWindow AllTime() { return TimeWindow{}; }

namespace {

// A status that says otherwise than the recorded end.
bool Contradicts(ClinicalStatus status, Truth goes_on) {
  if (status == ClinicalStatus::kUnknown) return false;
  return goes_on == (status == ClinicalStatus::kActive ? Truth::kFalse : Truth::kTrue);
}

}  // namespace

Truth IsActive(const BoundFact& fact, const AsOf& as_of) {
  const FactPeriod& period = fact.period;
  // A plan that lies ahead goes on.
  if (period.planned && period.end) {
    const TimeWindow from_today_on{.start = CalendarOffset{0, TimeUnit::kDay}};
    return SeenWindow(from_today_on, as_of).Overlaps(fact.spans);
  }
  if (period.point || period.end) {
    const Truth today = SeenWindow(TodayWindow(), as_of).Overlaps(fact.spans);
    return Contradicts(fact.fact->status, today) ? Truth::kUnknown : today;
  }
  switch (period.end_kind) {
    case FactPeriod::End::kOngoing:
      return Truth::kTrue;
    case FactPeriod::End::kEnded:
      return Truth::kFalse;
    case FactPeriod::End::kUnknown:
      break;
  }
  return Truth::kUnknown;
}

Truth IsResolved(const BoundFact& fact, const AsOf& as_of) {
  const Truth over = Not(IsActive(fact, as_of));
  const ClinicalStatus status = fact.fact->status;
  const bool may_return = status == ClinicalStatus::kInactive || status == ClinicalStatus::kRemission;
  return may_return ? And(over, Truth::kUnknown) : over;
}

Truth HasStatus(const BoundFact& fact, FactStatus status, const AsOf& as_of) {
  switch (status) {
    case FactStatus::kActive:
      return IsActive(fact, as_of);
    case FactStatus::kResolved:
      return IsResolved(fact, as_of);
    case FactStatus::kEver:
      break;
  }
  return Truth::kTrue;
}

}  // namespace trialmatch
