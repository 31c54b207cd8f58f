#include "tests/benchmark/calls/call_cost.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/bench/cpu_clock.h"

namespace trialmatch::bench {
namespace {

// A dearer match would hide the transport: no more of it counts, on either side.
constexpr double kMostMatchMicros = 250;
constexpr int kExplained = 50;

}  // namespace

absl::Status CallCost::Prepare() {
  reference_ = std::make_unique<ReferenceServer>();
  if (reference_->address().empty()) return absl::UnavailableError("no port for the reference server");
  const absl::StatusOr<CorpusServer*> server = calls_.Server();
  if (!server.ok()) return server.status();
  server_stub_ = ConnectTo((*server)->address());
  reference_stub_ = ConnectTo(reference_->address());
  world_.All();
  RoundWatch watch;
  return RunRound(World::kWarmPatients, watch).status();
}

absl::StatusOr<CallCost::Asked> CallCost::Ask(uint64_t first_patient) {
  absl::StatusOr<std::vector<AskedPatient>> patients = calls_.Ask(first_patient);
  if (!patients.ok()) return patients.status();
  Asked asked;
  for (AskedPatient& patient : *patients) {
    v1::MatchTrialsRequest& request = asked.requests.emplace_back();
    *request.mutable_patient() = std::move(patient.message);
    *request.mutable_options() = std::move(patient.options);
    asked.patients.push_back(std::move(patient.read));
  }
  return asked;
}

absl::StatusOr<double> CallCost::TimeCalls(const std::vector<v1::MatchTrialsRequest>& requests,
                                           std::vector<v1::MatchTrialsResponse>* answers) {
  v1::MatchTrialsResponse response;
  double sum = 0;
  for (const v1::MatchTrialsRequest& request : requests) {
    const absl::StatusOr<double> micros = TimeCall(*server_stub_, request, response);
    if (!micros.ok()) return micros;
    sum += *micros;
    if (answers != nullptr) answers->push_back(response);
  }
  return sum / static_cast<double>(requests.size());
}

absl::StatusOr<CallCost::PartMicros> CallCost::TimeParts(const Asked& asked) {
  const double count = static_cast<double>(asked.requests.size());
  v1::MatchTrialsResponse response;
  PartMicros mean;
  for (size_t i = 0; i < asked.requests.size(); ++i) {
    const absl::StatusOr<double> call = TimeCall(*server_stub_, asked.requests[i], response);
    if (!call.ok()) return call.status();
    const absl::StatusOr<double> echo = TimeCall(*reference_stub_, asked.requests[i], response);
    if (!echo.ok()) return echo.status();
    absl::StatusOr<MatchAnswer> answer;
    const int64_t nanos = CpuOf([&] { answer = world_.All().Match(asked.patients[i]); });
    if (!answer.ok()) return answer.status();
    const double match = static_cast<double>(nanos) / 1e3;
    mean.call += *call / count;
    mean.echo += *echo / count;
    mean.match += match / count;
    mean.counted += std::min(match, kMostMatchMicros) / count;
  }
  return mean;
}

absl::StatusOr<RoundValues> CallCost::RunRound(uint64_t first_patient, RoundWatch& watch) {
  absl::StatusOr<Asked> asked = Ask(first_patient);
  if (!asked.ok()) return asked.status();
  std::vector<v1::MatchTrialsResponse> answers;
  if (absl::Status status = TimeCalls(asked->requests, &answers).status(); !status.ok()) return status;
  reference_->SetAnswers(std::move(answers));
  watch.Start();
  const absl::StatusOr<PartMicros> parts = TimeParts(*asked);
  for (v1::MatchTrialsRequest& request : asked->requests) {
    request.set_explanation(v1::EXPLANATION_LEVEL_FULL);
    request.set_page_size(kExplained);
    request.set_scope(v1::MATCH_SCOPE_ALL);
  }
  const absl::StatusOr<double> explained = TimeCalls(asked->requests, nullptr);
  watch.Stop();
  for (const absl::Status& status : {parts.status(), explained.status()}) {
    if (!status.ok()) return status;
  }
  echoes_.Add(parts->echo);
  matches_.Add(parts->match);
  whole_.Add(parts->call);
  return RoundValues{{"transport_efficiency",
                      (parts->echo + parts->counted) / (parts->call - parts->match + parts->counted)},
                     {"explained_call_us", *explained}};
}

void CallCost::Conclude(Figures& figures) {
  // What the transport costs is the small difference of two large figures then.
  if (matches_.Median() > 4 * kMostMatchMicros) {
    figures["transport_efficiency"].reason =
        absl::StrCat("the match alone takes ", std::lround(matches_.Median()), " µs");
  }
  world_.Say(absl::StrCat("an echo takes ", echoes_.Median(), " µs of CPU, the match ", matches_.Median(),
                          ", a call ", whole_.Median()));
}

}  // namespace trialmatch::bench
