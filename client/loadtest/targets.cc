#include "client/loadtest/targets.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/notification.h"
#include "absl/time/time.h"
#include "client/input/document_reader.h"
#include "client/input/parse_message.h"
#include "client/loadtest/echo_server.h"
#include "client/rpc/unary_call.h"
#include "grpcpp/support/slice.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client::loadtest {
namespace {

grpc::ByteBuffer Bytes(const google::protobuf::MessageLite& message) {
  const grpc::Slice slice(message.SerializeAsString());
  return grpc::ByteBuffer(&slice, 1);
}

Prepared MatchRequests(const Material& material) {
  Prepared prepared{.path = "/trialmatch.v1.EligibilityService/MatchTrials"};
  v1::MatchTrialsRequest request = material.match;
  for (const v1::Patient& patient : material.patients) {
    *request.mutable_patient() = patient;
    prepared.requests.push_back(Bytes(request));
  }
  return prepared;
}

Prepared CheckRequests(const Material& material) {
  Prepared prepared{.path = "/trialmatch.v1.EligibilityService/CheckEligibility"};
  v1::CheckEligibilityRequest request;
  *request.mutable_options() = material.match.options();
  request.set_explanation(material.match.explanation());
  request.add_trials();
  for (size_t i = 0; i < std::max(material.patients.size(), material.trials.size()); ++i) {
    *request.mutable_patient() = material.patients[i % material.patients.size()];
    request.set_trials(0, material.trials[i % material.trials.size()]);
    prepared.requests.push_back(Bytes(request));
  }
  return prepared;
}

Prepared ListRequests(const Material& material) {
  Prepared prepared{.path = "/trialmatch.v1.TrialService/ListTrials"};
  v1::ListTrialsRequest request;
  *request.mutable_filter() = material.match.filter();
  request.set_page_size(material.match.page_size());
  prepared.requests.push_back(Bytes(request));
  return prepared;
}

Prepared GetRequests(const Material& material) {
  Prepared prepared{.path = "/trialmatch.v1.TrialService/GetTrial"};
  v1::GetTrialRequest request;
  for (const std::string& trial : material.trials) {
    request.set_name(trial);
    prepared.requests.push_back(Bytes(request));
  }
  return prepared;
}

// Opening and patients of StreamMatches or ScreenPatients.
template <typename Request>
Prepared StreamRequests(const std::string& path, const Request& opening, const Material& material) {
  Prepared prepared{.path = path, .streamed = true, .opening = Bytes(opening), .item_errors = true};
  Request request;
  for (const v1::Patient& patient : material.patients) {
    request.mutable_patient()->set_key(absl::StrCat(prepared.requests.size()));
    *request.mutable_patient()->mutable_patient() = patient;
    prepared.requests.push_back(Bytes(request));
  }
  return prepared;
}

Prepared StreamMatchesRequests(const Material& material) {
  v1::StreamMatchesRequest request;
  v1::StreamMatchesOpening& opening = *request.mutable_opening();
  *opening.mutable_filter() = material.match.filter();
  opening.set_scope(material.match.scope());
  *opening.mutable_options() = material.match.options();
  opening.set_explanation(material.match.explanation());
  opening.set_page_size(material.match.page_size());
  return StreamRequests("/trialmatch.v1.EligibilityService/StreamMatches", request, material);
}

Prepared ScreenRequests(const Material& material) {
  v1::ScreenPatientsRequest request;
  v1::ScreenPatientsOpening& opening = *request.mutable_opening();
  opening.add_trials(material.trials.front());
  *opening.mutable_options() = material.match.options();
  opening.set_explanation(material.match.explanation());
  return StreamRequests("/trialmatch.v1.EligibilityService/ScreenPatients", request, material);
}

Prepared RequestsOf(Method method, const Material& material) {
  switch (method) {
    case Method::kMatch:
      return MatchRequests(material);
    case Method::kCheck:
      return CheckRequests(material);
    case Method::kList:
      return ListRequests(material);
    case Method::kGet:
      return GetRequests(material);
    case Method::kStream:
      return StreamMatchesRequests(material);
    case Method::kScreen:
      return ScreenRequests(material);
  }
  return {};
}

}  // namespace

absl::StatusOr<std::vector<v1::Patient>> ReadPatients(const std::vector<std::string>& paths,
                                                      std::istream& standard_input) {
  DocumentReader reader(standard_input);
  const absl::Status found = reader.Add(paths);
  if (!found.ok()) return found;
  std::vector<v1::Patient> patients;
  while (auto next = reader.Next()) {
    if (!next->ok()) return next->status();
    absl::StatusOr<v1::Patient> patient = ParsePatient((*next)->document);
    if (!patient.ok()) return patient.status();
    if (patients.size() == kMostPatients) {
      return absl::InvalidArgumentError(absl::StrCat("there are more than ", kMostPatients, " patients"));
    }
    patients.push_back(*std::move(patient));
  }
  if (patients.empty()) return absl::InvalidArgumentError("there are no patients in what --patients names");
  return patients;
}

google::rpc::Status ListTrialNames(const std::shared_ptr<grpc::Channel>& channel,
                                   const v1::TrialFilter& filter, Nanos timeout,
                                   std::vector<std::string>& names) {
  const auto stub = v1::TrialService::NewStub(channel);
  v1::ListTrialsRequest request;
  *request.mutable_filter() = filter;
  request.set_page_size(1000);
  request.mutable_read_mask()->add_paths("name");
  v1::ListTrialsResponse response;
  google::rpc::Status error =
      CallRead(*stub, &v1::TrialService::Stub::ListTrials, request, response, absl::Nanoseconds(timeout));
  for (const v1::Trial& trial : response.trials()) names.push_back(trial.name());
  if (error.code() == 0 && names.empty()) {
    error.set_code(static_cast<int>(absl::StatusCode::kNotFound));
    error.set_message("the server has no trials to ask for");
  }
  return error;
}

std::vector<Target> MakeTargets(const std::vector<Share>& mix, const Material& material) {
  std::vector<Target> targets;
  for (const Share& share : mix) {
    targets.push_back({.method = share.method, .requests = RequestsOf(share.method, material), .echo = {}});
  }
  return targets;
}

google::rpc::Status Probe(Line& line, Nanos timeout, Target& target) {
  absl::Notification done;
  Outcome outcome;
  const Nanos deadline = Now() + timeout;
  line.Send(target.requests, 0, deadline, [&](const Outcome& ended) {
    outcome = ended;
    done.Notify();
  });
  while (!done.WaitForNotificationWithTimeout(absl::Milliseconds(100))) line.Expire(Now());
  if (outcome.status.ok()) {
    target.echo.streamed = target.requests.streamed;
    target.echo.path = target.requests.streamed ? EchoServer::kStream : EchoServer::kOnce;
    target.echo.requests = {outcome.answer};
  }
  return ToRpcStatus(outcome.status);
}

}  // namespace trialmatch::client::loadtest
