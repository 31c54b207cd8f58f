#include "domain/fact.h"

#include "domain/calendar.h"

namespace trialmatch {

namespace {

bool MayHavePassed(const std::optional<RecordedTime>& date, const AsOf& as_of) {
  return date && date->Days(as_of).first < Today(as_of);
}

}  // namespace

FactPeriod PeriodOf(const Fact& fact, const AsOf& as_of) {
  FactPeriod period;
  period.start = fact.start;
  period.end = fact.end;
  period.point = false;
  using End = FactPeriod::End;
  switch (fact.category) {
    case FactCategory::kObservation:
    case FactCategory::kProcedure:
      period.point = !fact.end.has_value();
      period.end_kind = End::kEnded;
      return period;
    case FactCategory::kVariant:
    case FactCategory::kAbility:
      period.end_kind = fact.end ? End::kEnded : End::kOngoing;
      return period;
    case FactCategory::kPlan:
      period.end_kind = fact.end                           ? End::kEnded
                        : MayHavePassed(fact.start, as_of) ? End::kUnknown
                                                           : End::kOngoing;
      period.planned = true;
      return period;
    default:
      break;
  }
  if (fact.end) {
    period.end_kind = End::kEnded;
    return period;
  }
  switch (fact.status) {
    case ClinicalStatus::kActive:
      period.end_kind = End::kOngoing;
      break;
    case ClinicalStatus::kUnknown:
      period.end_kind = End::kUnknown;
      break;
    default:
      period.end_kind = End::kEnded;
  }
  return period;
}

std::string DateOf(const Fact& fact) {
  if (fact.start) return fact.start->ToString();
  if (fact.end) return fact.end->ToString();
  return fact.recorded_at ? fact.recorded_at->ToString() : "";
}

}  // namespace trialmatch
