#include "matching/observation_evaluator.h"

#include "matching/any_person.h"
#include "matching/concept_match.h"
#include "matching/fact_evaluator.h"
#include "matching/fact_evidence.h"
#include "matching/observation_evidence.h"
#include "matching/observation_values.h"
#include "matching/selection.h"
#include "terminology/concept_sets.h"

namespace trialmatch {
namespace {

// The first set of the criterion with a code that is not loaded; null: all resolve. `concepts` are the
// criterion's.
const ConceptSet* FindUnresolved(const ObservationCriterion& criterion, const ResolvedSet& concepts,
                                 const Terminology& terminology) {
  if (criterion.window && criterion.window->anchor) {
    const FactCriterion& anchor = *criterion.window->anchor;
    if (!AllResolve(anchor, terminology)) return &anchor.concepts;
  }
  if (!concepts.resolved()) return &criterion.concepts;
  const auto* coded = std::get_if<ConceptSet>(&*criterion.expected);
  if (coded != nullptr && !Resolves(*coded, terminology)) return coded;
  if (criterion.method && !Resolves(*criterion.method, terminology)) return &*criterion.method;
  return nullptr;
}

Truth FromPolicy(AbsencePolicy policy) {
  switch (policy) {
    case AbsencePolicy::kAssumeAbsent:
      return Truth::kFalse;
    case AbsencePolicy::kAssumePresent:
      return Truth::kTrue;
    default:
      return Truth::kUnknown;
  }
}

Truth SelectAndJudge(const ObservationCriterion& criterion, absl::Span<const ObservedValue> values,
                     const PatientView& patient, std::vector<Evidence>* evidence) {
  if (criterion.selection == Selection::kChange || criterion.selection == Selection::kPercentChange) {
    const SelectedChange selected = SelectChange(criterion, values, patient);
    if (evidence != nullptr) AppendChangeEvidence(criterion, values, selected, patient, *evidence);
    return selected.truth;
  }
  const Selected selected = Select(criterion.selection, values);
  if (evidence != nullptr) AppendValueEvidence(criterion, values, selected, patient, *evidence);
  return selected.truth;
}

Truth EvaluatePerson(const ObservationCriterion& criterion, const ResolvedSet& concepts, const Person& person,
                     AbsencePolicy policy, const PatientView& patient, std::vector<Evidence>* evidence) {
  const std::vector<ObservedValue> values = CollectValues(criterion, concepts, person, policy, patient);
  const Truth truth =
      values.empty() ? FromPolicy(policy) : SelectAndJudge(criterion, values, patient, evidence);
  if (evidence == nullptr) return truth;
  if (values.empty()) evidence->push_back(NoValueEvidence(criterion, person, truth, patient));
  if (truth != Truth::kUnknown) AppendAnchorAssumption(criterion.window, policy, person, patient, *evidence);
  return truth;
}

}  // namespace

bool AllResolve(const ObservationCriterion& criterion, const Terminology& terminology) {
  return FindUnresolved(criterion, terminology.Resolve(criterion.concepts), terminology) == nullptr;
}

Truth EvaluateObservation(const ObservationCriterion& criterion, AbsencePolicy policy,
                          const PatientView& patient, std::vector<Evidence>* evidence) {
  const ResolvedSet concepts = patient.terminology().Resolve(criterion.concepts);
  if (const ConceptSet* set = FindUnresolved(criterion, concepts, patient.terminology())) {
    if (evidence != nullptr) evidence->push_back(UnresolvedEvidence(*set, patient));
    return Truth::kUnknown;
  }
  return AnyPerson(criterion.subjects, patient, evidence,
                   [&](const Person& person, std::vector<Evidence>* own) {
                     return EvaluatePerson(criterion, concepts, person, policy, patient, own);
                   });
}

}  // namespace trialmatch
