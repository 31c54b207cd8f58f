#include "tests/benchmark/calls/batch_gain.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "tests/benchmark/calls/patient_exchange.h"

namespace trialmatch::bench {
namespace {

constexpr size_t kBatch = 64;

using Exchange = PatientExchange<v1::StreamMatchesRequest, v1::StreamMatchesResponse>;

// The same patients in both forms, with what both were answered.
struct Asked {
  v1::StreamMatchesRequest opening;
  std::vector<v1::MatchTrialsRequest> calls;
  std::vector<v1::StreamMatchesRequest> items;
  std::vector<v1::MatchTrialsResponse> answers;
};

Asked MakeRequests(const std::vector<AskedPatient>& patients) {
  Asked asked;
  *asked.opening.mutable_opening()->mutable_options() = patients.front().options;
  for (const AskedPatient& patient : patients) {
    v1::MatchTrialsRequest& call = asked.calls.emplace_back();
    *call.mutable_patient() = patient.message;
    *call.mutable_options() = patients.front().options;
    v1::KeyedPatient& item = *asked.items.emplace_back().mutable_patient();
    item.set_key(absl::StrCat(asked.items.size()));
    *item.mutable_patient() = patient.message;
  }
  asked.answers.resize(asked.calls.size());
  return asked;
}

// Microseconds of CPU of the calls of some patients, whose answers are kept.
absl::StatusOr<double> TimeUnary(EligibilityStub& stub, Asked& asked, size_t first, size_t count) {
  double sum = 0;
  for (size_t i = first; i < first + count; ++i) {
    const absl::StatusOr<double> micros = TimeCall(stub, asked.calls[i], asked.answers[i]);
    if (!micros.ok()) return micros;
    sum += *micros;
  }
  return sum;
}

// Whether a batch was answered as the calls were.
bool AreSame(const Asked& asked, size_t first, const std::vector<v1::StreamMatchesResponse>& batch) {
  for (size_t i = 0; i < batch.size(); ++i) {
    v1::MatchTrialsResponse call = asked.answers[first + i];
    call.clear_next_page_token();  // of which a stream has none
    if (batch[i].response().SerializeAsString() != call.SerializeAsString()) return false;
  }
  return true;
}

}  // namespace

absl::Status BatchGain::Prepare() {
  const absl::StatusOr<CorpusServer*> server = calls_.Server();
  if (!server.ok()) return server.status();
  server_ = *server;
  stub_ = ConnectTo(server_->address());
  RoundWatch watch;
  const absl::Status status = RunRound(World::kWarmPatients, watch).status();
  unary_ = batched_ = Samples();
  return status;
}

absl::StatusOr<RoundValues> BatchGain::RunRound(uint64_t first_patient, RoundWatch& watch) {
  const absl::StatusOr<std::vector<AskedPatient>> patients = calls_.Ask(first_patient);
  if (!patients.ok()) return patients.status();
  Asked asked = MakeRequests(*patients);
  const size_t size = asked.calls.size();
  // Trials that were not read from the store before would be paid for by who comes first.
  if (absl::Status status = TimeUnary(*stub_, asked, 0, size).status(); !status.ok()) return status;
  const auto open = [this](auto* context, auto* queue, void* tag) {
    return stub_->AsyncStreamMatches(context, queue, tag);
  };
  Exchange stream(open, asked.opening);
  std::vector<v1::StreamMatchesResponse> answers;
  double unary = 0, batched = 0;
  watch.Start();
  for (size_t first = 0; first < size; first += kBatch) {
    const size_t count = std::min(kBatch, size - first);
    const absl::StatusOr<double> calls = TimeUnary(*stub_, asked, first, count);
    const absl::StatusOr<double> batch =
        stream.Ask(absl::MakeSpan(asked.items).subspan(first, count), answers);
    for (const absl::Status& status : {calls.status(), batch.status()}) {
      if (!status.ok()) return status;
    }
    if (!AreSame(asked, first, answers)) return absl::InternalError("a stream answers what a call does not");
    unary += *calls / static_cast<double>(size);
    batched += *batch / static_cast<double>(size);
  }
  watch.Stop();
  unary_.Add(unary);
  batched_.Add(batched);
  return RoundValues{{"batch_gain", unary / batched}};
}

void BatchGain::Conclude(Figures&) {
  calls_.world().Say(absl::StrCat("a patient takes ", unary_.Median(), " µs of CPU in a call of its own, ",
                                  batched_.Median(), " in a batch"));
}

}  // namespace trialmatch::bench
