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
Concepts ConceptsOf(absl::Span<const BoundFact> facts) {
  Concepts concepts;
  for (const BoundFact& fact : facts) {
    if (fact.code != nullptr) concepts.push_back(fact.code->id);
  }
  return concepts;
}

bool LiesBeneath(const ResolvedSet& concepts, const CodeEntry* code) {
  return concepts.CoveredBy(code == nullptr ? absl::Span<const ConceptId>()
                                            : absl::MakeConstSpan(&code->id, 1));
}

// Whether the refutation speaks of all the criterion's time, and of no less than the criterion asks.
bool Speaks(const BoundFact& refutation, const AskedFact& asked, const Person& person,
            const PatientView& patient) {
  const FactCriterion& criterion = asked.criterion;
  auto period = SpokenFor(refutation, criterion.refutation_freshness, patient);
  bool speaks = !period && UndatedCoversCriterion(refutation, criterion);
  if (period) {
    period = AheadOfPlans(FromBirthOn(*period, person, patient), criterion, patient);
    speaks = CoversCriterion({*period, SpansOf(*period, patient.as_of())}, criterion, asked.policy, person,
                             patient);
  }
  return speaks && SpeaksOfAll(*refutation.fact, criterion, patient.terminology());
}

// The refutations that together cover the whole concept set for all the time asked; empty when they do not.
std::vector<const BoundFact*> FindRefutations(const AskedFact& asked, const Person& person,
                                              const PatientView& patient) {
  const FactCriterion& criterion = asked.criterion;
  const absl::Span<const BoundFact> refuted = patient.Refuted(criterion.category, person);
  // Mostly not even all of them, of whatever time, would do.
  if (refuted.empty() || !asked.concepts.CoveredBy(ConceptsOf(refuted))) return {};
  std::vector<const BoundFact*> used;
  Concepts concepts;
  for (const BoundFact& refutation : refuted) {
    if (!Speaks(refutation, asked, person, patient)) continue;
    used.push_back(&refutation);
    if (refutation.code != nullptr) concepts.push_back(refutation.code->id);
  }
  if (!asked.concepts.CoveredBy(concepts)) return {};
  // Name one that suffices, where one does: the last one stated, which speaks of most.
  const BoundFact* sufficient = nullptr;
  for (const BoundFact* one : used) {
    if (!LiesBeneath(asked.concepts, one->code)) continue;
    if (sufficient == nullptr || StatedBefore(*sufficient, *one, patient)) sufficient = one;
  }
  return sufficient == nullptr ? used : std::vector<const BoundFact*>{sufficient};
}

// Those that speak of the whole concept set, at whatever time.
std::vector<const BoundFact*> RefutationsOfOtherTimes(const AskedFact& asked, const Person& person,
                                                      const PatientView& patient) {
  std::vector<const BoundFact*> found;
  for (const BoundFact& refutation : patient.Refuted(asked.criterion.category, person)) {
    const bool of_all = LiesBeneath(asked.concepts, refutation.code);
    if (of_all && SpeaksOfAll(*refutation.fact, asked.criterion, patient.terminology())) {
      found.push_back(&refutation);
    }
  }
  return found;
}

