#include "terminology/grade_scales.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

std::string Key(absl::string_view name) { return absl::AsciiStrToLower(absl::StripAsciiWhitespace(name)); }

}  // namespace

GradeScales::GradeScales(const std::vector<ScaleRow>& rows, LoadIssues& issues) {
  for (const ScaleRow& row : rows) {
    auto& grades = scales_[Key(row.scale)];
    const RankRange ranks{row.first_rank, row.last_rank};
    for (const std::string& spelling : row.spellings) {
      const auto [grade, is_new] = grades.emplace(Key(spelling), ranks);
      if (is_new) continue;
      if (grade->second == ranks) {
        issues.Warning(row.origin,
                       absl::StrCat("the scale has this grade already: ", QuoteForIssue(spelling)));
      } else {
        issues.Error(row.origin,
                     absl::StrCat("the grade has another rank already: ", QuoteForIssue(spelling)));
      }
    }
  }
}

bool GradeScales::HasScale(absl::string_view scale) const { return scales_.contains(Key(scale)); }

std::optional<RankRange> GradeScales::Rank(absl::string_view scale, absl::string_view grade) const {
  auto grades = scales_.find(Key(scale));
  if (grades == scales_.end()) return std::nullopt;
  auto rank = grades->second.find(Key(grade));
  if (rank == grades->second.end()) return std::nullopt;
  return rank->second;
}

}  // namespace trialmatch
