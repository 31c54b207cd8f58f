// Views of a patient with few facts, each made once.
#ifndef TRIALMATCH_MATCHING_NARROW_VIEWS_H_
#define TRIALMATCH_MATCHING_NARROW_VIEWS_H_

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "matching/patient_view.h"

namespace trialmatch {

// Facts that are not related to a leaf do not change it, and most of what the definition costs is going
// through facts. For one thread.
class NarrowViews {
 public:
  // `always`: facts that are in every view. All outlive the views.
  NarrowViews(const PatientView& patient, absl::Span<const BoundFact* const> facts,
              std::vector<const BoundFact*> always)
      : patient_(patient), facts_(facts), always_(std::move(always)) {}

  // The facts at these places; lives as long as the object.
  const PatientView& Of(const std::vector<uint32_t>& places);

 private:
  std::unique_ptr<PatientView> Make(const std::vector<uint32_t>& places) const;

  const PatientView& patient_;
  const absl::Span<const BoundFact* const> facts_;
  const std::vector<const BoundFact*> always_;
  std::map<std::vector<uint32_t>, std::unique_ptr<PatientView>> views_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_NARROW_VIEWS_H_
