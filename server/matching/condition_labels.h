// The coded conditions of trials: who has which, and how far they are from a concept.
#ifndef TRIALMATCH_MATCHING_CONDITION_LABELS_H_
#define TRIALMATCH_MATCHING_CONDITION_LABELS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/types/span.h"
#include "domain/code.h"
#include "matching/trial_list.h"
#include "terminology/terminology.h"

namespace trialmatch {

// A concept that trials have, or a code that the terminology does not have; dense from 0.
using LabelId = uint32_t;

struct LabelSteps {
  LabelId label = 0;
  uint16_t steps = 0;
};

// Safe to read from many threads. The terminology outlives it.
class ConditionLabels {
 public:
  explicit ConditionLabels(const Terminology& terminology) : terminology_(&terminology) {}

  // The label of one of a trial's conditions. Positions ascend; equivalent codes are one label.
  LabelId Add(const Code& code, uint32_t position);
  // After the last Add; see TrialList. `trials`: how many there are.
  void Pack(size_t trials);

  size_t size() const { return trials_.size(); }
  const TrialList& TrialsOf(LabelId label) const { return trials_[label]; }

  // Appends the labels at, above or beneath the code with the steps between them; of unknown codes only
  // itself. A label may come twice, with different ways.
  void AppendRelated(const Code& code, std::vector<LabelSteps>& related) const;
  // Those at or beneath it.
  void AppendBeneath(const Code& code, std::vector<LabelSteps>& beneath) const;

  size_t BytesUsed() const;

 private:
  LabelId AddLabel(ConceptId id);
  void AppendAbove(ConceptId id, std::vector<LabelSteps>& above) const;

  const Terminology* terminology_;
  absl::flat_hash_map<ConceptId, LabelId> of_concept_;
  absl::flat_hash_map<Code, LabelId> of_unknown_;
  std::vector<TrialList> trials_;  // by label
  // For each concept that has labels at or beneath it.
  absl::flat_hash_map<ConceptId, std::vector<LabelSteps>> beneath_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_CONDITION_LABELS_H_
