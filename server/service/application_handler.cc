#include "service/application_handler.h"

#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "service/call_error.h"
#include "service/page_token.h"
#include "wire/limits.h"
#include "wire/resource_name.h"

namespace trialmatch {
namespace {

void WriteTime(absl::Time time, google::protobuf::Timestamp& stamp) {
  const int64_t micros = absl::ToUnixMicros(time);
  stamp.set_seconds(absl::ToUnixSeconds(time));
  stamp.set_nanos(static_cast<int32_t>((micros - stamp.seconds() * 1'000'000) * 1'000));
}

void WriteApplication(const Application& application, v1::Application& message) {
  message.set_name(ApplicationName(application.application_id));
  message.set_trial(TrialName(application.trial_id));
  message.set_applicant_reference(application.applicant);
  message.set_state(application.state == ApplicationState::kActive ? v1::APPLICATION_STATE_ACTIVE
                                                                   : v1::APPLICATION_STATE_WITHDRAWN);
  WriteTime(application.apply_time, *message.mutable_apply_time());
  if (application.withdraw_time) WriteTime(*application.withdraw_time, *message.mutable_withdraw_time());
}

absl::Status FromStore(const absl::Status& status, const std::string& name) {
  if (!absl::IsNotFound(status)) return FromStorage(status, "the application");
  return CallError(absl::StatusCode::kNotFound, v1::ERROR_REASON_APPLICATION_NOT_FOUND,
                   "the application does not exist", {{"application", name}});
}

absl::StatusOr<std::string> ReadName(const std::string& name) {
  const std::optional<std::string> id = ApplicationIdOf(name);
  if (!id) return InvalidField("name", "must be \"applications/{id}\"");
  return *id;
}

Issues CheckApply(const v1::ApplyRequest& request) {
  Issues issues;
  if (!TrialIdOf(request.trial())) issues.push_back({"trial", "must be \"trials/{id}\""});
  const size_t length = request.applicant_reference().size();
  if (length == 0 || length > kMaxApplicantBytes) {
    issues.push_back({"applicant_reference", absl::StrCat("must have 1 to ", kMaxApplicantBytes, " bytes")});
  }
  if (request.request_id().size() > kMaxRequestIdBytes) {
    issues.push_back({"request_id", absl::StrCat("must have at most ", kMaxRequestIdBytes, " bytes")});
  }
  return issues;
}

absl::StatusOr<ApplicationListRequest> ReadList(const v1::ListApplicationsRequest& request) {
  ApplicationListRequest list;
  if (!request.trial().empty()) {
    list.trial_id = TrialIdOf(request.trial());
    if (!list.trial_id) return InvalidField("trial", "must be \"trials/{id}\"");
  }
  switch (request.state()) {
    case v1::APPLICATION_STATE_UNSPECIFIED:
      break;
    case v1::APPLICATION_STATE_ACTIVE:
      list.state = ApplicationState::kActive;
      break;
    case v1::APPLICATION_STATE_WITHDRAWN:
      list.state = ApplicationState::kWithdrawn;
      break;
    default:
      return InvalidField("state", "is not a state that this version knows");
  }
  return list;
}

}  // namespace

absl::Status ApplicationHandler::Apply(const v1::ApplyRequest& request, const CallContext& call,
                                       v1::ApplyResponse& response) {
  const Issues issues = CheckApply(request);
  if (!issues.empty()) return InvalidFields(issues);
  const std::string trial_id = *TrialIdOf(request.trial());
  if (!catalog_.Current()->Find(trial_id)) return FromStorage(absl::NotFoundError(""), request.trial());
  const absl::StatusOr<ApplyResult> applied =
      store_.Apply(trial_id, request.applicant_reference(), request.request_id(), call.start_time());
  if (!applied.ok()) return FromStorage(applied.status(), request.trial());
  WriteApplication(applied->application, *response.mutable_application());
  response.set_created(applied->created);
  return absl::OkStatus();
}

absl::Status ApplicationHandler::Withdraw(const v1::WithdrawRequest& request, const CallContext& call,
                                          v1::WithdrawResponse& response) {
  const absl::StatusOr<std::string> id = ReadName(request.name());
  if (!id.ok()) return id.status();
  const absl::StatusOr<Application> withdrawn = store_.Withdraw(*id, call.start_time());
  if (!withdrawn.ok()) return FromStore(withdrawn.status(), request.name());
  WriteApplication(*withdrawn, *response.mutable_application());
  return absl::OkStatus();
}

absl::Status ApplicationHandler::Get(const v1::GetApplicationRequest& request,
                                     v1::GetApplicationResponse& response) const {
  const absl::StatusOr<std::string> id = ReadName(request.name());
  if (!id.ok()) return id.status();
  const absl::StatusOr<Application> found = store_.Get(*id);
  if (!found.ok()) return FromStore(found.status(), request.name());
  WriteApplication(*found, *response.mutable_application());
  return absl::OkStatus();
}

absl::Status ApplicationHandler::List(const v1::ListApplicationsRequest& request,
                                      v1::ListApplicationsResponse& response) const {
  const absl::StatusOr<int> page_size = PageSize(request.page_size());
  if (!page_size.ok()) return page_size.status();
  absl::StatusOr<ApplicationListRequest> list = ReadList(request);
  if (!list.ok()) return list.status();
  const std::string hash = RequestHash(request);
  if (!request.page_token().empty()) {
    const absl::StatusOr<PageToken> token = DecodePageToken(request.page_token(), hash);
    if (!token.ok()) return token.status();
    list->after_id = token->after;
  }
  list->limit = *page_size + 1;  // one more tells whether there is another page
  const absl::StatusOr<ApplicationPage> page = store_.List(*list);
  if (absl::IsInvalidArgument(page.status()))
    return InvalidPageToken("names an application that is not there");
  if (!page.ok()) return FromStorage(page.status(), "the applications");
  for (const Application& application : page->applications) {
    if (response.applications_size() == *page_size) {
      PageToken next;
      next.request_hash = hash;
      next.after = ApplicationIdOf(response.applications(*page_size - 1).name()).value_or("");
      response.set_next_page_token(EncodePageToken(next));
      break;
    }
    WriteApplication(application, *response.add_applications());
  }
  return absl::OkStatus();
}

}  // namespace trialmatch
