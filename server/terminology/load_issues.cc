#include "terminology/load_issues.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace trialmatch {
namespace {

// The reason with "..." for each quoted text, which has no bare quote inside.
std::string WithoutQuotes(absl::string_view reason) {
  std::string kept;
  bool quoted = false;
  for (size_t i = 0; i < reason.size(); ++i) {
    if (quoted && reason[i] == '\\') {
      ++i;
    } else if (reason[i] == '"') {
      kept += quoted ? "...\"" : "\"";
      quoted = !quoted;
    } else if (!quoted) {
      kept.push_back(reason[i]);
    }
  }
  return kept;
}

}  // namespace

void LoadIssues::Error(RowOrigin where, std::string reason) {
  if (IsRelease(where)) return Warning(where, std::move(reason));
  ++error_count_;
  Add(where, LoadSeverity::kError, std::move(reason));
}

void LoadIssues::Warning(RowOrigin where, std::string reason) {
  ++warning_count_;
  Add(where, LoadSeverity::kWarning, std::move(reason));
}

void LoadIssues::Add(RowOrigin where, LoadSeverity severity, std::string reason) {
  const auto release = alike_.find(where.file);
  if (release != alike_.end() && ++release->second[WithoutQuotes(reason)] > kMaxAlike) return;
  Keep(where, severity, std::move(reason));
}

void LoadIssues::Finish() {
  for (const auto& [file, reasons] : alike_) {
    for (const auto& [reason, count] : reasons) {
      if (count <= kMaxAlike) continue;
      Keep({file, 0}, LoadSeverity::kWarning, absl::StrCat(count - kMaxAlike, " more: ", reason));
    }
  }
}

void LoadIssues::Keep(RowOrigin where, LoadSeverity severity, std::string reason) {
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
