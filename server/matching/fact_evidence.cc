#include "matching/fact_evidence.h"

#include "absl/strings/str_cat.h"
#include "matching/biology_rule.h"
#include "matching/evidence_text.h"

namespace trialmatch {
namespace {

const char* WhyUndecided(EvidenceReason reason) {
  switch (reason) {
    case EvidenceReason::kBroaderCode:
      return "is recorded, which is broader than what is asked";
    case EvidenceReason::kCodeNotLoaded:
      return "is recorded with a code that the loaded terminologies cannot compare";
    case EvidenceReason::kNotConfirmed:
      return "is recorded, but not confirmed";
    case EvidenceReason::kDateImprecise:
      return "is recorded, but its date (or that of what it is measured from) is missing or too coarse";
    case EvidenceReason::kStatusUnknown:
      return "is recorded, but not whether it still goes on";
    case EvidenceReason::kQualifierUnknown:
      return "is recorded, but a qualifier that the criterion asks for is missing or too coarse";
    case EvidenceReason::kNotComparable:
      return "is recorded with an amount that cannot be compared";
    case EvidenceReason::kValueImprecise:
      return "is recorded with an amount too imprecise to decide";
    case EvidenceReason::kConflicting:
      return "is recorded as present and as refuted at the same time";
    case EvidenceReason::kBiologyRule:
      return "is recorded, but cannot be for sex at birth male or age under 8 years";
    default:
      return "is recorded and does not decide";
  }
}

const char* WhyNot(EvidenceReason reason) {
  switch (reason) {
    case EvidenceReason::kRefuted:
      return "is recorded, but refuted since";
    case EvidenceReason::kBiologyRule:
      return "is suspected, but cannot be for sex at birth male or age under 8 years";
    default:
      return "is recorded, but not as the criterion asks";
  }
}

// From the recorded code up to the entry of the set that it is beneath (or equal to).
std::vector<Code> PathInto(const Code& code, const ConceptSet& set, const Terminology& terminology) {
  for (const ConceptEntry& entry : set.include) {
    std::vector<Code> path = terminology.Path(code, entry.code);
    if (!path.empty()) return path;
  }
  return {};
}

std::string Dated(const Fact& fact) {
  const std::string date = DateOf(fact);
  return date.empty() ? " (undated)" : absl::StrCat(" (", date, ")");
}

Evidence MatchEvidence(const FactMatch& match, const FactCriterion& criterion,
                       const Terminology& terminology) {
  const Fact& fact = *match.fact->fact;
  Evidence evidence;
  evidence.fact = Refer(fact);
  evidence.reason = match.reason;
  const std::string what =
      absl::StrCat(NameOf(fact.code, terminology), OfWhom(fact.person), Dated(fact), " ");
  switch (match.truth) {
    case Truth::kTrue:
      evidence.kind = EvidenceKind::kFact;
      evidence.text = absl::StrCat(what, "is recorded");
      evidence.path = PathInto(fact.code, criterion.concepts, terminology);
      break;
    case Truth::kFalse:
      evidence.kind = EvidenceKind::kFact;
      evidence.text = absl::StrCat(what, WhyNot(match.reason));
      break;
    case Truth::kUnknown:
      evidence.kind = match.conflict ? EvidenceKind::kConflict : EvidenceKind::kUndecided;
      evidence.text = absl::StrCat(what, WhyUndecided(match.reason));
      break;
  }
  if (criterion.window) evidence.threshold = FormatWindow(*criterion.window, terminology);
  return evidence;
}

const char* AssumptionText(const Absence& absence) {
  const bool absent = absence.kind == AbsenceKind::kAbsent;
  switch (absence.reason) {
    case EvidenceReason::kCriterionPolicy:
      return absent ? "is not recorded and taken as absent by the criterion's policy"
                    : "is not recorded and taken as present by the criterion's policy";
    case EvidenceReason::kCompleteness:
      return "is not recorded, in a category that is stated to be complete";
    default:
      return absent ? "is not recorded and taken as absent by the request's default"
                    : "is not recorded and taken as present by the request's default";
  }
}

Evidence RefutationEvidence(const BoundFact& refutation, EvidenceKind kind, absl::string_view how,
                            const Terminology& terminology) {
  const Fact& fact = *refutation.fact;
  Evidence entry;
  entry.kind = kind;
  entry.reason = EvidenceReason::kRefuted;
  entry.fact = Refer(fact);
  entry.text =
      absl::StrCat(NameOf(fact.code, terminology), OfWhom(fact.person), " is refuted", Dated(fact), how);
  return entry;
}

void AppendRule(absl::string_view name, const PatientView& patient, std::vector<Evidence>& evidence) {
  Evidence rule;
  rule.kind = EvidenceKind::kRule;
  rule.reason = EvidenceReason::kBiologyRule;
  rule.text = absl::StrCat(name, " is absent for sex at birth male or age under 8 years");
  evidence.push_back(std::move(rule));
  if (RuleRestsOnGender(patient)) evidence.push_back(GenderAssumption());
}

void AppendAbsence(const Absence& absence, const std::string& name, const Rare<AnchoredWindow>& window,
                   const PatientView& patient, std::vector<Evidence>& evidence) {
  const Terminology& terminology = patient.terminology();
  Evidence entry;
  entry.reason = absence.reason;
  switch (absence.reason) {
    case EvidenceReason::kRefuted:
      for (const BoundFact* refutation : absence.refutations) {
        evidence.push_back(RefutationEvidence(*refutation, EvidenceKind::kFact, "", terminology));
      }
      if (absence.by_biology) AppendRule("the rest of what is asked", patient, evidence);
      return;
    case EvidenceReason::kGeneTested:
      for (const TestedGene* gene : absence.tested) {
        entry.kind = EvidenceKind::kFact;
        entry.fact = FactReference{gene->id, FactCategory::kVariant, gene->code,
                                   gene->start ? gene->start->ToString() : ""};
        entry.text = absl::StrCat(NameOf(gene->code, terminology), OfWhom(gene->person), " is tested and ",
                                  name, " not found");
        evidence.push_back(entry);
      }
      return;
    case EvidenceReason::kBiologyRule:
      return AppendRule(name, patient, evidence);
    default:
      entry.kind = EvidenceKind::kAssumption;
      entry.text = absl::StrCat(name, " ", AssumptionText(absence));
      if (window) entry.threshold = FormatWindow(*window, terminology);
  }
  evidence.push_back(std::move(entry));
}

std::string CountText(const FactCount& count, const CountRange& range, const std::string& name) {
  std::string text = absl::StrCat(name, ": ", count.certain);
  if (count.possible > count.certain) absl::StrAppend(&text, " to ", count.possible);
  absl::StrAppend(&text, " recorded, asked ");
  if (range.min && range.max) return absl::StrCat(text, *range.min, " to ", *range.max);
  if (range.min) return absl::StrCat(text, "at least ", *range.min);
  return absl::StrCat(text, "at most ", *range.max);
}

// Nothing that decides is recorded.
void AppendMissing(const FactFinding& finding, const std::string& name, const PatientView& patient,
                   std::vector<Evidence>& evidence) {
  const Terminology& terminology = patient.terminology();
  for (const BoundFact* refutation : finding.absence.refutations) {
    evidence.push_back(RefutationEvidence(*refutation, EvidenceKind::kUndecided,
                                          ", but not for all the time that is asked", terminology));
  }
  if (!finding.absence.refutations.empty()) return;
  Evidence missing;
  missing.kind = EvidenceKind::kMissing;
  missing.reason = EvidenceReason::kNotRecorded;
  missing.text = absl::StrCat(name, " is not recorded, neither as present nor as absent");
  if (finding.criterion.window) missing.threshold = FormatWindow(*finding.criterion.window, terminology);
  evidence.push_back(std::move(missing));
}

bool Counts(const CountRange& range) { return range.max.has_value() || range.min.value_or(0) != 1; }

// Whether the answer rests on more than the recorded matches.
bool RestsOnAbsence(const FactFinding& finding) {
  if (finding.settled_by_state || finding.absence.kind == AbsenceKind::kOpen) return false;
  const bool assumed_present = finding.absence.kind == AbsenceKind::kPresent && finding.count.possible == 0;
  if (assumed_present) return true;
  if (finding.truth == Truth::kFalse)
    return finding.count.certain <= finding.criterion.occurrences.max.value_or(0) ||
           !finding.criterion.occurrences.max;
  return finding.truth == Truth::kTrue && finding.criterion.occurrences.max.has_value();
}

}  // namespace

Evidence UnresolvedEvidence(const ConceptSet& concepts, const PatientView& patient) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kUnresolved;
  evidence.reason = EvidenceReason::kCodeNotLoaded;
  evidence.text = absl::StrCat("the criterion (", NameOf(concepts, patient.terminology()),
                               ") names a code or scale that the loaded terminologies do not have");
  return evidence;
}

