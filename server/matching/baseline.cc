#include "matching/baseline.h"

#include <algorithm>

namespace trialmatch {

BaselineTruths::BaselineTruths(const PredicateSets& sets, const PatientTruths& patient)
    : truths_(sets.predicates.size()) {
  for (PredicateId id = 0; id < truths_.size(); ++id) {
    const bool every_time = sets.predicates[id].route == LeafRoute::kEveryTime;
    truths_[id] = every_time ? kEveryTime : static_cast<uint8_t>(patient.Of(id));
  }
  for (const PatientTruths::Exception& one : patient.exceptions()) {
    truths_[one.predicate] = static_cast<uint8_t>(one.of_class);
  }
}

void Baseline::Find(const CompiledTrials& trials, size_t position, const BaselineTruths& truths) {
  size_t false_literals = 0;
  size_t open_literals = trials.IsCapped(position) ? 2 : 0;
  for (const Literal& literal : trials.LiteralsOf(position)) {
    const Truth met = truths.Met(literal);
    false_literals += met == Truth::kFalse;
    open_literals += met != Truth::kTrue;
  }
  one_false.Put(position, false_literals == 1);
  more_false.Put(position, false_literals > 1);
  one_open.Put(position, open_literals == 1);
  more_open.Put(position, open_literals > 1);
  const Truth rest = trials.FindRest(position, truths);
  rest_false.Put(position, rest == Truth::kFalse);
  rest_open.Put(position, rest != Truth::kTrue);
  bool guarded = true;
  trials.ForEachInRest(position, [&](const Literal& literal, bool is_guard) {
    guarded &= !is_guard || literal.Met(truths.Of(literal.predicate())) != Truth::kFalse;
  });
  unguarded.Put(position, !guarded);
}

}  // namespace trialmatch
