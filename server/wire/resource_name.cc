#include "wire/resource_name.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "wire/limits.h"

namespace trialmatch {
namespace {

constexpr absl::string_view kTrials = "trials/";
constexpr absl::string_view kApplications = "applications/";

std::optional<std::string> IdAfter(absl::string_view collection, absl::string_view name) {
  if (!absl::ConsumePrefix(&name, collection) || !IsId(name)) return std::nullopt;
  return std::string(name);
}

}  // namespace

bool IsId(absl::string_view text) {
  return !text.empty() && text.size() <= kMaxIdBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.';
  });
}

std::optional<std::string> TrialIdOf(absl::string_view name) { return IdAfter(kTrials, name); }
std::string TrialName(absl::string_view id) { return absl::StrCat(kTrials, id); }
void WriteTrialName(absl::string_view id, std::string& name) {
  name.assign(kTrials.data(), kTrials.size()).append(id.data(), id.size());
}

std::optional<std::string> ApplicationIdOf(absl::string_view name) { return IdAfter(kApplications, name); }
std::string ApplicationName(absl::string_view id) { return absl::StrCat(kApplications, id); }

}  // namespace trialmatch