void AppendFactEvidence(const FactFinding& finding, const PatientView& patient,
                        std::vector<Evidence>& evidence) {
  const Terminology& terminology = patient.terminology();
  const std::string name =
      absl::StrCat(NameOf(finding.criterion.concepts, terminology), OfWhom(finding.person));
  for (const FactMatch& match : finding.matches) {
    evidence.push_back(MatchEvidence(match, finding.criterion, terminology));
  }
  if (Counts(finding.criterion.occurrences)) {
    Evidence count;
    count.kind = finding.truth == Truth::kUnknown ? EvidenceKind::kUndecided : EvidenceKind::kFact;
    count.reason = EvidenceReason::kCount;
    count.text = CountText(finding.count, finding.criterion.occurrences, name);
    evidence.push_back(std::move(count));
  }
  if (RestsOnAbsence(finding)) {
    const Rare<AnchoredWindow>& window = finding.criterion.window;
    AppendAbsence(finding.absence, name, window, patient, evidence);
    AppendAnchorAssumption(window, finding.policy, finding.person, patient, evidence);
  }
  if (finding.truth == Truth::kUnknown && finding.count.possible == 0)
    AppendMissing(finding, name, patient, evidence);
}

void AppendAnchorAssumption(const Rare<AnchoredWindow>& window, AbsencePolicy policy, const Person& person,
                            const PatientView& patient, std::vector<Evidence>& evidence) {
  if (!window || !window->anchor) return;
  const FactCriterion& anchor = *window->anchor;
  const Absence absence = FindAbsence(anchor, policy, person, patient);
  const bool assumed = absence.reason == EvidenceReason::kCriterionPolicy ||
                       absence.reason == EvidenceReason::kCompleteness ||
                       absence.reason == EvidenceReason::kRequestDefault;
  if (absence.kind != AbsenceKind::kAbsent || !assumed) return;
  const std::string name =
      absl::StrCat("another ", NameOf(anchor.concepts, patient.terminology()), OfWhom(person));
  AppendAbsence(absence, name, anchor.window, patient, evidence);
}

}  // namespace trialmatch
