// What a leaf of plain shape needs to know of each of a patient's facts, found when it is first asked for.
#ifndef TRIALMATCH_MATCHING_FACT_STATES_H_
#define TRIALMATCH_MATCHING_FACT_STATES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "domain/fact_criterion.h"
#include "domain/period_spans.h"
#include "domain/truth.h"
#include "matching/patient_view.h"
#include "matching/window_list.h"

namespace trialmatch {

// Facts are known by their places in a list. For one thread; all outlive it.
class FactStates {
 public:
  FactStates(absl::Span<const BoundFact* const> facts, const WindowList& windows, const PatientView& patient);

  const BoundFact& operator[](uint32_t place) const { return *facts_[place]; }
  size_t size() const { return facts_.size(); }

  bool IsOwn(uint32_t place) const { return facts_[place]->fact->person == Person{}; }
  bool IsRefuted(uint32_t place) const { return facts_[place]->fact->verification >= Verification::kRefuted; }
  bool IsSuspected(uint32_t place) const {
    return facts_[place]->fact->verification == Verification::kSuspected;
  }

  // Whether the fact has the status; whether it meets the window; whether it is refuted at its own time.
  Truth Has(uint32_t place, FactStatus status);
  Truth Meets(uint32_t place, WindowId window);
  bool InConflict(uint32_t place);

 private:
  static constexpr uint8_t kNotFound = 0xFF;
  static constexpr size_t kStatuses = 3;

  const absl::Span<const BoundFact* const> facts_;
  const PatientView& patient_;
  const WindowList& windows_;
  std::vector<std::optional<SeenWindow>> seen_;  // by window
  std::vector<uint8_t> statuses_;                // by place and status
  std::vector<uint8_t> meets_;                   // by place and window
  std::vector<uint8_t> conflicts_;               // by place
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_FACT_STATES_H_
