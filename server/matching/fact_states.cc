#include "matching/fact_states.h"

#include "matching/fact_match.h"
#include "matching/fact_status.h"

namespace trialmatch {

FactStates::FactStates(absl::Span<const BoundFact* const> facts, const WindowList& windows,
                       const PatientView& patient)
    : facts_(facts),
      patient_(patient),
      windows_(windows),
      seen_(windows.size()),
      statuses_(facts.size() * kStatuses, kNotFound),
      meets_(facts.size() * windows.size(), kNotFound),
      conflicts_(facts.size(), kNotFound) {}

Truth FactStates::Has(uint32_t place, FactStatus status) {
  if (status == FactStatus::kEver) return Truth::kTrue;
  uint8_t& known = statuses_[place * kStatuses + static_cast<size_t>(status)];
  if (known == kNotFound) {
    known = static_cast<uint8_t>(HasStatus(*facts_[place], status, patient_.as_of()));
  }
  return static_cast<Truth>(known);
}

Truth FactStates::Meets(uint32_t place, WindowId window) {
  if (window == kNoWindow) return Truth::kTrue;
  uint8_t& known = meets_[place * windows_.size() + window];
  if (known == kNotFound) {
    std::optional<SeenWindow>& seen = seen_[window];
    if (!seen) seen.emplace(windows_[window], patient_.as_of());
    known = static_cast<uint8_t>(seen->Overlaps(facts_[place]->spans));
  }
  return static_cast<Truth>(known);
}

bool FactStates::InConflict(uint32_t place) {
  uint8_t& known = conflicts_[place];
  if (known == kNotFound) known = trialmatch::InConflict(*facts_[place], patient_);
  return known != 0;
}

}  // namespace trialmatch
