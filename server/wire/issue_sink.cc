#include "wire/issue_sink.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace trialmatch {

std::string IssueSink::Path() const {
  std::string path = root_;
  for (const Step& step : steps_) {
    absl::StrAppend(&path, path.empty() ? "" : ".", step.name);
    if (step.index >= 0) absl::StrAppend(&path, "[", step.index, "]");
  }
  return path;
}

void IssueSink::Report(Severity severity, absl::string_view member, absl::string_view description) {
  std::string field = Path();
  if (!member.empty()) absl::StrAppend(&field, field.empty() ? "" : ".", member);
  ReportPath(severity, std::move(field), description);
}

void IssueSink::ReportPath(Severity severity, std::string field, absl::string_view description) {
  size_t& count = severity == Severity::kError ? errors_ : warnings_;
  if (++count > kMaxIssues) return;
  issues_.push_back({std::move(field), std::string(description), severity, criterion_id_});
}

}  // namespace trialmatch
