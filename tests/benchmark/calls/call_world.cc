#include "tests/benchmark/calls/call_world.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/grpcpp.h"
#include "tests/benchmark/bench/cpu_clock.h"
#include "tests/benchmark/calls/patient_message.h"
#include "wire/issue_sink.h"
#include "wire/options_reader.h"
#include "wire/patient_reader.h"

namespace trialmatch::bench {
namespace {

bool IsSound(const IssueSink& sink) {
  return std::none_of(sink.issues().begin(), sink.issues().end(),
                      [](const Issue& issue) { return issue.severity == Severity::kError; });
}

}  // namespace

absl::StatusOr<CorpusServer*> CallWorld::Server() {
  if (server_ == nullptr) {
    absl::StatusOr<std::unique_ptr<CorpusServer>> server =
        CorpusServer::Start(world_.corpus(), world_.setup().trials);
    if (!server.ok()) return server.status();
    server_ = *std::move(server);
    world_.Say("a server with all trials is ready");
  }
  return server_.get();
}

absl::StatusOr<std::vector<AskedPatient>> CallWorld::Ask(uint64_t first_patient) {
  std::vector<AskedPatient> asked;
  for (const CorpusPatient& made : world_.Patients(first_patient)) {
    AskedPatient one;
    *one.message.mutable_profile() = PatientMessage(made.patient);
    one.options = OptionsMessage(made.options);
    IssueSink sink("");
    one.read.patient = ReadPatient(one.message, sink);
    one.read.options = ReadOptions(one.options, absl::Now(), sink);
    if (IsSound(sink)) asked.push_back(std::move(one));
  }
  if (asked.empty()) return absl::FailedPreconditionError("no patient of the round is sound");
  return asked;
}

std::unique_ptr<EligibilityStub> ConnectTo(const std::string& address) {
  return v1::EligibilityService::NewStub(grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
}

absl::StatusOr<double> TimeCall(EligibilityStub& stub, const v1::MatchTrialsRequest& request,
                                v1::MatchTrialsResponse& response) {
  const int64_t began = ProcessCpu();
  grpc::ClientContext context;
  const grpc::Status status = stub.MatchTrials(&context, request, &response);
  const int64_t nanos = ProcessCpu() - began;
  if (!status.ok()) return absl::UnavailableError(absl::StrCat("a call failed: ", status.error_message()));
  return static_cast<double>(nanos) / 1e3;
}

}  // namespace trialmatch::bench
