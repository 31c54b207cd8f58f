#include "service/library_logs.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/stubs/logging.h"
#include "grpc/support/log.h"
#include "service/logger.h"

namespace trialmatch {
namespace {

void LogPlace(LogSeverity severity, absl::string_view library, absl::string_view file, int line) {
  const size_t slash = file.rfind('/');
  const absl::string_view name = slash == absl::string_view::npos ? file : file.substr(slash + 1);
  Log(severity, library, {{"place", absl::StrCat(name, ":", line)}});
}

void LogProtobuf(google::protobuf::LogLevel level, const char* file, int line, const std::string&) {
  const LogSeverity severity = level == google::protobuf::LOGLEVEL_INFO      ? LogSeverity::kInfo
                               : level == google::protobuf::LOGLEVEL_WARNING ? LogSeverity::kWarning
                                                                             : LogSeverity::kError;
  LogPlace(severity, "protobuf", file, line);
}

void LogGrpc(gpr_log_func_args* arguments) {
  LogPlace(arguments->severity == GPR_LOG_SEVERITY_ERROR ? LogSeverity::kError : LogSeverity::kInfo, "grpc",
           arguments->file, arguments->line);
}

}  // namespace

void CaptureLibraryLogs() {
  google::protobuf::SetLogHandler(&LogProtobuf);
  gpr_set_log_function(&LogGrpc);
}

}  // namespace trialmatch
