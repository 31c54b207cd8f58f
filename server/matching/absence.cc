#include "matching/absence.h"

#include <algorithm>

#include "matching/absence_window.h"
#include "matching/biology_rule.h"
#include "matching/refutation.h"

namespace trialmatch {
namespace {

// A statement that reaches back to the patient's birth reaches back for ever.
CoveredPeriod FromBirthOn(CoveredPeriod period, Subject subject, const PatientView& patient) {
  const std::optional<ClockOrigin>& birth = patient.birth();
  const bool since_birth = subject == Subject::kPatient && period.from && birth &&
                           period.from->Days(patient.as_of().zone).last <= birth->span.days.first;
  if (since_birth) period.from = std::nullopt;
  return period;
}

// What is refuted of one place, side, grade, dose, line, response or trial does not refute the concept; of
// the criterion's own side, place or trial it does refute what the criterion asks.
bool SpeaksOfAll(const Fact& refutation, const FactCriterion& criterion, const Terminology& terminology) {
  const bool side = refutation.side == Side::kUnspecified || refutation.side == criterion.side;
  const bool trial = refutation.trial.empty() || refutation.trial == criterion.trial;
  const bool site =
      !refutation.body_site ||
      (criterion.body_site && terminology.SetLiesBeneath(*criterion.body_site, *refutation.body_site));
  return side && trial && site && refutation.grades.empty() && !refutation.dose &&
         !refutation.line_of_therapy && !refutation.response;
}

// The refutations that together cover the whole concept set for all the time asked; empty when they do not.
std::vector<const BoundFact*> FindRefutations(const FactCriterion& criterion, AbsencePolicy policy,
                                              Subject subject, const PatientView& patient) {
  const absl::Span<const BoundFact> refuted = patient.Refuted(criterion.category, subject);
  if (refuted.empty()) return {};
  std::vector<const BoundFact*> used;
  std::vector<Code> codes;
  for (const BoundFact& refutation : refuted) {
    const auto period = SpokenFor(refutation, criterion.refutation_freshness, patient);
    const bool speaks =
        period ? CoversCriterion(FromBirthOn(*period, subject, patient), criterion, policy, patient)
               : UndatedCoversCriterion(refutation, criterion);
    if (!speaks || !SpeaksOfAll(*refutation.fact, criterion, patient.terminology())) continue;
    used.push_back(&refutation);
    codes.push_back(refutation.fact->code);
  }
  if (!patient.terminology().CoveredBy(criterion.concepts, codes)) return {};
  // Name one that suffices, where one does: the last one stated, which speaks of most.
  const BoundFact* sufficient = nullptr;
  for (const BoundFact* one : used) {
    if (!patient.terminology().CoveredBy(criterion.concepts, {one->fact->code})) continue;
    if (sufficient == nullptr || StatedBefore(*sufficient, *one, patient)) sufficient = one;
  }
  return sufficient == nullptr ? used : std::vector<const BoundFact*>{sufficient};
}

// The tested genes above the whole concept set, tested in the criterion's window.
std::vector<const TestedGene*> FindTested(const FactCriterion& criterion, AbsencePolicy policy,
                                          Subject subject, const PatientView& patient) {
  std::vector<const TestedGene*> used;
  std::vector<Code> codes;
  for (const TestedGene& gene : patient.patient().tested_genes) {
    if (gene.subject != subject || !KnownBy(gene.recorded_at, patient.as_of()) ||
        !KnownBy(gene.start, patient.as_of()) || !TestedInWindow(gene, criterion, policy, patient)) {
      continue;
    }
    used.push_back(&gene);
    codes.push_back(gene.code);
  }
  if (used.empty() || !patient.terminology().CoveredBy(criterion.concepts, codes)) return {};
  for (const TestedGene* one : used) {
    if (patient.terminology().CoveredBy(criterion.concepts, {one->code})) return {one};
  }
  return used;
}

bool IsComplete(const FactCriterion& criterion, AbsencePolicy policy, Subject subject,
                const PatientView& patient) {
  const auto& statements = patient.patient().completeness;
  return std::any_of(statements.begin(), statements.end(), [&](const Completeness& statement) {
    return statement.category == criterion.category && statement.subject == subject &&
           CoversCriterion(FromBirthOn({statement.from, statement.to}, subject, patient), criterion, policy,
                           patient);
  });
}

Absence FromPolicy(AbsencePolicy policy, EvidenceReason reason) {
  switch (policy) {
    case AbsencePolicy::kAssumeAbsent:
      return {AbsenceKind::kAbsent, reason, {}, {}};
    case AbsencePolicy::kAssumePresent:
      return {AbsenceKind::kPresent, reason, {}, {}};
    default:
      return {};
  }
}

Absence FindForSubject(const FactCriterion& criterion, AbsencePolicy policy, Subject subject,
                       const PatientView& patient) {
  std::vector<const BoundFact*> refutations = FindRefutations(criterion, policy, subject, patient);
  if (!refutations.empty()) {
    return {AbsenceKind::kAbsent, EvidenceReason::kRefuted, std::move(refutations), {}};
  }
  if (RuledOutByBiology(criterion, subject, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kBiologyRule, {}, {}};
  }
  if (criterion.category == FactCategory::kVariant) {
    std::vector<const TestedGene*> tested = FindTested(criterion, policy, subject, patient);
    if (!tested.empty()) return {AbsenceKind::kAbsent, EvidenceReason::kGeneTested, {}, std::move(tested)};
  }
  if (policy != AbsencePolicy::kInherit) return FromPolicy(policy, EvidenceReason::kCriterionPolicy);
  const bool measured =
      criterion.category == FactCategory::kVariant || criterion.category == FactCategory::kObservation;
  if (measured) return {};
  if (IsComplete(criterion, policy, subject, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kCompleteness, {}, {}};
  }
  return FromPolicy(patient.options().absence_default, EvidenceReason::kRequestDefault);
}

}  // namespace

Absence FindAbsence(const FactCriterion& criterion, AbsencePolicy policy, const PatientView& patient) {
  Absence all{AbsenceKind::kAbsent, EvidenceReason::kNotRecorded, {}, {}};
  for (const Subject subject : criterion.subjects) {
    Absence one = FindForSubject(criterion, policy, subject, patient);
    if (one.kind != AbsenceKind::kAbsent) return one;
    all.reason = one.reason;
    all.refutations.insert(all.refutations.end(), one.refutations.begin(), one.refutations.end());
    all.tested.insert(all.tested.end(), one.tested.begin(), one.tested.end());
  }
  return all;
}

}  // namespace trialmatch
