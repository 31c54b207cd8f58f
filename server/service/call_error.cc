#include "service/call_error.h"

#include <map>

#include "absl/strings/cord.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/optional.h"
#include "google/rpc/error_details.pb.h"

namespace trialmatch {
namespace {

constexpr char kTypePrefix[] = "type.googleapis.com/";
constexpr char kDomain[] = "trialmatch";
// Of serialized violations; base64 and the rest of the trailers come on top.
constexpr size_t kMaxTrailerViolationBytes = 4096;
constexpr absl::Duration kStorageRetry = absl::Milliseconds(500);

void Attach(absl::Status& status, const google::protobuf::Message& detail) {
  status.SetPayload(absl::StrCat(kTypePrefix, detail.GetDescriptor()->full_name()),
                    absl::Cord(detail.SerializeAsString()));
}

// False when the status has no such detail.
bool ReadDetail(const absl::Status& status, google::protobuf::Message& detail) {
  const absl::optional<absl::Cord> payload =
      status.GetPayload(absl::StrCat(kTypePrefix, detail.GetDescriptor()->full_name()));
  return payload && detail.ParseFromString(std::string(*payload));
}

void AttachRetry(absl::Status& status, absl::Duration delay) {
  google::rpc::RetryInfo retry;
  const int64_t nanos = absl::ToInt64Nanoseconds(delay);
  retry.mutable_retry_delay()->set_seconds(nanos / 1'000'000'000);
  retry.mutable_retry_delay()->set_nanos(static_cast<int32_t>(nanos % 1'000'000'000));
  Attach(status, retry);
}

}  // namespace

absl::Status CallError(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                       const ErrorMetadata& metadata) {
  absl::Status status(code, message);
  google::rpc::ErrorInfo info;
  info.set_reason(std::string(absl::StripPrefix(v1::ErrorReason_Name(reason), "ERROR_REASON_")));
  info.set_domain(kDomain);
  for (const auto& [key, value] : metadata) (*info.mutable_metadata())[key] = value;
  Attach(status, info);
  return status;
}

absl::Status InvalidFields(const Issues& issues) {
  google::rpc::BadRequest bad_request;
  for (const Issue& issue : issues) {
    if (issue.severity != Severity::kError) continue;
    auto* violation = bad_request.add_field_violations();
    violation->set_field(issue.field);
    violation->set_description(issue.description);
  }
  const int count = bad_request.field_violations_size();
  std::string message = count == 0 ? "the request is bad"
                                   : absl::StrCat(bad_request.field_violations(0).field(), ": ",
                                                  bad_request.field_violations(0).description());
  if (count > 1) absl::StrAppend(&message, " (and ", count - 1, " more)");
  absl::Status status =
      CallError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_INVALID_FIELDS, message);
  Attach(status, bad_request);
  return status;
}

absl::Status InvalidField(absl::string_view field, absl::string_view description) {
  return InvalidFields({Issue{std::string(field), std::string(description)}});
}

absl::Status JoinErrors(std::initializer_list<absl::Status> statuses) {
  Issues issues;
  absl::Status first;
  for (const absl::Status& status : statuses) {
    if (first.ok()) first = status;
    google::rpc::BadRequest bad_request;
    if (!ReadDetail(status, bad_request)) continue;
    for (const auto& violation : bad_request.field_violations()) {
      issues.push_back(Issue{violation.field(), violation.description()});
    }
  }
  return issues.empty() ? first : InvalidFields(issues);
}

absl::Status RetryLater(absl::StatusCode code, v1::ErrorReason reason, absl::string_view message,
                        absl::Duration delay) {
  absl::Status status = CallError(code, reason, message);
  AttachRetry(status, delay);
  return status;
}

absl::Status FromStorage(const absl::Status& status, absl::string_view trial) {
  const ErrorMetadata metadata = {{"trial", std::string(trial)}};
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return status;
    case absl::StatusCode::kNotFound:
      return CallError(status.code(), v1::ERROR_REASON_TRIAL_NOT_FOUND,
                       absl::StrCat(trial, " does not exist"), metadata);
    case absl::StatusCode::kAlreadyExists:
      return CallError(status.code(), v1::ERROR_REASON_TRIAL_ALREADY_EXISTS,
                       absl::StrCat(trial, " exists already"), metadata);
    case absl::StatusCode::kAborted:
      return CallError(status.code(), v1::ERROR_REASON_ETAG_MISMATCH,
                       absl::StrCat(trial, " has another etag: read it again"), metadata);
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
      return RetryLater(absl::StatusCode::kUnavailable, v1::ERROR_REASON_STORAGE, status.message(),
                        kStorageRetry);
    default:
      return CallError(absl::StatusCode::kInternal, v1::ERROR_REASON_STORAGE, status.message());
  }
}

absl::Status WithinTrailer(const absl::Status& status) {
  google::rpc::BadRequest all;
  google::rpc::ErrorInfo info;
  if (!ReadDetail(status, all) || all.ByteSizeLong() <= kMaxTrailerViolationBytes) return status;
  google::rpc::BadRequest kept;
  size_t bytes = 0;
  for (auto& violation : *all.mutable_field_violations()) {
    bytes += violation.ByteSizeLong() + 4;
    if (bytes > kMaxTrailerViolationBytes) break;
    kept.add_field_violations()->Swap(&violation);
  }
  absl::Status shortened = status;
  Attach(shortened, kept);
  if (ReadDetail(status, info)) {
    (*info.mutable_metadata())["violations_left_out"] =
        absl::StrCat(all.field_violations_size() - kept.field_violations_size());
    Attach(shortened, info);
  }
  return shortened;
}

google::rpc::Status ToRpcStatus(const absl::Status& status) {
  google::rpc::Status rpc;
  rpc.set_code(static_cast<int>(status.code()));
  rpc.set_message(std::string(status.message()));
  // The payloads come in no fixed order; the same error shall give the same bytes.
  std::map<std::string, std::string> details;
  status.ForEachPayload([&](absl::string_view type, const absl::Cord& payload) {
    details.emplace(std::string(type), std::string(payload));
  });
  for (const auto& [type, payload] : details) {
    auto* detail = rpc.add_details();
    detail->set_type_url(type);
    detail->set_value(payload);
  }
  return rpc;
}

}  // namespace trialmatch
