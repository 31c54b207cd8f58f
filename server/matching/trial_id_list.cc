#include "matching/trial_id_list.h"

#include "absl/hash/hash.h"

namespace trialmatch {

void TrialIdList::Add(absl::string_view id) {
  if ((size() + 1) * 4 > table_.size() * 3) Grow();
  table_[SlotOf(id)] = static_cast<uint32_t>(size() + 1);
  text_.append(id.data(), id.size());
  ends_.push_back(static_cast<uint32_t>(text_.size()));
}

std::optional<size_t> TrialIdList::Find(absl::string_view id) const {
  if (table_.empty()) return std::nullopt;
  const uint32_t found = table_[SlotOf(id)];
  if (found == 0) return std::nullopt;
  return found - 1;
}

size_t TrialIdList::SlotOf(absl::string_view id) const {
  const size_t mask = table_.size() - 1;
  size_t slot = absl::HashOf(id) & mask;
  while (table_[slot] != 0 && (*this)[table_[slot] - 1] != id) slot = (slot + 1) & mask;
  return slot;
}

void TrialIdList::Grow() {
  table_.assign(table_.empty() ? 16 : 2 * table_.size(), 0);
  for (size_t i = 0; i < size(); ++i) table_[SlotOf((*this)[i])] = static_cast<uint32_t>(i + 1);
}

void TrialIdList::ShrinkToFit() {
  text_.shrink_to_fit();
  ends_.shrink_to_fit();
}

size_t TrialIdList::BytesUsed() const {
  return text_.capacity() + (ends_.capacity() + table_.capacity()) * sizeof(uint32_t);
}

}  // namespace trialmatch
