// What a patient must meet to qualify for a trial, turned round: from a predicate to the trials that it
// shuts.
#ifndef TRIALMATCH_MATCHING_TRIAL_GATES_H_
#define TRIALMATCH_MATCHING_TRIAL_GATES_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/types/span.h"
#include "domain/trial.h"
#include "domain/truth.h"
#include "matching/predicate_table.h"

namespace trialmatch {

// A predicate that some trials need to be TRUE, or FALSE. With the opposite truth it shuts them; UNKNOWN
// shuts nothing.
struct Gate {
  PredicateId predicate = 0;
  Truth shut_when = Truth::kFalse;
  std::vector<uint32_t> positions;  // of the trials, ascending
};

// The gates of all trials: the mandatory conjuncts of their trial-wide lists that are clocks, sexes or
// conditions. Inclusions need them TRUE and exclusions FALSE, through combinations that leave no choice. What
// a cohort asks is no gate: another cohort may take the patient.
std::vector<Gate> FindGates(absl::Span<const std::shared_ptr<const Trial>> trials,
                            PredicateTable& predicates);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_TRIAL_GATES_H_
