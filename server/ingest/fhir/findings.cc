#include "ingest/fhir/findings.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"

namespace trialmatch::fhir {
namespace {

constexpr size_t kMaxPlacesBytes = 1500;

// The element of the outermost array that it stands in, which of a Bundle is the entry: "12".
std::string EntryOf(const std::string& path) {
  const size_t open = path.find('[');
  const size_t close = path.find(']');
  return open == std::string::npos || close == std::string::npos ? "?"
                                                                 : path.substr(open + 1, close - open - 1);
}

}  // namespace

std::string Findings::PathOf(const Json& place) const {
  const std::string path = place.Path();
  return path.empty() ? root_ : absl::StrCat(root_, ".", path);
}

void Findings::Error(const Json& place, absl::string_view description) {
  if (errors_.size() == kMaxIssues) return;
  errors_.push_back({PathOf(place), std::string(description), Severity::kError, ""});
}

void Findings::Warn(const Json& place, absl::string_view description) {
  if (++alike_[description] > kMaxAlike || warnings_.size() == kMaxIssues) return;
  warnings_.push_back({PathOf(place), std::string(description), Severity::kWarning, ""});
}

void Findings::List(const Json& place, absl::string_view type, absl::string_view reason) {
  listed_[{std::string(type), std::string(reason)}].places.push_back(place);
}

void Findings::AppendListed(Issues& issues) const {
  for (const auto& [key, listed] : listed_) {
    const auto& [type, reason] = key;
    const std::string description = absl::StrCat(type, " is not used: ", reason);
    if (listed.places.size() <= kMaxSingle) {
      for (const Json& place : listed.places) {
        issues.push_back({PathOf(place), description, Severity::kWarning, ""});
      }
      continue;
    }
    std::string entries;
    for (const Json& place : listed.places) {
      if (entries.size() > kMaxPlacesBytes) {
        absl::StrAppend(&entries, ", …");
        break;
      }
      absl::StrAppend(&entries, entries.empty() ? "" : ", ", EntryOf(place.Path()));
    }
    issues.push_back(
        {PathOf(listed.places.front()),
         absl::StrCat(description, " (", listed.places.size(), " of them, entries ", entries, ")"),
         Severity::kWarning, ""});
  }
}

Issues Findings::Take() {
  Issues all = std::move(errors_);
  AppendListed(all);
  // What is known of the resources comes before what is left out within them.
  for (Issue& warning : warnings_) {
    if (all.size() >= kMaxIssues) break;
    all.push_back(std::move(warning));
  }
  std::vector<std::pair<std::string, int>> many;
  for (const auto& [text, count] : alike_) {
    if (count > kMaxAlike) many.emplace_back(text, count - kMaxAlike);
  }
  std::sort(many.begin(), many.end());
  for (const auto& [text, count] : many) {
    all.push_back({root_, absl::StrCat(count, " more: ", text), Severity::kWarning, ""});
  }
  if (all.size() > kMaxIssues) all.resize(kMaxIssues);
  return all;
}

}  // namespace trialmatch::fhir
