// A page of the ranked list of trials, from columns alone.
#ifndef TRIALMATCH_MATCHING_RANKED_PAGE_H_
#define TRIALMATCH_MATCHING_RANKED_PAGE_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "domain/truth.h"
#include "matching/availability.h"
#include "matching/patient_view.h"
#include "matching/ranking.h"
#include "matching/trial_bits.h"
#include "matching/trial_columns.h"
#include "matching/verdict_planes.h"

namespace trialmatch {

// Trials that are ranked together with those of other parts: a catalog and what was written since. All of it
// is about the same positions.
struct RankPart {
  const TrialColumns* columns = nullptr;
  const VerdictPlanes* verdicts = nullptr;
  const TrialBits* considered = nullptr;  // null: all
};

// One trial of the page, with what decided its place.
struct PageEntry {
  size_t part = 0;
  size_t position = 0;
  Truth truth = Truth::kUnknown;
  Recruitment recruitment = Recruitment::kUnknown;  // of any cohort
  std::optional<int> condition_distance;            // as of RankedTrial
  std::optional<double> distance_km;                // as of Availability
};

struct RankedPage {
  std::vector<PageEntry> entries;
  size_t list_size = 0;  // of the whole ranked list
};

// The entries from `first` on, at most `size` of them, of the list that Rank gives of the trials of all
// parts; no id is in two parts. Orders only the trials that have the verdict and the recruitment of some
// entry of the page. `stop` is asked now and then; once it says true: Cancelled.
absl::StatusOr<RankedPage> RankPage(absl::Span<const RankPart> parts, MatchScope scope,
                                    const PatientView& patient, size_t first, size_t size,
                                    absl::FunctionRef<bool()> stop);

}  // namespace trialmatch

#endif  // TRIALMATCH_MATCHING_RANKED_PAGE_H_
