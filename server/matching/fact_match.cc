#include "matching/fact_match.h"

#include "absl/strings/match.h"
#include "domain/quantity.h"
#include "matching/absence.h"
#include "matching/biology_rule.h"
#include "matching/fact_status.h"
#include "matching/refutation.h"
#include "terminology/concept_sets.h"

namespace trialmatch {
namespace {

Reasoned Unless(Truth truth, EvidenceReason unknown_reason) {
  return {truth, truth == Truth::kFalse ? EvidenceReason::kDoesNotSatisfy : unknown_reason};
}

Truth InRanks(const RankRange& recorded, const std::optional<RankRange>& min,
              const std::optional<RankRange>& max) {
  Truth above = Truth::kTrue;
  if (min) {
    above = recorded.first >= min->first  ? Truth::kTrue
            : recorded.last >= min->first ? Truth::kUnknown
                                          : Truth::kFalse;
  }
  Truth below = Truth::kTrue;
  if (max) {
    below = recorded.last <= max->last    ? Truth::kTrue
            : recorded.first <= max->last ? Truth::kUnknown
                                          : Truth::kFalse;
  }
  return And(above, below);
}

// Several grades on one scale must agree.
Reasoned MatchGrade(const Fact& fact, const GradeRange& range, const Terminology& terminology) {
  const auto rank_of = [&](const std::string& grade) { return terminology.Rank(range.scale, grade); };
  const std::optional<RankRange> min = range.min.empty() ? std::nullopt : rank_of(range.min);
  const std::optional<RankRange> max = range.max.empty() ? std::nullopt : rank_of(range.max);
  const bool bounds_known = (range.min.empty() || min) && (range.max.empty() || max);
  if (!bounds_known) return {Truth::kUnknown, EvidenceReason::kCodeNotLoaded};
  std::optional<Truth> found;
  for (const Grade& grade : fact.grades) {
    if (!absl::EqualsIgnoreCase(grade.scale, range.scale)) continue;
    const std::optional<RankRange> rank = rank_of(grade.grade);
    const Truth truth = rank ? InRanks(*rank, min, max) : Truth::kUnknown;
    found = !found || *found == truth ? truth : Truth::kUnknown;
  }
  return Unless(found.value_or(Truth::kUnknown), EvidenceReason::kQualifierUnknown);
}

Reasoned MatchSide(Side recorded, Side asked) {
  if (recorded == Side::kUnspecified) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  return Unless(FromBool(recorded == asked || recorded == Side::kBilateral),
                EvidenceReason::kQualifierUnknown);
}

Reasoned MatchDose(const std::optional<Quantity>& dose, const QuantityRange& range, const Fact& fact,
                   const Terminology& terminology) {
  if (!dose) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  const AnalyteConversions* analyte = terminology.Analyte(fact.code);
  const absl::StatusOr<ValueInterval> value = ConvertValue(*dose, range.unit, analyte);
  const absl::StatusOr<ValueInterval> bounds = ToInterval(range.min, range.max);
  if (!value.ok() || !bounds.ok()) return {Truth::kUnknown, EvidenceReason::kNotComparable};
  return Unless(Within(*value, *bounds), EvidenceReason::kValueImprecise);
}

Reasoned MatchLine(const std::optional<int>& line, const CountRange& range) {
  if (!line) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  const bool in = (!range.min || *line >= *range.min) && (!range.max || *line <= *range.max);
  return Unless(FromBool(in), EvidenceReason::kQualifierUnknown);
}

Reasoned MatchTrial(const std::string& recorded, const Rare<std::string>& asked) {
  if (!asked) return {};
  if (recorded.empty()) return {Truth::kUnknown, EvidenceReason::kQualifierUnknown};
  return Unless(FromBool(recorded == *asked), EvidenceReason::kQualifierUnknown);
}

// Qualifiers that describe the present state of the one thing that the fact is.
Reasoned MatchState(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology) {
  Reasoned match;
  if (criterion.grade) match = And(match, MatchGrade(fact, *criterion.grade, terminology));
  if (criterion.dose) match = And(match, MatchDose(fact.dose, *criterion.dose, fact, terminology));
  return match;
}

// Qualifiers of which another fact of the same kind may have another.
Reasoned MatchInstance(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology) {
  Reasoned match;
  if (criterion.body_site) {
    match = And(match, MatchQualifier(fact.body_site, *criterion.body_site, terminology));
  }
  if (criterion.side != Side::kUnspecified) match = And(match, MatchSide(fact.side, criterion.side));
  if (criterion.line_of_therapy) {
    match = And(match, MatchLine(fact.line_of_therapy, *criterion.line_of_therapy));
  }
  if (criterion.response) match = And(match, MatchQualifier(fact.response, *criterion.response, terminology));
  return And(match, MatchTrial(fact.trial, criterion.trial));
}

// TRUE, FALSE, or UNKNOWN with what is missing: whether the fact went on, where that alone would place it in
// the window, else its date or the anchor's.
Reasoned MatchWindow(const BoundFact& fact, const AnchoredWindow& window, AbsencePolicy policy,
                     const PatientView& patient) {
  const FactPeriod& period = fact.period;
  const Truth meets = MeetsWindow(fact, window, policy, patient);
  EvidenceReason missing = EvidenceReason::kDateImprecise;
  const bool open = !period.point && !period.end && period.end_kind == FactPeriod::End::kUnknown;
  if (meets == Truth::kUnknown && open) {
    FactPeriod ongoing = period;
    ongoing.end_kind = FactPeriod::End::kOngoing;
    if (MeetsWindow(ongoing, window, policy, fact.fact->person, patient, fact.fact) == Truth::kTrue) {
      missing = EvidenceReason::kStatusUnknown;
    }
  }
  return Unless(meets, missing);
}

FactMatch MatchFact(const AskedFact& asked, const BoundFact& bound, const Reasoned& concept_match,
                    const PatientView& patient) {
  const FactCriterion& criterion = asked.criterion;
  const Fact& fact = *bound.fact;
  FactMatch result{.fact = &bound};
  const Terminology& terminology = patient.terminology();
  Reasoned match = concept_match;
  result.suspected = fact.verification == Verification::kSuspected;
  if (result.suspected) match = And(match, {Truth::kUnknown, EvidenceReason::kNotConfirmed});
  const Truth active = HasStatus(bound, criterion.status, patient.as_of());
  match = And(match, Unless(active, EvidenceReason::kStatusUnknown));
  const Reasoned instance = MatchInstance(criterion, fact, terminology);
  match = And(match, instance);
  if (criterion.window) {
    match = And(match, MatchWindow(bound, *criterion.window, asked.policy, patient));
  }
  const Reasoned state = MatchState(criterion, fact, terminology);
  result.settles_absence = criterion.status == FactStatus::kActive && state.truth == Truth::kFalse &&
                           active == Truth::kTrue && !result.suspected && instance.truth == Truth::kTrue &&
                           IsWholeBody(fact) && concept_match.truth == Truth::kTrue &&
                           asked.concepts.CoveredBy({bound.code->id});
  match = And(match, state);
  if (match.truth != Truth::kFalse && RuledOutByBiology(fact, patient)) {
    // A suspicion is settled by the rule; what is confirmed contradicts it.
    result.conflict = !result.suspected;
    match = {result.suspected ? Truth::kFalse : Truth::kUnknown, EvidenceReason::kBiologyRule};
  } else if (match.truth != Truth::kFalse && !result.suspected && InConflict(bound, patient)) {
    result.conflict = true;
    match = {Truth::kUnknown, EvidenceReason::kConflicting};
  }
  result.truth = match.truth;
  result.reason = match.reason;
  return result;
}

}  // namespace

Truth HasInstance(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology) {
  return MatchInstance(criterion, fact, terminology).truth;
}

Truth HasState(const FactCriterion& criterion, const Fact& fact, const Terminology& terminology) {
  return MatchState(criterion, fact, terminology).truth;
}

bool IsWholeBody(const Fact& fact) { return !fact.body_site && fact.side == Side::kUnspecified; }

bool InConflict(const BoundFact& fact, const PatientView& patient) {
  for (const BoundFact& refutation : patient.Refuted(fact.fact->category, fact.fact->person)) {
    if (ConflictsWith(fact, refutation, patient)) return true;
  }
  return false;
}

std::vector<FactMatch> MatchFacts(const AskedFact& asked, const Person& person, const PatientView& patient) {
  std::vector<FactMatch> matches;
  for (const BoundFact& fact : patient.Present(asked.criterion.category, person)) {
    if (fact.code != nullptr && asked.concepts.IsStranger(*fact.code)) continue;  // mostly
    const Reasoned concept_match = MeaningOf(asked.concepts.Classify(fact.code));
    if (concept_match.truth == Truth::kFalse) continue;
    matches.push_back(MatchFact(asked, fact, concept_match, patient));
  }
  return matches;
}

std::vector<FactMatch> MatchFacts(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                                  const PatientView& patient) {
  return MatchFacts(AskedFact(criterion, policy, patient.terminology()), person, patient);
}

namespace {

// Whether both begin on one day; of what is not dated, only if neither is.
Truth BeginOnOneDay(const Fact& a, const Fact& b, const AsOf& as_of) {
  if (a.start == b.start) return Truth::kTrue;
  if (!a.start || !b.start) return Truth::kUnknown;
  const DaySpan first = a.start->Days(as_of), second = b.start->Days(as_of);
  if (first.last < second.first || second.last < first.first) return Truth::kFalse;
  const bool exact = first.first == first.last && second.first == second.last;
  return exact ? Truth::kTrue : Truth::kUnknown;
}

// Whether two records are of one happening: the same concept on the same day counts once, however often and
// however exactly it is recorded.
Truth IsSameHappening(const Fact& a, const Fact& b, const PatientView& patient) {
  const Terminology& terminology = patient.terminology();
  const bool same_concept =
      a.code == b.code || (terminology.IsA(a.code, b.code) && terminology.IsA(b.code, a.code));
  if (a.category != b.category || a.person != b.person || !same_concept) return Truth::kFalse;
  return BeginOnOneDay(a, b, patient.as_of());
}

}  // namespace

Anchors FindAnchors(const FactCriterion& anchor, AbsencePolicy policy, const Person& person,
                    const PatientView& patient) {
  Anchors anchors;
  const AskedFact asked(anchor, policy, patient.terminology());
  for (FactMatch& match : MatchFacts(asked, person, patient)) {
    if (match.truth != Truth::kFalse) anchors.facts.push_back(match);
  }
  anchors.closed = KindOfAbsence(asked, person, patient) == AbsenceKind::kAbsent;
  return anchors;
}

Truth MeetsWindow(const FactPeriod& period, const AnchoredWindow& window, AbsencePolicy policy,
                  const Person& person, const PatientView& patient, const Fact* self) {
  if (!window.anchor) return Overlaps(period, window.window, std::nullopt, patient.as_of());
  const Anchors anchors = FindAnchors(*window.anchor, policy, person, patient);
  // Nothing to measure from: no assumption stands in for it.
  if (anchors.facts.empty()) return Truth::kUnknown;
  Truth truth = anchors.closed ? Truth::kFalse : Truth::kUnknown;
  for (const FactMatch& anchor : anchors.facts) {
    const Truth another =
        self == nullptr ? Truth::kTrue : Not(IsSameHappening(*anchor.fact->fact, *self, patient));
    const Truth overlap = Overlaps(period, window.window, anchor.fact->period, patient.as_of());
    truth = Or(truth, And(another, And(anchor.truth, overlap)));
  }
  return truth;
}

Truth MeetsWindow(const BoundFact& fact, const AnchoredWindow& window, AbsencePolicy policy,
                  const PatientView& patient) {
  if (!window.anchor) return SeenWindow(window.window, patient.as_of()).Overlaps(fact.spans);
  return MeetsWindow(fact.period, window, policy, fact.fact->person, patient, fact.fact);
}

}  // namespace trialmatch
