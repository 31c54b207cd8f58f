#include "matching/evaluator.h"

#include <algorithm>

#include "matching/clock_evaluator.h"
#include "matching/dose_stability_evaluator.h"
#include "matching/fact_evaluator.h"
#include "matching/fact_match.h"
#include "matching/observation_evaluator.h"
#include "matching/person_evaluator.h"
#include "matching/relation_evaluator.h"

namespace trialmatch {
namespace {

// Criteria, and what they are made of, lie far apart in memory: what is needed soon is fetched while others
// are evaluated. None of this decides anything.
void Fetch(const Criterion& criterion) {
  constexpr size_t kLine = 64;
  const char* kind = reinterpret_cast<const char*>(&criterion.kind);
  for (size_t at = 0; at < sizeof(criterion.kind); at += kLine) __builtin_prefetch(kind + at);
}

void FetchParts(const Criterion& criterion) {
  const auto fetch_set = [](const ConceptSet& set) {
    for (const ConceptEntry& entry : set.include) __builtin_prefetch(&entry);
  };
  if (const auto* fact = std::get_if<FactCriterion>(&criterion.kind)) {
    fetch_set(fact->concepts);
    if (fact->window) __builtin_prefetch(&*fact->window);
  } else if (const auto* observation = std::get_if<ObservationCriterion>(&criterion.kind)) {
    fetch_set(observation->concepts);
  } else if (const auto* combination = std::get_if<Combination>(&criterion.kind)) {
    Fetch(combination->children.front());
  }
}

void FetchFirst(const std::vector<Criterion>& list) {
  for (size_t i = 0; i < std::min<size_t>(2, list.size()); ++i) Fetch(list[i]);
}

// While the one at `i` is evaluated.
void FetchAfter(const std::vector<Criterion>& list, size_t i) {
  if (i + 2 < list.size()) Fetch(list[i + 2]);
  if (i + 1 < list.size()) FetchParts(list[i + 1]);
}

// As Combine, as far as it is asked.
Truth EvaluateCombination(const Combination& combination, const std::string& trial_id,
                          const PatientView& patient, Asked asked) {
  FetchFirst(combination.children);
  if (combination.op == Operator::kAllOf || combination.op == Operator::kAnyOf) {
    const bool all = combination.op == Operator::kAllOf;
    Truth truth = FromBool(all);
    for (size_t i = 0; i < combination.children.size(); ++i) {
      FetchAfter(combination.children, i);
      const Asked of_one = all ? AskOfAll(asked, truth) : AskOfAny(asked, truth);
      const Truth one = EvaluateCriterion(combination.children[i], trial_id, patient, nullptr, of_one);
      truth = all ? And(truth, one) : Or(truth, one);
      if (all ? SettlesAll(asked, truth) : SettlesAny(asked, truth)) break;
    }
    return truth;
  }
  std::vector<Truth> children;
  children.reserve(combination.children.size());
  for (size_t i = 0; i < combination.children.size(); ++i) {
    FetchAfter(combination.children, i);
    const bool negated = combination.op == Operator::kNot || (combination.op == Operator::kIfThen && i == 0);
    children.push_back(EvaluateCriterion(combination.children[i], trial_id, patient, nullptr,
                                         negated ? Negated(asked) : asked));
  }
  return Combine(combination, children);
}

// One leaf, by its kind.
struct LeafEvaluation {
  const Criterion& criterion;
  const std::string& trial_id;
  const PatientView& patient;
  std::vector<Evidence>* evidence;
  Asked asked;

  Truth operator()(const Combination& kind) const {
    return EvaluateCombination(kind, trial_id, patient, asked);
  }
  Truth operator()(const ClockCriterion& kind) const {
    return EvaluateClockCriterion(kind, patient, evidence);
  }
  Truth operator()(const SexCriterion& kind) const { return EvaluateSexCriterion(kind, patient, evidence); }
  Truth operator()(const ObservationCriterion& kind) const {
    return EvaluateObservation(kind, criterion.absence_policy, patient, evidence);
  }
  Truth operator()(const DoseStabilityCriterion& kind) const {
    return EvaluateDoseStability(kind, criterion.absence_policy, patient, evidence);
  }
  Truth operator()(const RelationCriterion& kind) const {
    return EvaluateRelation(kind, criterion.absence_policy, patient, evidence);
  }
  Truth operator()(const ConsentCriterion& kind) const {
    return EvaluateConsent(kind, trial_id, patient, evidence);
  }
  Truth operator()(const UnstructuredCriterion& kind) const {
    return EvaluateUnstructured(criterion, kind, trial_id, patient, evidence);
  }
  Truth operator()(const FactCriterion& kind) const {
    if (kind.category == FactCategory::kAbility) return EvaluateAbility(kind);
    return EvaluateFact(kind, criterion.absence_policy, patient, evidence, asked);
  }

