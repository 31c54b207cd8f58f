#include "service/logger.h"

#include <iostream>
#include <mutex>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace trialmatch {
namespace {

std::string Quote(absl::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      absl::StrAppend(&quoted, "\\", std::string(1, c));
    } else if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppendFormat(&quoted, "\\u%04x", c);
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

const char* NameOf(LogSeverity severity) {
  constexpr const char* kNames[] = {"INFO", "WARNING", "ERROR"};
  return kNames[static_cast<int>(severity)];
}

}  // namespace

void Log(LogSeverity severity, absl::string_view event, const LogFields& fields) {
  std::string line = absl::StrCat(
      "{\"time\":", Quote(absl::FormatTime("%Y-%m-%d%ET%H:%M:%E3SZ", absl::Now(), absl::UTCTimeZone())),
      ",\"severity\":\"", NameOf(severity), "\",\"event\":", Quote(event));
  for (const auto& [name, value] : fields) absl::StrAppend(&line, ",", Quote(name), ":", Quote(value));
  line += "}\n";
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  std::cerr << line << std::flush;
}

}  // namespace trialmatch
