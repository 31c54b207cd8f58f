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
  const std::vector<PredicateClasses::Rule>& rules = sets_.classes.rules();
  std::string truths(rules.size(), kNone);
  std::vector<ClassId> on_parts;
  for (ClassId id = 0; id < rules.size(); ++id) {
    if (!PredicateClasses::Applies(rules[id], foreign_)) continue;
    if (rules[id].rests == Rests::kOnParts) {
      on_parts.push_back(id);
    } else {
      truths[id] = static_cast<char>(FindOne(id));
    }
  }
  for (const ClassId id : on_parts) {
    const PredicateId member = sets_.classes.classes()[id].members.front();
    truths[id] = static_cast<char>(FindByParts(truths, sets_.predicates[member]));
  }
  return truths;
}

Truth UntouchedTruths::FindByParts(const std::string& truths, const Predicate& relation) const {
  const auto of_part = [&](PredicateId id) {
    const ClassId coarse = sets_.classes.ClassOf(id, false);
    const bool fine = (sets_.classes.rules()[coarse].categories & foreign_).any();
    return static_cast<Truth>(truths[sets_.classes.ClassOf(id, fine)]);
  };
  // Facts that are assumed have no link.
  return And(Truth::kUnknown, And(of_part(relation.parts->first), of_part(relation.parts->second)));
}

Truth UntouchedTruths::FindOne(ClassId id) {
  using Rests = PredicateClasses::Rests;
  const PredicateClasses::Rule& one = sets_.classes.rules()[id];
  const bool anchored = one.anchored && MayBeAnchored(id);
  const bool stated = (one.categories & stated_).any();
  const bool asked =
      one.fine || anchored ||
      (one.rests == Rests::kOnStatements && (stated || (one.of_relatives && tells_of_relatives_)));
  if (asked) {
    const std::vector<PredicateId>& members = sets_.classes.classes()[id].members;
    const auto untouched = std::find_if_not(members.begin(), members.end(),
                                            [this](PredicateId member) { return IsTouched(member); });
    if (untouched == members.end()) return Truth::kUnknown;
    return EvaluatePredicate(sets_.predicates[*untouched], anchored ? patient_ : without_related_);
  }
  const bool complete = one.rests == Rests::kOnCompleteness && stated && IsComplete(id);
  return one.by_default[PredicateClasses::PlaceOf(complete ? AbsencePolicy::kAssumeAbsent
                                                           : patient_.options().absence_default)];
}

bool UntouchedTruths::MayBeAnchored(ClassId id) const {
  const absl::Span<const SetId> anchors = sets_.anchors_of[id];
  return std::any_of(anchors.begin(), anchors.end(), [this](SetId set) {
    return touches_.Has(set) || foreign_.test(static_cast<size_t>(sets_.relations.CategoryOf(set)));
  });
}

bool UntouchedTruths::IsTouched(PredicateId id) const {
  const std::array<SetId, 2>& sets = sets_.sets_of[id];
  return touches_.Has(sets[0]) || touches_.Has(sets[1]);
}

bool UntouchedTruths::IsComplete(ClassId id) {
  uint8_t& known = complete_[sets_.classes.rules()[id].time];
  if (known == kNotAsked) {
    const Criterion& leaf = *sets_.predicates[sets_.classes.classes()[id].members.front()].leaf;
    known =
        trialmatch::IsComplete(std::get<FactCriterion>(leaf.kind), leaf.absence_policy, Person{}, patient_);
  }
  return known != 0;
}

}  // namespace trialmatch
