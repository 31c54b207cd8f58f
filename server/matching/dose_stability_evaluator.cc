#include "matching/dose_stability_evaluator.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "matching/absence.h"
#include "matching/concept_match.h"
#include "matching/dose_statements.h"
#include "matching/evidence_text.h"
#include "matching/fact_evidence.h"
#include "matching/window_span.h"

namespace trialmatch {
namespace {

using Statements = std::vector<DoseStatement>;

// Everything that the answer is made of.
struct Stability {
  const PatientView& patient;
  const FactCriterion& taken;
  InstantSpan window;
  Statements statements;
};

// Whether certain statements of the same medication and dose cover the window.
bool IsStable(const DoseStatement& statement, const Stability& stability) {
  const Terminology& terminology = stability.patient.terminology();
  std::vector<InstantSpan> spans;
  for (const DoseStatement& other : stability.statements) {
    if (!other.IsCertain() || !other.certain || !SameMedication(statement, other, terminology)) continue;
    if (SameDose(statement, other, terminology).truth == Truth::kTrue) spans.push_back(*other.certain);
  }
  return CoverWindow(std::move(spans), stability.window);
}

bool MayCoverAlone(const DoseStatement& statement, const InstantSpan& window) {
  return CoverWindow({statement.possible}, window);
}

// Two doses of one medication: whether that is a change, or a contradiction.
struct Dispute {
  const DoseStatement* first = nullptr;
  const DoseStatement* second = nullptr;
  bool change = false;
};

// A change if there is any, else the first contradiction; null pointers: neither.
Dispute FindDispute(const Stability& stability) {
  const Terminology& terminology = stability.patient.terminology();
  Dispute found;
  for (size_t i = 0; i < stability.statements.size(); ++i) {
    for (size_t j = i + 1; j < stability.statements.size(); ++j) {
      const DoseStatement& a = stability.statements[i];
      const DoseStatement& b = stability.statements[j];
      if (!a.IsCertain() || !b.IsCertain() || !SameMedication(a, b, terminology)) continue;
      if (SameDose(a, b, terminology).truth != Truth::kFalse) continue;
      const bool both = MayCoverAlone(a, stability.window) && MayCoverAlone(b, stability.window);
      if (!both) return {&a, &b, true};
      if (found.first == nullptr) found = {&a, &b, false};
    }
  }
  return found;
}

bool AllStable(const Stability& stability) {
  bool any = false;
  for (const DoseStatement& statement : stability.statements) {
    if (statement.IsForeign()) continue;
    if (!IsStable(statement, stability)) return false;
    any = true;
  }
  return any;
}

// Whether absence is known or assumed on the day of `at`; today's also where it is known of what goes on
// only. If so `asked`, a copy of what is taken, is left asking for it.
bool IsAbsentOn(absl::Time at, const Stability& stability, AbsencePolicy policy, FactCriterion& asked) {
  const AsOf& as_of = stability.patient.as_of();
  const auto is_absent = [&] {
    const AskedFact found(asked, policy, stability.patient.terminology());
    return KindOfAbsence(found, Person{}, stability.patient) == AbsenceKind::kAbsent;
  };
  const int64_t days_ago = Today(as_of) - absl::ToCivilDay(at, as_of.zone);
  asked.window = AnchoredWindow{};
  asked.window->window.start = asked.window->window.end = CalendarOffset{-days_ago, TimeUnit::kDay};
  asked.status = stability.taken.status;
  if (is_absent()) return true;
  if (days_ago != 0) return false;
  asked.window = std::nullopt;
  asked.status = FactStatus::kActive;
  return is_absent();
}

std::vector<InstantSpan> Untaken(const Stability& stability) {
  std::vector<InstantSpan> possible;
  for (const DoseStatement& statement : stability.statements) possible.push_back(statement.possible);
  return GapsIn(std::move(possible), stability.window);
}

// The days of a gap to ask for: its first and last, and those within it that a statement of absence is about.
std::vector<absl::Time> DaysToAsk(const InstantSpan& gap, const Stability& stability) {
  std::vector<absl::Time> days = {gap.latest, gap.earliest};
  const auto add = [&](const std::optional<RecordedTime>& date) {
    if (!date) return;
    const absl::Time day = date->Instants(stability.patient.as_of()).earliest;
    if (day > gap.earliest && day < gap.latest) days.push_back(day);
  };
  for (const BoundFact& refutation : stability.patient.Refuted(FactCategory::kMedication, Person{})) {
    const Terminology& terminology = stability.patient.terminology();
    if (terminology.CoveredBy(stability.taken.concepts, {refutation.fact->code})) add(refutation.fact->start);
  }
  for (const Completeness& statement : stability.patient.patient().completeness) {
    if (statement.category != FactCategory::kMedication || statement.person != Person{}) continue;
    add(statement.from);
    add(statement.to);
  }
  return days;
}

// What asks for a day on which nothing may have been taken and absence is closed.
std::optional<FactCriterion> FindUntakenDay(const Stability& stability, AbsencePolicy policy) {
  FactCriterion asked = stability.taken;
  for (const InstantSpan& gap : Untaken(stability)) {
    for (const absl::Time at : DaysToAsk(gap, stability)) {
      // The window's last day ends after as_of; it is today all the same.
      if (IsAbsentOn(std::min(at, stability.patient.as_of().instant), stability, policy, asked)) return asked;
    }
  }
  return std::nullopt;
}

Evidence Describe(const DoseStatement& statement, const Reasoned& why, absl::string_view how,
                  const Stability& stability) {
  const Fact& fact = statement.fact();
  const Terminology& terminology = stability.patient.terminology();
  Evidence entry;
  entry.kind = why.truth != Truth::kUnknown                 ? EvidenceKind::kFact
               : why.reason == EvidenceReason::kConflicting ? EvidenceKind::kConflict
                                                            : EvidenceKind::kUndecided;
  entry.reason = why.reason;
  entry.fact = Refer(fact);
  if (fact.dose) entry.recorded_value = FormatQuantity(*fact.dose);
  entry.threshold = absl::StrCat("one dose ", FormatWindow(*stability.taken.window, terminology));
  const std::string date = DateOf(fact);
  entry.text =
      absl::StrCat(NameOf(fact.code, terminology), " ", fact.dose ? entry.recorded_value : "without a dose",
                   date.empty() ? " (undated)" : absl::StrCat(" (", date, ")"), " ", how);
  return entry;
}

// Why a statement leaves the answer open.
std::pair<Reasoned, const char*> WhyOpen(const DoseStatement& statement, const Stability& stability) {
  if (!statement.IsCertain()) {
    return {{Truth::kUnknown, statement.match.reason},
            "is recorded, but its code, date or certainty does not decide"};
  }
  const Reasoned own = SameDose(statement, statement, stability.patient.terminology());
  if (own.truth != Truth::kTrue) return {own, "is recorded, but not at which exact dose"};
  for (const DoseStatement& other : stability.statements) {
    if (!other.IsCertain() || !SameMedication(statement, other, stability.patient.terminology())) continue;
    const Reasoned same = SameDose(statement, other, stability.patient.terminology());
    if (same.truth == Truth::kUnknown)
      return {same, "has a dose that cannot be compared with another recorded"};
  }
  if (IsStable(statement, stability))
    return {{Truth::kTrue, EvidenceReason::kSatisfies}, "is taken throughout"};
  return {{Truth::kUnknown, EvidenceReason::kDateImprecise}, "is not recorded as taken for the whole time"};
}

void AppendOpen(const Stability& stability, const Dispute& dispute, std::vector<Evidence>& evidence) {
  for (const DoseStatement& statement : stability.statements) {
    if (statement.IsForeign()) continue;
    if (&statement == dispute.first || &statement == dispute.second) {
      evidence.push_back(Describe(statement, {Truth::kUnknown, EvidenceReason::kConflicting},
                                  "is recorded beside another dose for the same time", stability));
      continue;
    }
    const auto [why, how] = WhyOpen(statement, stability);
    evidence.push_back(Describe(statement, why, how, stability));
  }
  if (Untaken(stability).empty()) return;
  const Terminology& terminology = stability.patient.terminology();
  Evidence missing;
  missing.kind = EvidenceKind::kMissing;
  missing.reason = EvidenceReason::kNotRecorded;
  missing.text =
      absl::StrCat(NameOf(stability.taken.concepts, terminology), " is not recorded for the whole time ",
                   FormatWindow(*stability.taken.window, terminology));
  evidence.push_back(std::move(missing));
}

void AppendAbsent(const FactCriterion& absent, AbsencePolicy policy, const PatientView& patient,
                  std::vector<Evidence>& evidence) {
  AppendFactEvidence(FactFinding{absent,
                                 AbsencePolicy::kInherit,
                                 Person{},
                                 {},
                                 FindAbsence(absent, policy, Person{}, patient),
                                 FactCount{},
                                 Truth::kFalse,
                                 false},
                     patient, evidence);
}

void AppendDecided(const Stability& stability, Truth truth, const Dispute& dispute,
                   std::vector<Evidence>& evidence) {
  for (const DoseStatement& statement : stability.statements) {
    if (truth == Truth::kTrue && !statement.IsForeign()) {
      evidence.push_back(Describe(statement, {truth, EvidenceReason::kSatisfies},
                                  "is taken at an unchanged dose", stability));
    }
    if (truth == Truth::kFalse && (&statement == dispute.first || &statement == dispute.second)) {
      evidence.push_back(Describe(statement, {truth, EvidenceReason::kDoesNotSatisfy},
                                  "is one of two different doses", stability));
    }
  }
}

}  // namespace

Truth EvaluateDoseStability(const DoseStabilityCriterion& criterion, AbsencePolicy policy,
                            const PatientView& patient, std::vector<Evidence>* evidence) {
  if (!Resolves(criterion.concepts, patient.terminology())) {
    if (evidence != nullptr) evidence->push_back(UnresolvedEvidence(criterion.concepts, patient));
    return Truth::kUnknown;
  }
  const FactCriterion taken = TakenWithin(criterion);
  const Stability stability{patient, taken, SpanOfWindow(taken.window->window, patient.as_of()),
                            CollectStatements(taken, policy, patient)};
  const Dispute dispute = FindDispute(stability);
  if (!dispute.change) {
    if (const auto absent = FindUntakenDay(stability, policy)) {
      if (evidence != nullptr) AppendAbsent(*absent, policy, patient, *evidence);
      return Truth::kFalse;
    }
  }
  Truth truth = Truth::kUnknown;
  if (dispute.change) {
    truth = Truth::kFalse;
  } else if (dispute.first == nullptr && AllStable(stability)) {
    truth = Truth::kTrue;
  }
  if (evidence != nullptr) {
    truth == Truth::kUnknown ? AppendOpen(stability, dispute, *evidence)
                             : AppendDecided(stability, truth, dispute, *evidence);
  }
  return truth;
}

}  // namespace trialmatch
