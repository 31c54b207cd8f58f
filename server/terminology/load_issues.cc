#include "terminology/load_issues.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {

void LoadIssues::Error(RowOrigin where, std::string reason) {
  ++error_count_;
  Add(where, LoadSeverity::kError, std::move(reason));
}

void LoadIssues::Warning(RowOrigin where, std::string reason) {
  ++warning_count_;
  Add(where, LoadSeverity::kWarning, std::move(reason));
}

void LoadIssues::Add(RowOrigin where, LoadSeverity severity, std::string reason) {
  if (issues_.size() >= kMaxIssues) return;
  std::string file = where.file < file_names_.size() ? file_names_[where.file] : std::string();
  issues_.push_back({std::move(file), where.line, severity, std::move(reason)});
}

std::string QuoteForIssue(absl::string_view text) {
  constexpr size_t kShown = 80;
  if (text.size() <= kShown) return absl::StrCat("\"", absl::CHexEscape(text), "\"");
  return absl::StrCat("\"", absl::CHexEscape(text.substr(0, kShown)), "...\"");
}

}  // namespace trialmatch
