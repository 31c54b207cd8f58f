#include "matching/condition_labels.h"

#include <optional>

namespace trialmatch {
namespace {

// Every match joins the trials of some forty labels, and a handful of labels are most of the work.
constexpr size_t kBitsTimes = 4;

}  // namespace

LabelId ConditionLabels::Add(const Code& code, uint32_t position) {
  const std::optional<ConceptId> id = terminology_->Find(code);
  const LabelId next = static_cast<LabelId>(trials_.size());
  const LabelId label = id ? AddLabel(*id) : of_unknown_.try_emplace(code, next).first->second;
  if (label == trials_.size()) trials_.emplace_back();
  trials_[label].Append(position);
  return label;
}

LabelId ConditionLabels::AddLabel(ConceptId id) {
  const LabelId next = static_cast<LabelId>(trials_.size());
  const auto [found, is_new] = of_concept_.try_emplace(id, next);
  if (!is_new) return found->second;
  const absl::Span<const ConceptId> above = terminology_->Ancestors(id);
  const absl::Span<const uint16_t> steps = terminology_->AncestorSteps(id);
  for (size_t i = 0; i < above.size(); ++i) beneath_[above[i]].push_back({next, steps[i]});
  return next;
}

void ConditionLabels::Pack(size_t trials) {
  for (TrialList& list : trials_) list.Pack(trials, kBitsTimes);
  trials_.shrink_to_fit();
  for (auto& [id, labels] : beneath_) labels.shrink_to_fit();
}

void ConditionLabels::AppendBeneath(const Code& code, std::vector<LabelSteps>& beneath) const {
  if (const std::optional<ConceptId> id = terminology_->Find(code)) {
    const auto found = beneath_.find(*id);
    if (found != beneath_.end()) beneath.insert(beneath.end(), found->second.begin(), found->second.end());
    return;
  }
  const auto found = of_unknown_.find(code);
  if (found != of_unknown_.end()) beneath.push_back({found->second, 0});
}

void ConditionLabels::AppendRelated(const Code& code, std::vector<LabelSteps>& related) const {
  AppendBeneath(code, related);
  if (const std::optional<ConceptId> id = terminology_->Find(code)) AppendAbove(*id, related);
}

void ConditionLabels::AppendAbove(ConceptId id, std::vector<LabelSteps>& above) const {
  const absl::Span<const ConceptId> ancestors = terminology_->Ancestors(id);
  const absl::Span<const uint16_t> steps = terminology_->AncestorSteps(id);
  for (size_t i = 0; i < ancestors.size(); ++i) {
    const auto found = of_concept_.find(ancestors[i]);
    if (found != of_concept_.end() && ancestors[i] != id) above.push_back({found->second, steps[i]});
  }
}

size_t ConditionLabels::BytesUsed() const {
  size_t bytes = of_concept_.capacity() * (sizeof(ConceptId) + sizeof(LabelId) + 1);
  for (const auto& [code, label] : of_unknown_) {
    bytes += sizeof(code) + code.system().capacity() + code.code().capacity() + sizeof(label) + 1;
  }
  for (const TrialList& list : trials_) bytes += list.BytesUsed();
  bytes += beneath_.capacity() * (sizeof(ConceptId) + sizeof(std::vector<LabelSteps>) + 1);
  for (const auto& [id, labels] : beneath_) bytes += labels.capacity() * sizeof(LabelSteps);
  return bytes;
}

}  // namespace trialmatch
