#include "matching/literal_postings.h"

namespace trialmatch {

LiteralPostings::LiteralPostings(const CompiledTrials& trials, size_t predicates)
    : lists_(2 * kParts * predicates, trials.size(), [&](TrialLists::Visit visit) {
        for (uint32_t i = 0; i < trials.size(); ++i) {
          const bool capped = trials.IsCapped(i);
          for (const Literal& literal : trials.LiteralsOf(i)) {
            visit(Key(literal, capped ? kCapped : kUncapped), i);
          }
          trials.ForEachInRest(i, [&](const Literal& literal, bool is_guard) {
            visit(Key(literal, is_guard ? kGuards : kUnguarding), i);
            if (!capped) visit(Key(literal, kUncappedRest), i);
          });
        }
      }) {}

}  // namespace trialmatch
