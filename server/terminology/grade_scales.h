// Ordered scales: severities, grades, stages.
#ifndef TRIALMATCH_TERMINOLOGY_GRADE_SCALES_H_
#define TRIALMATCH_TERMINOLOGY_GRADE_SCALES_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "terminology/load_issues.h"
#include "terminology/table_rows.h"
#include "terminology/terminology.h"

namespace trialmatch {

// Immutable; see Terminology for the contracts. Names and spellings are compared without ASCII case.
class GradeScales {
 public:
  // A spelling that has other ranks already is an issue, and its first ranks stay.
  GradeScales(const std::vector<ScaleRow>& rows, LoadIssues& issues);

  bool HasScale(absl::string_view scale) const;
  std::optional<RankRange> Rank(absl::string_view scale, absl::string_view grade) const;

 private:
  absl::flat_hash_map<std::string, absl::flat_hash_map<std::string, RankRange>> scales_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TERMINOLOGY_GRADE_SCALES_H_