 private:
  // What is recorded decides, or leaves it open where it contradicts itself; else what somebody attested of
  // the criterion; only then what is taken for granted.
  Truth EvaluateAbility(const FactCriterion& kind) const {
    const Truth recorded = EvaluateFact(kind, AbsencePolicy::kUnknown, patient, nullptr);
    if (recorded != Truth::kUnknown) return EvaluateFact(kind, AbsencePolicy::kUnknown, patient, evidence);
    const std::vector<FactMatch> matches = MatchFacts(kind, AbsencePolicy::kUnknown, Person{}, patient);
    const bool contradictory =
        std::any_of(matches.begin(), matches.end(), [](const FactMatch& match) { return match.conflict; });
    if (contradictory) return EvaluateFact(kind, AbsencePolicy::kUnknown, patient, evidence);
    const Truth attested = EvaluateAttestation(criterion, trial_id, patient, evidence);
    if (attested != Truth::kUnknown) return attested;
    return EvaluateFact(kind, criterion.absence_policy, patient, evidence);
  }
};

}  // namespace

Truth Combine(const Combination& combination, const std::vector<Truth>& children) {
  Truth all = Truth::kTrue;
  Truth any = Truth::kFalse;
  int64_t true_count = 0;
  int64_t unknown_count = 0;
  for (const Truth truth : children) {
    all = And(all, truth);
    any = Or(any, truth);
    true_count += truth == Truth::kTrue;
    unknown_count += truth == Truth::kUnknown;
  }
  switch (combination.op) {
    case Operator::kAllOf:
      return all;
    case Operator::kAnyOf:
      return any;
    case Operator::kNot:
      return Not(children[0]);
    case Operator::kIfThen:
      return Implies(children[0], children[1]);
    case Operator::kAtLeast:
      break;
  }
  return AtLeast(combination.k, true_count, unknown_count);
}

Truth EvaluateCriterion(const Criterion& criterion, const std::string& trial_id, const PatientView& patient,
                        std::vector<Evidence>* evidence, Asked asked) {
  return std::visit(LeafEvaluation{criterion, trial_id, patient, evidence, asked}, criterion.kind);
}

namespace {

// And(so_far, EvaluateLists).
Truth EvaluateLists(const CriteriaLists& lists, const std::string& trial_id, const PatientView& patient,
                    Truth so_far) {
  FetchFirst(lists.inclusion);
  FetchFirst(lists.exclusion);
  for (const std::vector<Criterion>* list : {&lists.inclusion, &lists.exclusion}) {
    const bool negated = list == &lists.exclusion;
    for (size_t i = 0; i < list->size(); ++i) {
      FetchAfter(*list, i);
      const Asked asked = AskOfAll(Asked::kTruth, so_far);
      const Truth one =
          EvaluateCriterion((*list)[i], trial_id, patient, nullptr, negated ? Negated(asked) : asked);
      so_far = And(so_far, negated ? Not(one) : one);
      if (so_far == Truth::kFalse) return so_far;
    }
  }
  return so_far;
}

}  // namespace

Truth EvaluateLists(const CriteriaLists& lists, const std::string& trial_id, const PatientView& patient) {
  return EvaluateLists(lists, trial_id, patient, Truth::kTrue);
}

Truth Evaluate(const Trial& trial, const PatientView& patient) {
  const Truth trial_wide = EvaluateLists(trial.criteria, trial.id, patient);
  if (trial.cohorts.empty() || trial_wide == Truth::kFalse) return trial_wide;
  Truth any_cohort = Truth::kFalse;
  for (const Cohort& cohort : trial.cohorts) {
    any_cohort = Or(any_cohort, EvaluateLists(cohort.criteria, trial.id, patient, trial_wide));
    if (any_cohort == trial_wide) break;
  }
  return any_cohort;
}

}  // namespace trialmatch
