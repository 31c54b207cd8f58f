// What an index answers, as a list.
#ifndef TRIALMATCH_TESTS_SUPPORT_MATCH_TRUTHS_H_
#define TRIALMATCH_TESTS_SUPPORT_MATCH_TRUTHS_H_

#include <cstdio>
#include <cstdlib>
#include <vector>

#include "absl/types/span.h"
#include "matching/trial_index.h"

namespace trialmatch {

// `trials` are those of the index. Ends the process when the index fails, which one that has all trials and
// is never stopped does not.
inline std::vector<Truth> MatchTruths(const TrialIndex& index, const PatientView& patient,
                                      absl::Span<const TrialPointer> trials) {
  const auto read = [&](size_t position) -> absl::StatusOr<TrialPointer> { return trials[position]; };
  const absl::StatusOr<VerdictPlanes> verdicts = index.Match(patient, read, [] { return false; });
  if (!verdicts.ok()) {
    std::fprintf(stderr, "%s\n", verdicts.status().ToString().c_str());
    std::abort();
  }
  return verdicts->ToTruths();
}

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SUPPORT_MATCH_TRUTHS_H_
