// What the server tells its operators: one JSON object a line on standard error. Never anything of a patient.
#ifndef TRIALMATCH_SERVICE_LOGGER_H_
#define TRIALMATCH_SERVICE_LOGGER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace trialmatch {

enum class LogSeverity { kInfo, kWarning, kError };

using LogFields = std::vector<std::pair<std::string, std::string>>;

// `event` names what happened ("serving", "drained"); fields hold what the operator needs. Safe for use by
// any number of threads; a line is written whole.
void Log(LogSeverity severity, absl::string_view event, const LogFields& fields = {});

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_LOGGER_H_
