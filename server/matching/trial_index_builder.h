// Makes an index from trials that come one by one.
#ifndef TRIALMATCH_MATCHING_TRIAL_INDEX_BUILDER_H_
#define TRIALMATCH_MATCHING_TRIAL_INDEX_BUILDER_H_

#include <memory>

#include "matching/compiled_trial.h"
#include "matching/named_trials.h"
#include "matching/predicate_table.h"
#include "matching/trial_index.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Keeps nothing of a trial but its compiled form, a copy of each leaf that no earlier trial had, and a hash
// of its id. For one thread.
class TrialIndexBuilder {
 public:
  // The terminology outlives the builder and the index.
  explicit TrialIndexBuilder(const Terminology& terminology)
      : terminology_(terminology), predicates_(terminology) {}

  // The trial at the next position; it need not outlive the call.
  void Add(const Trial& trial) {
    compiled_.Add(trial, predicates_);
    ids_.Add(trial.id);
  }

  // The builder is spent.
  std::unique_ptr<TrialIndex> Build() &&;

 private:
  const Terminology& terminology_;
  PredicateTable predicates_;
  CompiledTrials compiled_;
  NamedTrials ids_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_INDEX_BUILDER_H_
