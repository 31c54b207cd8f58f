#include "matching/named_trials.h"

#include <algorithm>

#include "absl/hash/hash.h"

namespace trialmatch {

uint32_t NamedTrials::HashOf(const std::string& trial_id) {
  return static_cast<uint32_t>(absl::HashOf(trial_id));
}

void NamedTrials::Add(const std::string& trial_id) {
  entries_.emplace_back(HashOf(trial_id), static_cast<uint32_t>(entries_.size()));
}

void NamedTrials::Pack() {
  entries_.shrink_to_fit();
  std::sort(entries_.begin(), entries_.end());
}

std::vector<uint32_t> NamedTrials::FindFor(const Patient& patient) const {
  std::vector<uint32_t> found;
  const auto add = [&](const std::string& trial_id) {
    const uint32_t hash = HashOf(trial_id);
    auto entry = std::lower_bound(entries_.begin(), entries_.end(), std::pair<uint32_t, uint32_t>(hash, 0));
    for (; entry != entries_.end() && entry->first == hash; ++entry) found.push_back(entry->second);
  };
  for (const Attestation& attestation : patient.attestations) add(attestation.trial);
  for (const Consent& consent : patient.consents) add(consent.trial);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace trialmatch
