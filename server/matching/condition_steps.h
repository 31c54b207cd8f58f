// How far the conditions of trials are from those of one patient.
#ifndef TRIALMATCH_MATCHING_CONDITION_STEPS_H_
#define TRIALMATCH_MATCHING_CONDITION_STEPS_H_

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "matching/condition_labels.h"
#include "matching/patient_view.h"
#include "matching/trial_bits.h"

namespace trialmatch {

// Equal to ConditionDistance for every trial. The labels outlive it.
class ConditionSteps {
 public:
  ConditionSteps(const ConditionLabels& labels, const PatientView& patient);

  static constexpr uint16_t kUnrelated = std::numeric_limits<uint16_t>::max();

  // The least number of steps to one of the labels, or kUnrelated.
  uint16_t Least(absl::Span<const LabelId> labels) const {
    uint16_t least = kUnrelated;
    for (const LabelId label : labels) least = std::min(least, steps_[label]);
    return least;
  }

  // The trials that are related at all.
  void AddRelatedTo(TrialBits& trials) const;

 private:
  const ConditionLabels& labels_;
  std::vector<uint16_t> steps_;  // by label
  std::vector<LabelId> related_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONDITION_STEPS_H_
