#include "matching/trial_index_builder.h"

#include <utility>

#include "matching/interned_trial_index.h"

namespace trialmatch {

std::unique_ptr<TrialIndex> TrialIndexBuilder::Build() && {
  OwnedPredicates predicates = std::move(predicates_).TakePredicates();
  compiled_.Renumber(predicates.Sort());
  return std::make_unique<InternedTrialIndex>(std::move(compiled_), std::move(ids_), std::move(predicates),
                                              terminology_);
}

std::unique_ptr<TrialIndex> BuildTrialIndex(absl::Span<const TrialPointer> trials,
                                            const Terminology& terminology) {
  TrialIndexBuilder builder(terminology);
  for (const TrialPointer& trial : trials) builder.Add(*trial);
  return std::move(builder).Build();
}

}  // namespace trialmatch
