// Which of the matched trials are returned, and in which order.
#ifndef TRIALMATCH_MATCHING_RANKING_H_
#define TRIALMATCH_MATCHING_RANKING_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/availability.h"
#include "matching/patient_view.h"
#include "matching/trial_index.h"

namespace trialmatch {

struct RankedTrial {
  size_t position = 0;  // of the index
  Truth truth = Truth::kUnknown;
  Availability availability;
  // Steps between a condition of the patient and one of the trial; absent: unrelated, or not coded.
  std::optional<int> condition_distance;
};

// Newest first: the later the record was updated, the less. Without a date: the most there is. Coarse dates
// count from their first day.
int32_t DaysBeforeEpoch(const Trial& trial);

// The least number of steps up or down the hierarchy between a recorded condition of the patient and a
// condition of the trial.
std::optional<int> ConditionDistance(const Trial& trial, const PatientView& patient);

// kRelated: all ELIGIBLE trials, and the UNDETERMINED ones that are related by condition or have none coded.
// kAll: every trial that is not INELIGIBLE.
enum class MatchScope : uint8_t { kRelated, kAll };

// Orders the trials of `positions` that the scope takes, by verdict, availability (of any cohort), directness
// of the condition, distance to the nearest recruiting site where both places are known, last update (newest
// first), id. `trials` are in the order of ids.
std::vector<RankedTrial> Rank(absl::Span<const TrialPointer> trials, const std::vector<Truth>& truths,
                              const std::vector<size_t>& positions, MatchScope scope,
                              const PatientView& patient);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_RANKING_H_
