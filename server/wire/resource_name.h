// Resource names of the API.
#ifndef TRIALMATCH_WIRE_RESOURCE_NAME_H_
#define TRIALMATCH_WIRE_RESOURCE_NAME_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace trialmatch {

// 1 to 64 letters, digits, '_', '-' and '.': ids of trials, criteria, cohorts and sites.
bool IsId(absl::string_view text);

// "NCT06427642" of "trials/NCT06427642"; nothing for any other form.
std::optional<std::string> TrialIdOf(absl::string_view name);
std::string TrialName(absl::string_view id);
// The same in place of what `name` has, whose memory is used again.
void WriteTrialName(absl::string_view id, std::string& name);

// The same for "applications/{id}".
std::optional<std::string> ApplicationIdOf(absl::string_view name);
std::string ApplicationName(absl::string_view id);

}  // namespace trialmatch

#endif  // TRIALMATCH_WIRE_RESOURCE_NAME_H_
