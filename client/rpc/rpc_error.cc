#include "client/rpc/rpc_error.h"

#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "client/text/utf8.h"
#include "google/rpc/error_details.pb.h"

namespace trialmatch::client {
namespace {

std::string CodeName(int code) { return absl::StatusCodeToString(static_cast<absl::StatusCode>(code)); }

// A cause for the refusals that come without one (see the limits of the input).
std::string LikelyCause(const google::rpc::Status& error) {
  if (error.details_size() > 0) return "";
  const auto code = static_cast<absl::StatusCode>(error.code());
  if (code == absl::StatusCode::kInternal && error.message().empty()) {
    return "the server could not read the request (nested too deep, or not valid UTF-8)";
  }
  if (code == absl::StatusCode::kUnimplemented)
    return "the server does not have this method; is it another version?";
  return "";
}

void AppendDetail(const google::protobuf::Any& detail, std::string& text) {
  google::rpc::BadRequest bad_request;
  google::rpc::ErrorInfo info;
  google::rpc::ResourceInfo resource;
  if (detail.UnpackTo(&bad_request)) {
    for (const auto& violation : bad_request.field_violations()) {
      absl::StrAppend(&text, "\n  ", OneLine(violation.field()), ": ", OneLine(violation.description()));
    }
  } else if (detail.UnpackTo(&info)) {
    absl::StrAppend(&text, "\n  reason: ", OneLine(info.reason()));
    const std::map<std::string, std::string> sorted(info.metadata().begin(), info.metadata().end());
    for (const auto& [key, value] : sorted) absl::StrAppend(&text, ", ", OneLine(key), " ", OneLine(value));
  } else if (detail.UnpackTo(&resource) && !resource.description().empty()) {
    absl::StrAppend(&text, "\n  ", OneLine(resource.resource_name()), ": ", OneLine(resource.description()));
  }
}

}  // namespace

google::rpc::Status ToRpcStatus(const grpc::Status& status) {
  google::rpc::Status error;
  if (!error.ParseFromString(status.error_details()) ||
      error.code() != static_cast<int>(status.error_code())) {
    error.Clear();
  }
  error.set_code(status.error_code());
  error.set_message(status.error_message());
  return error;
}

absl::Duration RetryDelay(const google::rpc::Status& error) {
  for (const auto& detail : error.details()) {
    google::rpc::RetryInfo retry;
    if (detail.UnpackTo(&retry)) {
      return absl::Seconds(retry.retry_delay().seconds()) + absl::Nanoseconds(retry.retry_delay().nanos());
    }
  }
  return absl::ZeroDuration();
}

std::string DescribeError(const google::rpc::Status& error) {
  std::string text = CodeName(error.code());
  if (!error.message().empty()) absl::StrAppend(&text, ": ", OneLine(error.message()));
  const std::string cause = LikelyCause(error);
  if (!cause.empty()) absl::StrAppend(&text, ": ", cause);
  for (const auto& detail : error.details()) AppendDetail(detail, text);
  const absl::Duration delay = RetryDelay(error);
  if (delay > absl::ZeroDuration()) absl::StrAppend(&text, "\n  try again in ", absl::FormatDuration(delay));
  return text;
}

}  // namespace trialmatch::client
