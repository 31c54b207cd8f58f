#include "service/eligibility_handler.h"

#include <memory>
#include <utility>
#include <vector>

#include "service/call_error.h"
#include "service/match_context.h"
#include "service/match_run.h"
#include "service/page_token.h"
#include "service/patient_stream.h"
#include "service/trial_check.h"
#include "wire/answer_writer.h"

namespace trialmatch {
namespace {

// Why a single call got no permit.
absl::Status NoPermit(const CallContext& call) {
  if (call.stopped()) return call.stop_error();
  return RetryLater(absl::StatusCode::kResourceExhausted, v1::ERROR_REASON_OVERLOADED,
                    "more matches run than the server takes at once", absl::Milliseconds(50));
}

absl::Status Unreadable() { return absl::InternalError("the request cannot be read"); }

// Where the page begins, and at which moment: the token carries both.
absl::Status ApplyPageToken(const v1::MatchTrialsRequest& request, const Snapshot& snapshot, MatchPage& page,
                            EvaluationOptions& options) {
  if (request.page_token().empty()) return absl::OkStatus();
  const absl::StatusOr<PageToken> token = DecodePageToken(request.page_token(), RequestHash(request));
  if (!token.ok()) return token.status();
  absl::Status status = CheckPageToken(*token, snapshot.revision(), snapshot.terminology().Revision());
  if (!status.ok()) return status;
  page.first = token->position;
  if (!request.options().as_of().has_instant())
    options.as_of.instant = absl::FromUnixNanos(token->as_of_nanos);
  return absl::OkStatus();
}

std::string NextToken(const v1::MatchTrialsRequest& request, const Snapshot& snapshot,
                      const EvaluationOptions& options, size_t next) {
  PageToken token;
  token.revision = snapshot.revision();
  token.terminology = std::string(snapshot.terminology().Revision());
  token.request_hash = RequestHash(request);
  token.position = next;
  token.as_of_nanos = absl::ToUnixNanos(options.as_of.instant);
  return EncodePageToken(token);
}

struct MatchPlan {
  EvaluationOptions options;
  MatchPage page;
};

// Of a MatchTrialsRequest or the opening of a stream, whose members beneath `prefix` are the same.
template <typename Message>
absl::StatusOr<MatchPlan> ReadPlan(const Message& message, const std::string& prefix,
                                   const Snapshot& snapshot, absl::Time now) {
  auto filter = ReadFilterField(message.filter(), prefix + "filter");
  const absl::StatusOr<MatchScope> scope = ReadScope(message.scope(), prefix + "scope");
  const auto options = ReadOptionsField(message.options(), prefix + "options", now, snapshot.terminology());
  const auto level = ReadLevel(message.explanation(), prefix + "explanation", v1::EXPLANATION_LEVEL_NONE);
  const absl::StatusOr<int> size = PageSize(message.page_size(), prefix + "page_size");
  absl::Status status =
      JoinErrors({filter.status(), scope.status(), options.status(), level.status(), size.status()});
  if (!status.ok()) return status;
  return MatchPlan{*options, MatchPage{*std::move(filter), *scope, *level, 0, static_cast<size_t>(*size)}};
}

void WriteIssues(const Issues& issues, google::protobuf::RepeatedPtrField<v1::ProfileIssue>& messages) {
  for (const Issue& issue : issues) *messages.Add() = WriteProfileIssue(issue);
}

absl::Status MatchPatient(const MatchInput& input, const MatchPlan& plan, const Snapshot& snapshot,
                          const TrialRegistry& registry, const CallContext& call,
                          v1::MatchTrialsResponse& response, size_t& next) {
  WriteIssues(input.warnings, *response.mutable_issues());
  return RunMatch(snapshot, registry, input.patient, plan.options, plan.page, call, response, next);
}

absl::Status CheckPatient(const MatchInput& input, const CheckPlan& plan, const Snapshot& snapshot,
                          absl::Span<const StoredTrial> trials, const CallContext& call,
                          v1::CheckEligibilityResponse& response) {
  WriteIssues(input.warnings, *response.mutable_issues());
  return RunCheck(snapshot, trials, input.patient, plan, call, response);
}

}  // namespace

absl::Status EligibilityHandler::Check(absl::FunctionRef<const v1::CheckEligibilityRequest*()> read,
                                       const CallContext& call,
                                       v1::CheckEligibilityResponse& response) const {
  const MatchLimiter::Permit permit = limiter_.AcquireSingle(call);
  if (!permit) return NoPermit(call);
  const v1::CheckEligibilityRequest* const received = read();
  if (received == nullptr) return Unreadable();
  const v1::CheckEligibilityRequest& request = *received;
  const std::shared_ptr<const Snapshot> snapshot = registry_.catalog().Current();
  const absl::StatusOr<CheckPlan> plan =
      ReadCheckPlan(request, "", v1::EXPLANATION_LEVEL_FULL, *snapshot, call.start_time());
  const absl::StatusOr<MatchInput> input = ReadPatientField(request.patient(), snapshot->terminology());
  if (absl::Status status = JoinErrors({input.status(), plan.status()}); !status.ok()) return status;
  const absl::StatusOr<std::vector<StoredTrial>> trials = ReadPlanned(*snapshot, registry_, *plan, call);
  if (!trials.ok()) return trials.status();
  return CheckPatient(*input, *plan, *snapshot, *trials, call, response);
}

absl::Status EligibilityHandler::Match(absl::FunctionRef<const v1::MatchTrialsRequest*()> read,
                                       const CallContext& call, v1::MatchTrialsResponse& response) const {
  const MatchLimiter::Permit permit = limiter_.AcquireSingle(call);
  if (!permit) return NoPermit(call);
  const v1::MatchTrialsRequest* const received = read();
  if (received == nullptr) return Unreadable();
  const v1::MatchTrialsRequest& request = *received;
  const std::shared_ptr<const Snapshot> snapshot = registry_.catalog().Current();
  absl::StatusOr<MatchPlan> plan = ReadPlan(request, "", *snapshot, call.start_time());
  const absl::StatusOr<MatchInput> input = ReadPatientField(request.patient(), snapshot->terminology());
  absl::Status status = JoinErrors({input.status(), plan.status()});
  if (!status.ok()) return status;
  status = ApplyPageToken(request, *snapshot, plan->page, plan->options);
  if (!status.ok()) return status;
  size_t next = 0;
  status = MatchPatient(*input, *plan, *snapshot, registry_, call, response, next);
  if (status.ok() && next > 0) {
    response.set_next_page_token(NextToken(request, *snapshot, plan->options, next));
  }
  return status;
}

absl::Status EligibilityHandler::StreamMatches(
    MessageStream<v1::StreamMatchesRequest, v1::StreamMatchesResponse>& stream,
    const CallContext& call) const {
  std::shared_ptr<const Snapshot> snapshot;
  absl::StatusOr<MatchPlan> plan = absl::InternalError("no opening yet");
  const auto open = [&](const v1::StreamMatchesRequest& request) {
    snapshot = registry_.catalog().Current();
    plan = ReadPlan(request.opening(), "opening.", *snapshot, call.start_time());
    return plan.status();
  };
  const auto answer = [&](const v1::Patient& patient, v1::StreamMatchesResponse& response) {
    const absl::StatusOr<MatchInput> input = ReadPatientField(patient, snapshot->terminology());
    if (!input.ok()) return input.status();
    response.mutable_response()->Clear();
    size_t next = 0;
    return MatchPatient(*input, *plan, *snapshot, registry_, call, *response.mutable_response(), next);
  };
  return PatientStream(stream, call, limiter_).Serve(open, answer);
}

absl::Status EligibilityHandler::ScreenPatients(
    MessageStream<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>& stream,
    const CallContext& call) const {
  std::shared_ptr<const Snapshot> snapshot;
  absl::StatusOr<CheckPlan> plan = absl::InternalError("no opening yet");
  absl::StatusOr<std::vector<StoredTrial>> trials = absl::InternalError("no opening yet");
  const auto open = [&](const v1::ScreenPatientsRequest& request) {
    snapshot = registry_.catalog().Current();
    plan = ReadCheckPlan(request.opening(), "opening.", v1::EXPLANATION_LEVEL_NONE, *snapshot,
                         call.start_time());
    if (!plan.ok()) return plan.status();
    trials = ReadPlanned(*snapshot, registry_, *plan, call);
    return trials.status();
  };
  const auto answer = [&](const v1::Patient& patient, v1::ScreenPatientsResponse& response) {
    const absl::StatusOr<MatchInput> input = ReadPatientField(patient, snapshot->terminology());
    if (!input.ok()) return input.status();
    response.mutable_response()->Clear();
    return CheckPatient(*input, *plan, *snapshot, *trials, call, *response.mutable_response());
  };
  return PatientStream(stream, call, limiter_).Serve(open, answer);
}

}  // namespace trialmatch
