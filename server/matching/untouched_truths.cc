#include "matching/untouched_truths.h"

#include <algorithm>

#include "matching/absence.h"

namespace trialmatch {
namespace {

constexpr uint8_t kNotAsked = 0xFF;

}  // namespace

UntouchedTruths::UntouchedTruths(const PredicateSets& sets, const PatientView& patient,
                                 const FactTouches& touches, absl::Span<const BoundFact* const> foreign)
    : sets_(sets),
      patient_(patient),
      touches_(touches),
      without_related_(patient, foreign),
      tells_of_relatives_(!patient.patient().relatives.empty() || !patient.patient().all_listed.empty()),
      complete_(sets.classes.time_count(), kNotAsked) {
  for (const BoundFact* fact : foreign) foreign_.set(static_cast<size_t>(fact->fact->category));
  for (const Completeness& statement : patient.patient().completeness) {
    stated_.set(static_cast<size_t>(statement.category));
  }
}

std::string UntouchedTruths::Find() {
  using Rests = PredicateClasses::Rests;
  const std::vector<PredicateClasses::Class>& classes = sets_.classes.classes();
  std::string truths(classes.size(), kNone);
  for (ClassId id = 0; id < classes.size(); ++id) {
    const bool finds =
        PredicateClasses::Applies(classes[id], foreign_) && classes[id].rests != Rests::kOnParts;
    if (finds) truths[id] = static_cast<char>(FindOne(id));
  }
  for (ClassId id = 0; id < classes.size(); ++id) {
    if (classes[id].rests != Rests::kOnParts || !PredicateClasses::Applies(classes[id], foreign_)) continue;
    truths[id] = static_cast<char>(FindByParts(truths, sets_.predicates[classes[id].members.front()]));
  }
  return truths;
}

Truth UntouchedTruths::FindByParts(const std::string& truths, const Predicate& relation) const {
  const auto of_part = [&](PredicateId id) {
    const ClassId coarse = sets_.classes.ClassOf(id, false);
    const bool fine = (sets_.classes.classes()[coarse].categories & foreign_).any();
    return static_cast<Truth>(truths[sets_.classes.ClassOf(id, fine)]);
  };
  // Facts that are assumed have no link.
  return And(Truth::kUnknown, And(of_part(relation.parts->first), of_part(relation.parts->second)));
}

Truth UntouchedTruths::FindOne(ClassId id) {
  using Rests = PredicateClasses::Rests;
  const PredicateClasses::Class& one = sets_.classes.classes()[id];
  const bool anchored = MayBeAnchored(id);
  const bool stated = (one.categories & stated_).any();
  const bool asked =
      one.fine || anchored ||
      (one.rests == Rests::kOnStatements && (stated || (one.of_relatives && tells_of_relatives_)));
  if (asked) {
    const auto untouched = std::find_if_not(one.members.begin(), one.members.end(),
                                            [this](PredicateId member) { return IsTouched(member); });
    if (untouched == one.members.end()) return Truth::kUnknown;
    return EvaluatePredicate(sets_.predicates[*untouched], anchored ? patient_ : without_related_);
  }
  const bool complete = one.rests == Rests::kOnCompleteness && stated && IsComplete(one);
  return one.by_default[PredicateClasses::PlaceOf(complete ? AbsencePolicy::kAssumeAbsent
                                                           : patient_.options().absence_default)];
}

bool UntouchedTruths::MayBeAnchored(ClassId id) const {
  if (sets_.anchors_of[id].empty()) return false;
  for (const FactCriterion* anchor : sets_.classes.classes()[id].anchors) {
    if (foreign_.test(static_cast<size_t>(anchor->category))) return true;
  }
  const std::vector<SetId>& anchors = sets_.anchors_of[id];
  return std::any_of(anchors.begin(), anchors.end(), [this](SetId set) { return touches_.Has(set); });
}

bool UntouchedTruths::IsTouched(PredicateId id) const {
  const std::array<SetId, 2>& sets = sets_.sets_of[id];
  return touches_.Has(sets[0]) || touches_.Has(sets[1]);
}

bool UntouchedTruths::IsComplete(const PredicateClasses::Class& one) {
  uint8_t& known = complete_[one.time];
  if (known == kNotAsked) {
    const Criterion& leaf = *sets_.predicates[one.members.front()].leaf;
    known =
        trialmatch::IsComplete(std::get<FactCriterion>(leaf.kind), leaf.absence_policy, Person{}, patient_);
  }
  return known != 0;
}

}  // namespace trialmatch
