// The index: predicates shared between trials, behind gates.
#ifndef TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
#define TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_

#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/compiled_trial.h"
#include "matching/predicate_table.h"
#include "matching/trial_gates.h"
#include "matching/trial_index.h"

namespace trialmatch {

// First every gate is evaluated and the trials that it shuts are FALSE, without being looked at; then the
// others, one by one. A predicate is evaluated once at most, whatever the number of trials that ask it.
class InternedTrialIndex final : public TrialIndex {
 public:
  explicit InternedTrialIndex(absl::Span<const TrialPointer> trials);

  size_t size() const override { return trials_.size(); }
  std::vector<Truth> Match(const PatientView& patient, absl::FunctionRef<bool()> stop) const override;

 private:
  std::vector<TrialPointer> trials_;  // the predicates point into them
  CompiledTrials compiled_;
  std::vector<Gate> gates_;
  std::vector<Predicate> predicates_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_INTERNED_TRIAL_INDEX_H_
