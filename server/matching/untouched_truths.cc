#include "matching/untouched_truths.h"

#include <algorithm>

#include "matching/absence.h"

namespace trialmatch {
namespace {

constexpr uint8_t kNotAsked = 0xFF;

}  // namespace

UntouchedTruths::UntouchedTruths(const PredicateSets& sets, const PatientView& patient,
                                 absl::Span<const BoundFact* const> foreign)
    : sets_(sets),
      patient_(patient),
      without_related_(patient, foreign),
      tells_of_relatives_(!patient.patient().relatives.empty() || !patient.patient().all_listed.empty()),
      complete_(sets.classes.time_count(), kNotAsked) {
  for (const BoundFact* fact : foreign) foreign_.set(static_cast<size_t>(fact->fact->category));
  for (const Completeness& statement : patient.patient().completeness) {
    stated_.set(static_cast<size_t>(statement.category));
  }
}

std::string UntouchedTruths::Find(absl::FunctionRef<bool(PredicateId)> is_touched) {
  std::string truths;
  truths.reserve(sets_.classes.classes().size());
  for (const PredicateClasses::Class& one : sets_.classes.classes()) {
    const bool applies = PredicateClasses::Applies(one, foreign_);
    truths.push_back(applies ? static_cast<char>(FindOne(one, is_touched)) : kNone);
  }
  return truths;
}

Truth UntouchedTruths::FindOne(const PredicateClasses::Class& one,
                               absl::FunctionRef<bool(PredicateId)> is_touched) {
  using Rests = PredicateClasses::Rests;
  const bool stated = (one.categories & stated_).any();
  const bool asked =
      one.fine || one.rests == Rests::kOnFacts ||
      (one.rests == Rests::kOnStatements && (stated || (one.of_relatives && tells_of_relatives_)));
  if (asked) {
    const auto untouched = std::find_if_not(one.members.begin(), one.members.end(), is_touched);
    if (untouched == one.members.end()) return Truth::kUnknown;
    return EvaluatePredicate(sets_.predicates[*untouched],
                             one.rests == Rests::kOnFacts ? patient_ : without_related_);
  }
  const bool complete = one.rests == Rests::kOnCompleteness && stated && IsComplete(one);
  return one.by_default[PredicateClasses::PlaceOf(complete ? AbsencePolicy::kAssumeAbsent
                                                           : patient_.options().absence_default)];
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
