#include "matching/observation_values.h"

#include <algorithm>

#include "matching/fact_match.h"
#include "terminology/concept_sets.h"

namespace trialmatch {
namespace {

// FALSE also for codes that cannot be compared: another laboratory's code says nothing of this measurement,
// and the profile's issues name it.
Reasoned MatchMeasurement(const CodeEntry& recorded, const ResolvedSet& asked) {
  const Classification found = asked.Classify(&recorded);
  if (found.not_decided == NotDecided::kSystemsNotComparable)
    return {Truth::kFalse, EvidenceReason::kCodeNotLoaded};
  return MeaningOf(found);
}

// `counts`: whether it is a measurement of the kind.
Reasoned Counts(Reasoned counts, const ObservationCriterion& criterion, const BoundFact& bound,
                AbsencePolicy policy, const PatientView& patient) {
  if (bound.fact->verification == Verification::kSuspected) {
    counts = And(counts, {Truth::kUnknown, EvidenceReason::kNotConfirmed});
  }
  if (criterion.window) {
    const Truth meets = MeetsWindow(bound, *criterion.window, policy, patient);
    counts = And(counts, {meets, EvidenceReason::kDateImprecise});
    if (meets == Truth::kFalse) return counts;
  }
  if (InConflict(bound, patient)) counts = And(counts, {Truth::kUnknown, EvidenceReason::kConflicting});
  if (criterion.method) {
    counts = And(counts, MatchQualifier(bound.fact->method, *criterion.method, patient.terminology()));
  }
  return counts;
}

// What is known of it already, where that is the same.
InstantSpan WhenTaken(const BoundFact& bound, const AsOf& as_of) {
  if (!bound.period.point || !bound.fact->start) return WhenTaken(*bound.fact, as_of);
  const PeriodSpans::Span& start = bound.spans->start;
  return {start.first.instant, start.last.instant};
}

// Those that may decide: of a change none by itself, of the latest none that certainly is an earlier one.
void JudgeDeciding(const ObservationCriterion& criterion, const PatientView& patient,
                   std::vector<ObservedValue>& values) {
  if (criterion.selection == Selection::kChange || criterion.selection == Selection::kPercentChange) return;
  const absl::Time from =
      criterion.selection == Selection::kLatest ? LatestCertain(values) : absl::InfinitePast();
  for (ObservedValue& value : values) {
    if (value.taken.latest < from) continue;
    value.judgement = JudgeValue(criterion, *value.fact->fact, value.taken, patient);
  }
}

}  // namespace

absl::Time LatestCertain(absl::Span<const ObservedValue> values) {
  absl::Time latest = absl::InfinitePast();
  for (const ObservedValue& value : values) {
    if (value.counts.truth == Truth::kTrue) latest = std::max(latest, value.taken.earliest);
  }
  return latest;
}

InstantSpan WhenTaken(const Fact& fact, const AsOf& as_of) {
  InstantSpan taken{absl::InfinitePast(), as_of.instant};
  if (fact.start) {
    const std::optional<TimeSpan> seen = SpanUpTo(*fact.start, as_of);
    taken = seen ? seen->instants : fact.start->Instants(as_of);
  } else if (fact.end) {
    taken.latest = std::min(taken.latest, fact.end->Instants(as_of).latest);
  }
  return taken;
}

std::vector<ObservedValue> CollectValues(const ObservationCriterion& criterion, const ResolvedSet& concepts,
                                         const Person& person, AbsencePolicy policy,
                                         const PatientView& patient) {
  std::vector<ObservedValue> values;
  for (const BoundFact& bound : patient.Present(FactCategory::kObservation, person)) {
    // Mostly; what cannot be compared, or is only not known to be another, says nothing either.
    if (bound.code == nullptr || !concepts.MayBeRelated(*bound.code)) continue;
    const Reasoned measured = MatchMeasurement(*bound.code, concepts);
    if (measured.truth == Truth::kFalse) continue;
    const Reasoned counts = Counts(measured, criterion, bound, policy, patient);
    if (counts.truth == Truth::kFalse) continue;
    values.push_back({&bound, counts, WhenTaken(bound, patient.as_of()), {}});
  }
  JudgeDeciding(criterion, patient, values);
  return values;
}

}  // namespace trialmatch
