#include "matching/dose_statements.h"

#include <algorithm>

namespace trialmatch {
namespace {

// The whole day of an instant; the infinite past stays as it is.
InstantSpan DayOf(absl::Time at, const AsOf& as_of) {
  if (at == absl::InfinitePast()) return {at, at};
  const absl::CivilDay day = absl::ToCivilDay(at, as_of.zone);
  return InstantsOf({day, day}, as_of.zone);
}

InstantSpan StartOf(const FactPeriod& period, const AsOf& as_of) {
  if (!period.start) return {absl::InfinitePast(), as_of.instant};
  const std::optional<TimeSpan> seen = SpanUpTo(*period.start, as_of);
  return seen ? seen->instants : period.start->Instants(as_of);
}

// As far as as_of sees it.
InstantSpan EndOf(const FactPeriod& period, const AsOf& as_of) {
  if (period.end) return period.end->Instants(as_of);
  if (period.end_kind == FactPeriod::End::kOngoing) return {as_of.instant, as_of.instant};
  return {absl::InfinitePast(), as_of.instant};
}

DoseStatement Describe(const FactMatch& match, bool whole_days, const AsOf& as_of) {
  const InstantSpan start = StartOf(match.fact->period, as_of);
  const InstantSpan end = EndOf(match.fact->period, as_of);
  InstantSpan certain{start.latest, end.earliest};
  InstantSpan possible{start.earliest, end.latest};
  if (whole_days) {
    certain = {DayOf(start.latest, as_of).earliest, DayOf(end.earliest, as_of).latest};
    possible = {DayOf(start.earliest, as_of).earliest, DayOf(end.latest, as_of).latest};
  }
  DoseStatement statement{match, std::nullopt, possible};
  if (certain.earliest <= certain.latest) statement.certain = certain;
  return statement;
}

}  // namespace

FactCriterion TakenWithin(const DoseStabilityCriterion& criterion) {
  FactCriterion taken;
  taken.category = FactCategory::kMedication;
  taken.concepts = criterion.concepts;
  taken.window = AnchoredWindow{};
  taken.window->window.start = CalendarOffset{-criterion.duration.count, criterion.duration.unit};
  taken.window->window.end = CalendarOffset{0, criterion.duration.unit};
  return taken;
}

std::vector<DoseStatement> CollectStatements(const FactCriterion& taken, AbsencePolicy policy,
                                             const PatientView& patient) {
  const bool whole_days = IsCivil(taken.window->window.start->unit);
  std::vector<DoseStatement> statements;
  for (const FactMatch& match : MatchFacts(taken, policy, Person{}, patient)) {
    if (match.truth == Truth::kFalse) continue;
    statements.push_back(Describe(match, whole_days, patient.as_of()));
  }
  return statements;
}

bool SameMedication(const DoseStatement& a, const DoseStatement& b, const Terminology& terminology) {
  const Code& first = a.fact().code;
  const Code& second = b.fact().code;
  return first == second || terminology.IsA(first, second) || terminology.IsA(second, first);
}

Reasoned SameDose(const DoseStatement& a, const DoseStatement& b, const Terminology& terminology) {
  const std::optional<Quantity>& first = a.fact().dose;
  const std::optional<Quantity>& second = b.fact().dose;
  if (!first || !second) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  const absl::StatusOr<ValueInterval> there =
      ConvertValue(*second, first->unit, terminology.Analyte(b.fact().code));
  if (!there.ok()) return {Truth::kUnknown, EvidenceReason::kNotComparable};
  const ValueInterval here = ToInterval(*first);
  const Truth met = Within(*there, here);
  if (met == Truth::kFalse) return {Truth::kFalse, EvidenceReason::kDoesNotSatisfy};
  if (!here.IsPoint() || !there->IsPoint()) return {Truth::kUnknown, EvidenceReason::kValueImprecise};
  return {met, EvidenceReason::kSatisfies};
}

std::vector<InstantSpan> GapsIn(std::vector<InstantSpan> spans, const InstantSpan& window) {
  std::sort(spans.begin(), spans.end(),
            [](const InstantSpan& a, const InstantSpan& b) { return a.earliest < b.earliest; });
  constexpr absl::Duration kTick = absl::Nanoseconds(1);
  std::vector<InstantSpan> gaps;
  absl::Time next = window.earliest;  // all before is covered
  for (const InstantSpan& span : spans) {
    if (span.earliest > span.latest || span.latest < next) continue;
    if (span.earliest > window.latest) break;
    if (span.earliest > next) gaps.push_back({next, span.earliest - kTick});
    next = span.latest + kTick;
  }
  if (next <= window.latest) gaps.push_back({next, window.latest});
  return gaps;
}

bool CoverWindow(std::vector<InstantSpan> spans, const InstantSpan& window) {
  return GapsIn(std::move(spans), window).empty();
}

}  // namespace trialmatch
