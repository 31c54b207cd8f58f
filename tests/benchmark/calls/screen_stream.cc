#include "tests/benchmark/calls/screen_stream.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/benchmark/calls/patient_exchange.h"

namespace trialmatch::bench {
namespace {

constexpr size_t kBatch = 64;
// A round, others in each.
constexpr size_t kTrials = 20;

using Exchange = PatientExchange<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>;
using Requests = std::vector<v1::ScreenPatientsRequest>;
using Answers = std::vector<v1::ScreenPatientsResponse>;

auto OpenWith(EligibilityStub& stub) {
  return [&stub](auto* context, auto* queue, void* tag) {
    return stub.AsyncScreenPatients(context, queue, tag);
  };
}

Requests MakeRequests(const std::vector<AskedPatient>& patients) {
  Requests requests;
  for (const AskedPatient& patient : patients) {
    v1::KeyedPatient& item = *requests.emplace_back().mutable_patient();
    item.set_key(absl::StrCat(requests.size()));
    *item.mutable_patient() = patient.message;
  }
  return requests;
}

// All patients in batches, untimed.
absl::StatusOr<Answers> AskAll(Exchange& stream, const Requests& requests) {
  Answers all, answers;
  for (size_t first = 0; first < requests.size(); first += kBatch) {
    const absl::Status status = stream.Ask(absl::MakeSpan(requests).subspan(first, kBatch), answers).status();
    if (!status.ok()) return status;
    all.insert(all.end(), answers.begin(), answers.end());
  }
  const bool sound = std::all_of(all.begin(), all.end(), [](const auto& answer) {
    return answer.has_response() && answer.response().matches_size() == 1;
  });
  if (!sound) return absl::InternalError("a patient was not screened");
  return all;
}

}  // namespace

absl::Status ScreenStream::Prepare() {
  reference_ = std::make_unique<ReferenceServer>();
  if (reference_->address().empty()) return absl::UnavailableError("no port for the reference server");
  const absl::StatusOr<CorpusServer*> server = calls_.Server();
  if (!server.ok()) return server.status();
  server_ = *server;
  server_stub_ = ConnectTo(server_->address());
  reference_stub_ = ConnectTo(reference_->address());
  RoundWatch watch;
  const absl::Status status = RunRound(World::kWarmPatients, watch).status();
  screens_ = echoes_ = worst_ = Samples();
  return status;
}

absl::StatusOr<ScreenStream::Micros> ScreenStream::TimeTrial(size_t trial,
                                                             const std::vector<AskedPatient>& patients) {
  const Requests requests = MakeRequests(patients);
  v1::ScreenPatientsRequest opening;
  opening.mutable_opening()->add_trials(absl::StrCat("trials/", calls_.world().corpus().MakeTrial(trial).id));
  *opening.mutable_opening()->mutable_options() = patients.front().options;
  Exchange screens(OpenWith(*server_stub_), opening), echoes(OpenWith(*reference_stub_), opening);
  absl::StatusOr<Answers> answers = AskAll(screens, requests);
  if (!answers.ok()) return answers.status();
  reference_->SetAnswers(*std::move(answers));
  if (absl::Status status = AskAll(echoes, requests).status(); !status.ok()) return status;
  Answers batch;
  Micros mean;
  for (size_t first = 0; first < requests.size(); first += kBatch) {
    const auto part = absl::MakeSpan(requests).subspan(first, kBatch);
    const absl::StatusOr<double> screen = screens.Ask(part, batch);
    if (!screen.ok()) return screen.status();
    const absl::StatusOr<double> echo = echoes.Ask(part, batch);
    if (!echo.ok()) return echo.status();
    mean.screen += *screen / static_cast<double>(requests.size());
    mean.echo += *echo / static_cast<double>(requests.size());
  }
  return mean;
}

absl::StatusOr<RoundValues> ScreenStream::RunRound(uint64_t first_patient, RoundWatch& watch) {
  const absl::StatusOr<std::vector<AskedPatient>> patients = calls_.Ask(first_patient);
  if (!patients.ok()) return patients.status();
  const size_t all = calls_.world().setup().trials, count = std::min(kTrials, all);
  Micros mean;
  double worst = 0;
  watch.Start();
  for (size_t i = 0; i < count; ++i) {
    const absl::StatusOr<Micros> micros = TimeTrial((i * (all / count) + rounds_) % all, *patients);
    if (!micros.ok()) return micros.status();
    mean.screen += micros->screen / static_cast<double>(count);
    mean.echo += micros->echo / static_cast<double>(count);
    worst = std::max(worst, micros->screen / micros->echo);
  }
  watch.Stop();
  ++rounds_;
  screens_.Add(mean.screen);
  echoes_.Add(mean.echo);
  worst_.Add(worst);
  return RoundValues{{"screen_stream_over_echo", mean.screen / mean.echo}};
}

void ScreenStream::Conclude(Figures&) {
  calls_.world().Say(absl::StrCat("a patient streamed to a trial takes ", screens_.Median(),
                                  " µs of CPU, its echo ", echoes_.Median(), "; of the dearest trial ",
                                  worst_.Median(), " times the echo"));
}

}  // namespace trialmatch::bench