// The tested genes above the whole concept set, tested in the criterion's window.
std::vector<const TestedGene*> FindTested(const AskedFact& asked, const Person& person,
                                          const PatientView& patient) {
  std::vector<const TestedGene*> used;
  Concepts concepts;
  const Terminology& terminology = patient.terminology();
  for (const TestedGene& gene : patient.patient().tested_genes) {
    if (gene.person != person || !KnownBy(gene.recorded_at, patient.as_of()) ||
        !KnownBy(gene.start, patient.as_of()) ||
        !TestedInWindow(gene, asked.criterion, asked.policy, patient)) {
      continue;
    }
    used.push_back(&gene);
    if (const CodeEntry* code = terminology.Locate(gene.code)) concepts.push_back(code->id);
  }
  if (used.empty() || !asked.concepts.CoveredBy(concepts)) return {};
  for (const TestedGene* one : used) {
    if (LiesBeneath(asked.concepts, terminology.Locate(one->code))) return {one};
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
Absence FromRecords(const AskedFact& asked, const Person& person, const PatientView& patient) {
  const FactCriterion& criterion = asked.criterion;
  std::vector<const BoundFact*> refutations = FindRefutations(asked, person, patient);
  if (!refutations.empty()) {
    return {AbsenceKind::kAbsent, EvidenceReason::kRefuted, std::move(refutations)};
  }
  if (RuledOutByBiology(criterion, person, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kBiologyRule};
  }
  if (const auto rest = WithoutRuledOut(criterion, person, patient)) {
    refutations = FindRefutations(AskedFact(*rest, asked.policy, patient.terminology()), person, patient);
    if (!refutations.empty()) {
      return {AbsenceKind::kAbsent, EvidenceReason::kRefuted, std::move(refutations), true};
    }
  }
  if (criterion.category == FactCategory::kVariant) {
    std::vector<const TestedGene*> tested = FindTested(asked, person, patient);
    if (!tested.empty())
      return {AbsenceKind::kAbsent, EvidenceReason::kGeneTested, {}, false, std::move(tested)};
  }
  return {};
}

// Of what nobody measured nothing is said by completeness or by the request's default.
bool IsMeasured(const FactCriterion& criterion) {
  return criterion.category == FactCategory::kVariant || criterion.category == FactCategory::kObservation;
}

// By what is stated or assumed of what is not recorded.
Absence FromAssumptions(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                        const PatientView& patient) {
  if (policy != AbsencePolicy::kInherit) return FromPolicy(policy, EvidenceReason::kCriterionPolicy);
  if (IsMeasured(criterion)) return {};
  if (IsComplete(criterion, policy, person, patient)) {
    return {AbsenceKind::kAbsent, EvidenceReason::kCompleteness};
  }
  return FromPolicy(patient.options().absence_default, EvidenceReason::kRequestDefault);
}

// False only if nothing recorded could say that anything of the category is, or was, absent.
bool HasRecords(const FactCriterion& criterion, const Person& person, const PatientView& patient) {
  return criterion.category == FactCategory::kReproductiveState ||
         criterion.category == FactCategory::kVariant || !patient.Refuted(criterion.category, person).empty();
}

AbsenceKind KindOfAssumption(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                             const PatientView& patient) {
  // The default alone says what completeness could, at no cost.
  const bool absent_anyway = policy == AbsencePolicy::kInherit && !IsMeasured(criterion) &&
                             patient.options().absence_default == AbsencePolicy::kAssumeAbsent;
  if (absent_anyway) return AbsenceKind::kAbsent;
  return FromAssumptions(criterion, policy, person, patient).kind;
}

}  // namespace

bool IsComplete(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                const PatientView& patient) {
  const std::vector<BoundStatement>& statements = patient.Statements();
  return std::any_of(statements.begin(), statements.end(), [&](const BoundStatement& statement) {
    return statement.category == criterion.category && statement.person == person &&
           CoversCriterion(statement.seen, criterion, policy, person, patient);
  });
}

Absence FindAbsence(const AskedFact& asked, const Person& person, const PatientView& patient) {
  Absence recorded = FromRecords(asked, person, patient);
  if (recorded.kind == AbsenceKind::kAbsent) return recorded;
  Absence assumed = FromAssumptions(asked.criterion, asked.policy, person, patient);
  if (assumed.kind == AbsenceKind::kAbsent) return assumed;
  std::vector<const BoundFact*> others = RefutationsOfOtherTimes(asked, person, patient);
  if (others.empty()) return assumed;
  return {AbsenceKind::kOpen, EvidenceReason::kRefuted, std::move(others)};
}

Absence FindAbsence(const FactCriterion& criterion, AbsencePolicy policy, const Person& person,
                    const PatientView& patient) {
  return FindAbsence(AskedFact(criterion, policy, patient.terminology()), person, patient);
}

AbsenceKind KindOfAbsence(const AskedFact& asked, const Person& person, const PatientView& patient) {
  const AbsenceKind assumed = KindOfAssumption(asked.criterion, asked.policy, person, patient);
  // Records could say no more.
  if (assumed == AbsenceKind::kAbsent) return AbsenceKind::kAbsent;
  if (!HasRecords(asked.criterion, person, patient)) return assumed;
  if (FromRecords(asked, person, patient).kind == AbsenceKind::kAbsent) return AbsenceKind::kAbsent;
  if (assumed == AbsenceKind::kOpen) return AbsenceKind::kOpen;
  return RefutationsOfOtherTimes(asked, person, patient).empty() ? assumed : AbsenceKind::kOpen;
}

bool MayBeAssumed(const AskedFact& asked, const PatientView& patient) {
  if (asked.policy != AbsencePolicy::kInherit) return asked.policy == AbsencePolicy::kAssumePresent;
  return patient.options().absence_default == AbsencePolicy::kAssumePresent && !IsMeasured(asked.criterion);
}

}  // namespace trialmatch
