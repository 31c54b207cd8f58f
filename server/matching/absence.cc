#include "matching/absence.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "matching/absence_window.h"
#include "matching/biology_rule.h"
#include "matching/refutation.h"
#include "terminology/concept_sets.h"

namespace trialmatch {
namespace {

// Whether the criterion asks for one grade, which is refuted.
bool AsksForRefutedGrade(const FactCriterion& criterion, const Fact& refutation,
                         const Terminology& terminology) {
  if (!criterion.grade) return false;
  const std::optional<RankRange> min = terminology.Rank(criterion.grade->scale, criterion.grade->min);
  const std::optional<RankRange> max = terminology.Rank(criterion.grade->scale, criterion.grade->max);
  return min && min == max &&
         std::any_of(refutation.grades.begin(), refutation.grades.end(), [&](const Grade& grade) {
           return absl::EqualsIgnoreCase(grade.scale, criterion.grade->scale) &&
                  terminology.Rank(grade.scale, grade.grade) == min;
         });
}

bool AsksForRefutedLine(const FactCriterion& criterion, const Fact& refutation) {
  return criterion.line_of_therapy && criterion.line_of_therapy->min == refutation.line_of_therapy &&
         criterion.line_of_therapy->max == refutation.line_of_therapy;
}

// What is refuted of one place, side, grade, dose, line, response or trial does not refute the concept; of
// the criterion's own side, place, grade, line or trial it does refute what the criterion asks.
bool SpeaksOfAll(const Fact& refutation, const FactCriterion& criterion, const Terminology& terminology) {
  const bool side = refutation.side == Side::kUnspecified || refutation.side == criterion.side;
  const bool trial = refutation.trial.empty() || (criterion.trial && *criterion.trial == refutation.trial);
  const bool site =
      !refutation.body_site ||
      (criterion.body_site && terminology.SetLiesBeneath(*criterion.body_site, *refutation.body_site));
  const bool grade = refutation.grades.empty() || AsksForRefutedGrade(criterion, refutation, terminology);
  const bool line = !refutation.line_of_therapy || AsksForRefutedLine(criterion, refutation);
  return side && trial && site && grade && line && !refutation.dose && !refutation.response;
}

using Concepts = absl::InlinedVector<ConceptId, 16>;

// Without codes that are unknown.
Concepts ConceptsOf(absl::Span<const BoundFact> facts, const Terminology& terminology) {
  Concepts concepts;
  for (const BoundFact& fact : facts) {
    if (const std::optional<ConceptId> id = terminology.Find(fact.fact->code)) concepts.push_back(*id);
  }
  return concepts;
}

// The refutations that together cover the whole concept set for all the time asked; empty when they do not.
std::vector<const BoundFact*> FindRefutations(const FactCriterion& criterion, AbsencePolicy policy,
                                              const Person& person, const PatientView& patient) {
  const Terminology& terminology = patient.terminology();
  const absl::Span<const BoundFact> refuted = patient.Refuted(criterion.category, person);
  // Mostly not even all of them, of whatever time, would do.
  if (refuted.empty() || !terminology.CoveredBy(criterion.concepts, ConceptsOf(refuted, terminology))) {
    return {};
  }
  std::vector<const BoundFact*> used;
  std::vector<Code> codes;
  for (const BoundFact& refutation : refuted) {
    auto period = SpokenFor(refutation, criterion.refutation_freshness, patient);
    if (period) period = AheadOfPlans(FromBirthOn(*period, person, patient), criterion, patient);
    const bool speaks = period ? CoversCriterion(*period, criterion, policy, person, patient)
                               : UndatedCoversCriterion(refutation, criterion);
    if (!speaks || !SpeaksOfAll(*refutation.fact, criterion, terminology)) continue;
    used.push_back(&refutation);
    codes.push_back(refutation.fact->code);
  }
  if (!terminology.CoveredBy(criterion.concepts, codes)) return {};
  // Name one that suffices, where one does: the last one stated, which speaks of most.
  const BoundFact* sufficient = nullptr;
  for (const BoundFact* one : used) {
    if (!terminology.SetLiesBeneath(criterion.concepts, one->fact->code)) continue;
    if (sufficient == nullptr || StatedBefore(*sufficient, *one, patient)) sufficient = one;
  }
  return sufficient == nullptr ? used : std::vector<const BoundFact*>{sufficient};
}

// Those that speak of the whole concept set, at whatever time.
std::vector<const BoundFact*> RefutationsOfOtherTimes(const FactCriterion& criterion, const Person& person,
                                                      const PatientView& patient) {
  std::vector<const BoundFact*> found;
  const absl::Span<const BoundFact> refuted = patient.Refuted(criterion.category, person);
  if (refuted.empty()) return found;
  const Terminology& terminology = patient.terminology();
  const ResolvedSet asked = terminology.Resolve(criterion.concepts);
  for (const BoundFact& refutation : refuted) {
    const Fact& fact = *refutation.fact;
    const std::optional<ConceptId> id = terminology.Find(fact.code);
    const bool of_all = asked.CoveredBy(id ? absl::MakeConstSpan(&*id, 1) : absl::Span<const ConceptId>());
    if (of_all && SpeaksOfAll(fact, criterion, terminology)) {
      found.push_back(&refutation);
    }
  }
  return found;
}

// The tested genes above the whole concept set, tested in the criterion's window.
std::vector<const TestedGene*> FindTested(const FactCriterion& criterion, AbsencePolicy policy,
                                          const Person& person, const PatientView& patient) {
  std::vector<const TestedGene*> used;
  std::vector<Code> codes;
  for (const TestedGene& gene : patient.patient().tested_genes) {
    if (gene.person != person || !KnownBy(gene.recorded_at, patient.as_of()) ||
        !KnownBy(gene.start, patient.as_of()) || !TestedInWindow(gene, criterion, policy, patient)) {
      continue;
    }
    used.push_back(&gene);
    codes.push_back(gene.code);
  }
  if (used.empty() || !patient.terminology().CoveredBy(criterion.concepts, codes)) return {};
  for (const TestedGene* one : used) {
    if (patient.terminology().SetLiesBeneath(criterion.concepts, one->code)) return {one};
  }
  return used;
}

Absence FromPolicy(AbsencePolicy policy, EvidenceReason reason) {
  switch (policy) {
    case AbsencePolicy::kAssumeAbsent:
      return {AbsenceKind::kAbsent, reason};
    case AbsencePolicy::kAssumePresent:
      return {AbsenceKind::kPresent, reason};
    default:
      return {};
  }
}

// By what is recorded.
Absence FromRecords(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                    const PatientView& patient) {
  std::vector<const BoundFact*> refutations = FindRefutations(criterion, policy, person, patient);
  if (!refutations.empty()) {
    return {AbsenceKind::kAbsent, EvidenceReason::kRefuted, std::move(refutations)};
  }
  if (RuledOutByBiology(criterion, person, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kBiologyRule};
  }
  if (const auto rest = WithoutRuledOut(criterion, person, patient)) {
    refutations = FindRefutations(*rest, policy, person, patient);
    if (!refutations.empty()) {
      return {AbsenceKind::kAbsent, EvidenceReason::kRefuted, std::move(refutations), true};
    }
  }
  if (criterion.category == FactCategory::kVariant) {
    std::vector<const TestedGene*> tested = FindTested(criterion, policy, person, patient);
    if (!tested.empty())
      return {AbsenceKind::kAbsent, EvidenceReason::kGeneTested, {}, false, std::move(tested)};
  }
  return {};
}

// By what is stated or assumed of what is not recorded.
Absence FromAssumptions(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                        const PatientView& patient) {
  if (policy != AbsencePolicy::kInherit) return FromPolicy(policy, EvidenceReason::kCriterionPolicy);
  const bool measured =
      criterion.category == FactCategory::kVariant || criterion.category == FactCategory::kObservation;
  if (measured) return {};
  if (IsComplete(criterion, policy, person, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kCompleteness};
  }
  return FromPolicy(patient.options().absence_default, EvidenceReason::kRequestDefault);
}

}  // namespace

bool IsComplete(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                const PatientView& patient) {
  const auto& statements = patient.patient().completeness;
  return std::any_of(statements.begin(), statements.end(), [&](const Completeness& statement) {
    return statement.category == criterion.category && statement.person == person &&
           CoversCriterion(FromBirthOn({statement.from, statement.to}, person, patient), criterion, policy,
                           person, patient);
  });
}

Absence FindAbsence(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                    const PatientView& patient) {
  Absence recorded = FromRecords(criterion, policy, person, patient);
  if (recorded.kind == AbsenceKind::kAbsent) return recorded;
  Absence assumed = FromAssumptions(criterion, policy, person, patient);
  if (assumed.kind == AbsenceKind::kAbsent) return assumed;
  std::vector<const BoundFact*> others = RefutationsOfOtherTimes(criterion, person, patient);
  if (others.empty()) return assumed;
  return {AbsenceKind::kOpen, EvidenceReason::kRefuted, std::move(others)};
}

}  // namespace trialmatch
