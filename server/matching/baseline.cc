#include "matching/baseline.h"

namespace trialmatch {

BaselineTruths::BaselineTruths(const PredicateSets& sets, const std::string& bundle_truths)
    : truths_(sets.bundles.Spread(bundle_truths, kEveryTime)) {}

void Baseline::FindLiterals(const CompiledTrials& trials, size_t position, const BaselineTruths& truths) {
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
}

void Baseline::FindRest(const CompiledTrials& trials, size_t position, const BaselineTruths& truths,
                        FlatRests::Counts& counts) {
  const Truth rest = trials.FindRest(position, truths, counts);
  rest_false.Put(position, rest == Truth::kFalse);
  rest_open.Put(position, rest != Truth::kTrue);
  bool has_false[] = {!trials.IsBacked(position), false};  // others, guards
  trials.ForEachInRest(position, [&](const Literal& literal, bool is_guard) {
    has_false[is_guard] |= literal.Met(truths.Of(literal.predicate())) == Truth::kFalse;
  });
  unguarded.Put(position, has_false[true] || rest == Truth::kFalse);  // which may need no FALSE leaf
  unbacked.Put(position, has_false[false]);
  maybe_false.Remove(position);
  maybe_open.Remove(position);
}

}  // namespace trialmatch
