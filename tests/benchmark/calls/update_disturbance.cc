#include "tests/benchmark/calls/update_disturbance.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/targets.h"
#include "tests/benchmark/bench/cpu_clock.h"
#include "tests/benchmark/calls/trial_updates.h"

namespace trialmatch::bench {
namespace {

using client::loadtest::kSecond;
using client::loadtest::Method;
using client::loadtest::Nanos;
using client::loadtest::Results;
using client::loadtest::RunPlan;
using client::loadtest::SleepUntil;

constexpr Nanos kTimeout = 30 * kSecond;
constexpr Nanos kWarmup = kSecond;
// How long capacity is looked for.
constexpr Nanos kFullLoad = 2 * kSecond;
// Of updates before a compaction: then there is something to tidy up.
constexpr Nanos kUpdatesBefore = 2 * kSecond;
// A compaction takes longer beside calls than it does alone.
constexpr Nanos kCompactionRoom = 3;
// Fewer updates than this share of what was meant are not the load that the figure is about.
constexpr double kLeastUpdates = 0.95;

double Millis(Nanos nanos) { return static_cast<double>(nanos) / 1e6; }

}  // namespace

absl::StatusOr<UpdateDisturbance::Targets> UpdateDisturbance::MakeTargets(uint64_t first_patient) {
  absl::StatusOr<std::vector<AskedPatient>> patients = calls_.Ask(first_patient);
  if (!patients.ok()) return patients.status();
  client::loadtest::Material material;
  *material.match.mutable_options() = patients->front().options;
  for (AskedPatient& patient : *patients) material.patients.push_back(std::move(patient.message));
  return client::loadtest::MakeTargets(plan_.mix, material);
}

absl::StatusOr<Results> UpdateDisturbance::Load(const RunPlan& plan, Targets targets) {
  client::loadtest::Lines lines(server_->address(), 1, true);
  if (!lines.Connect(kTimeout)) return absl::UnavailableError("no connection to the server");
  for (client::loadtest::Target& target : targets) {
    const google::rpc::Status probed = Probe(*lines.server().front(), kTimeout, target);
    if (probed.code() != 0) return absl::UnavailableError(absl::StrCat("a call failed: ", probed.message()));
  }
  Results results = RunLoad(plan, targets, lines, [](const auto&, Nanos) {});
  for (const auto& [code, calls] : results.all.codes) {
    if (code == grpc::StatusCode::OK) continue;
    return absl::UnavailableError(absl::StrCat(calls, " calls failed with code ", code));
  }
  return results;
}

absl::Status UpdateDisturbance::Prepare() {
  const absl::StatusOr<CorpusServer*> server = calls_.Server();
  if (!server.ok()) return server.status();
  server_ = *server;
  const absl::StatusOr<Targets> targets = MakeTargets(World::kWarmPatients);
  if (!targets.ok()) return targets.status();
  RunPlan full;
  full.concurrency = static_cast<int>(2 * std::max(1u, std::thread::hardware_concurrency()));
  full.warmup = kWarmup;
  full.duration = kFullLoad;
  const absl::StatusOr<Results> results = Load(full, *targets);
  if (!results.ok()) return results.status();
  capacity_ = results->achieved;
  Nanos compaction = 0;
  {
    TrialUpdates updates(calls_.world().corpus(), server_->address(), calls_.world().setup().trials, 0);
    SleepUntil(WallClock() + kUpdatesBefore);
    updates.Stop();
    updates_ = static_cast<uint64_t>(updates.done());
    const Nanos began = WallClock();
    if (absl::Status status = server_->Compact(); !status.ok()) return status;
    compaction = WallClock() - began;
  }
  plan_.rate = std::max(1.0, capacity_ / 2);
  plan_.warmup = kWarmup;
  const double calls = static_cast<double>(calls_.world().setup().window_calls);
  plan_.duration = std::max(static_cast<Nanos>(calls / plan_.rate * 1e9) + 1,
                            kUpdatesBefore + kCompactionRoom * compaction + kSecond);
  return absl::OkStatus();
}

absl::StatusOr<UpdateDisturbance::Tail> UpdateDisturbance::Window(const Targets& targets) {
  const absl::StatusOr<Results> results = Load(plan_, targets);
  if (!results.ok()) return results.status();
  return Tail{Millis(results->all.latency.Percentile(0.99)),
              Millis(results->control->latency.Percentile(0.99))};
}

absl::StatusOr<UpdateDisturbance::Tail> UpdateDisturbance::DisturbedWindow(const Targets& targets) {
  TrialUpdates updates(calls_.world().corpus(), server_->address(), calls_.world().setup().trials, updates_);
  const Nanos began = WallClock();
  auto compaction = std::async(std::launch::async, [this, began] {
    SleepUntil(began + kWarmup + kUpdatesBefore);
    return server_->Compact();
  });
  absl::StatusOr<Tail> tail = Window(targets);
  const double seconds = Millis(WallClock() - began) / 1e3;
  const bool compacted = compaction.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  updates.Stop();
  updates_ += static_cast<uint64_t>(updates.done() + updates.failed());
  if (absl::Status status = compaction.get(); !status.ok()) return status;
  if (updates.failed() > 0) return absl::UnavailableError("some updates failed");
  late_compactions_ += compacted ? 0 : 1;
  update_rates_.Add(static_cast<double>(updates.done()) / seconds);
  return tail;
}

absl::StatusOr<RoundValues> UpdateDisturbance::RunRound(uint64_t first_patient, RoundWatch& watch) {
  const absl::StatusOr<Targets> targets = MakeTargets(first_patient);
  if (!targets.ok()) return targets.status();
  const bool quiet_first = rounds_++ % 2 == 0;
  std::optional<absl::StatusOr<Tail>> quiet;
  watch.Start();
  if (quiet_first) quiet = Window(*targets);
  const absl::StatusOr<Tail> disturbed = DisturbedWindow(*targets);
  // What it left behind is no part of the next window, nor of what is measured beside it.
  const absl::Status tidied = server_->Compact();
  if (!quiet_first) quiet = Window(*targets);
  watch.Stop();
  for (const absl::Status& status : {quiet->status(), disturbed.status(), tidied}) {
    if (!status.ok()) return status;
  }
  quiet_.Add((*quiet)->calls);
  quiet_echoes_.Add((*quiet)->echoes);
  disturbed_.Add(disturbed->calls);
  disturbed_echoes_.Add(disturbed->echoes);
  return RoundValues{
      {"update_disturbance", (disturbed->calls / (*quiet)->calls) / (disturbed->echoes / (*quiet)->echoes)}};
}

void UpdateDisturbance::Conclude(Figures& figures) {
  std::string& reason = figures["update_disturbance"].reason;
  if (late_compactions_ > 0) {
    reason = "a compaction took longer than its window";
  } else if (update_rates_.Median() < kLeastUpdates * TrialUpdates::kPerSecond) {
    reason = absl::StrCat("only ", update_rates_.Median(), " updates a second were made");
  }
  calls_.world().Say(absl::StrCat(
      "at ", plan_.rate, " of ", capacity_, " calls a second the 99th percentile is ", quiet_.Median(),
      " ms (echo ", quiet_echoes_.Median(), "), and ", disturbed_.Median(), " ms (echo ",
      disturbed_echoes_.Median(), ") with ", update_rates_.Median(), " updates a second and a compaction"));
}

}  // namespace trialmatch::bench
