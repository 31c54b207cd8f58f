#include "matching/trial_columns.h"

#include "matching/ranking.h"

namespace trialmatch {

void TrialColumns::Add(const Trial& trial) {
  const uint32_t position = static_cast<uint32_t>(size());
  ids_.Add(trial.id);
  traits_.Add(trial);
  sites_.Add(trial);
  for (const Code& condition : trial.conditions) labels_of_.Append(labels_.Add(condition, position));
  labels_of_.EndList();
  if (trial.conditions.empty()) uncoded_.Append(position);
  days_before_epoch_.push_back(trialmatch::DaysBeforeEpoch(trial));
}

void TrialColumns::Pack() {
  ids_.ShrinkToFit();
  sites_.Pack();
  labels_.Pack(size());
  labels_of_.ShrinkToFit();
  uncoded_.Pack(size());
  days_before_epoch_.shrink_to_fit();
}

size_t TrialColumns::BytesUsed() const {
  return traits_.BytesUsed() + sites_.BytesUsed() + labels_.BytesUsed() + labels_of_.BytesUsed() +
         uncoded_.BytesUsed() + days_before_epoch_.capacity() * sizeof(int32_t);
}

}  // namespace trialmatch
