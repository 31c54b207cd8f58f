#include "client/loadtest/setup.h"

#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "client/options/filter_flags.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"

namespace trialmatch::client::loadtest {
namespace {

constexpr char kSchedule[] = "Schedule (one of the first three is required)";
constexpr char kRequests[] = "Requests";
constexpr char kVerdict[] = "Verdict";

absl::StatusOr<double> ParseRate(const std::string& text) {
  double rate = 0;
  if (absl::SimpleAtod(text, &rate) && rate >= 0.1 && rate <= 1e6) return rate;
  return absl::InvalidArgumentError("\"" + text + "\" is no number of calls a second from 0.1 to 1000000");
}

absl::StatusOr<Arrivals> ParseArrivals(const std::string& text) {
  if (text == "constant") return Arrivals::kConstant;
  if (text == "poisson") return Arrivals::kPoisson;
  return absl::InvalidArgumentError("\"" + text + "\" is none of constant, poisson");
}

absl::StatusOr<Nanos> ParseSpan(const std::string& text) {
  const auto span = ParseTimeout(text);
  if (!span.ok()) return absl::InvalidArgumentError("\"" + text + "\" is no time such as 30s, 2m or 500ms");
  return absl::ToInt64Nanoseconds(*span);
}

absl::StatusOr<std::vector<Condition>> ParseConditions(const std::string& text) {
  std::vector<Condition> conditions;
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    auto condition = Condition::Parse(part);
    if (!condition.ok()) return condition.status();
    conditions.push_back(*std::move(condition));
  }
  return conditions;
}

void AddScheduleFlags(CLI::App& app, Setup& setup) {
  RunPlan& plan = setup.plan;
  AddParsedFlag(
      app, "--rate", ParseRate, [&plan](double rate) { plan.rate = rate; },
      "Open loop: calls a second, whatever the server does; latency counts from the intended start. "
      "With --find-rate, where to begin (default 100)")
      ->type_name("N")
      ->group(kSchedule);
  app.add_option("--concurrency", plan.concurrency, "Closed loop: callers that wait for their answers")
      ->type_name("N")
      ->check(CLI::Range(1, 10'000))
      ->group(kSchedule);
  AddParsedFlag(
      app, "--find-rate", ParseConditions,
      [&setup](const std::vector<Condition>& conditions) { setup.find_rate = conditions; },
      "Open loops one after the other: the highest rate at which these hold, within 5%")
      ->type_name("CONDITION,...")
      ->group(kSchedule);
  AddParsedFlag(
      app, "--max-rate", ParseRate, [&setup](double rate) { setup.most_rate = rate; },
      "Of --find-rate (default 100000)")
      ->type_name("N")
      ->group(kSchedule);
  AddParsedFlag(
      app, "--arrivals", ParseArrivals, [&plan](Arrivals arrivals) { plan.arrivals = arrivals; },
      "Of the open loop: evenly spaced (default), or independent of each other")
      ->type_name("constant|poisson")
      ->group(kSchedule);
  AddParsedFlag(
      app, "--duration", ParseSpan, [&plan](Nanos span) { plan.duration = span; },
      "Of what is measured (default 10s); with --find-rate, of each try")
      ->type_name("TIME")
      ->group(kSchedule);
  AddParsedFlag(
      app, "--warmup", ParseSpan, [&plan](Nanos span) { plan.warmup = span; },
      "Calls before that, which do not count (default 2s)")
      ->type_name("TIME")
      ->group(kSchedule);
  app.add_option("--connections", setup.connections, "Connections to the server, used in turn (default 1)")
      ->type_name("N")
      ->check(CLI::Range(1, 1000))
      ->group(kSchedule);
  app.add_option("--max-in-flight", plan.most_in_flight,
                 "Open loop: calls beyond so many wait, and are counted as held (default 10000)")
      ->type_name("N")
      ->check(CLI::Range(1, 1'000'000))
      ->group(kSchedule);
  app.add_option("--control", plan.control_every,
                 "An echo after each N-th call tells the machine from the server (default 4; 0: none)")
      ->type_name("N")
      ->check(CLI::Range(0, 1'000'000))
      ->group(kSchedule);
  app.add_option("--seed", plan.seed, "Of arrivals, mix and shuffle (default 1)")
      ->type_name("N")
      ->group(kSchedule);
}

void AddRequestFlags(CLI::App& app, Setup& setup) {
  v1::MatchTrialsRequest& match = setup.match;
  AddParsedFlag(
      app, "--mix", ParseMix, [&setup](const std::vector<Share>& mix) { setup.plan.mix = mix; },
      "Methods and weights of match, check, list, get, stream (items of StreamMatches) and screen (items of "
      "ScreenPatients), e.g. match=8,check=1,list=1 (default match)")
      ->type_name("METHOD=N,...")
      ->group(kRequests);
  app.add_option("--patients", setup.patients,
                 "Files, folders, JSON lines or - (JSON lines) of patients, used in turn")
      ->type_name("PATH")
      ->group(kRequests);
  app.add_option("--trial", setup.trials,
                 "Trials for check, get and (the first) screen; default: the first 1000 of the server")
      ->type_name("TRIAL")
      ->group(kRequests);
  app.add_flag("--shuffle", setup.shuffle, "Patients and trials in an order that the seed decides")
      ->group(kRequests);
  AddParsedFlag(
      app, "--scope",
      [](const std::string& word) { return ParseEnumWord(*v1::MatchScope_descriptor(), word); },
      [&match](int scope) { match.set_scope(static_cast<v1::MatchScope>(scope)); }, "Of match and stream")
      ->type_name("related|all")
      ->group(kRequests);
  AddParsedFlag(
      app, "--page-size", ParsePageSize, [&match](int size) { match.set_page_size(size); },
      "Of match, stream and list, 1 to 1000 (default 50)")
      ->type_name("N")
      ->group(kRequests);
}

// `--mix` has no such series, or the schedule no such figure.
void CheckCondition(const std::string& flag, const Condition& condition, const Setup& setup, bool open) {
  bool known =
      condition.series() == "all" || (condition.series() == "control" && setup.plan.control_every > 0);
  for (const Share& share : setup.plan.mix) known = known || condition.series() == NameOf(share.method);
  if (!known) {
    throw CLI::ValidationError(flag,
                               absl::StrCat(condition.text(), ": this run has no ", condition.series()));
  }
  if (condition.of_offered() && !open) {
    throw CLI::ValidationError(flag, condition.text() + ": a closed loop offers no rate");
  }
}

}  // namespace

void AddSetupFlags(CLI::App& app, Setup& setup) {
  AddScheduleFlags(app, setup);
  AddRequestFlags(app, setup);
  AddRepeatedFlag(
      app, "--fail-if", ParseConditions,
      [&setup](const std::vector<Condition>& conditions) {
        setup.fail_if.insert(setup.fail_if.end(), conditions.begin(), conditions.end());
      },
      "Exit with 1 where one of these is true, e.g. 'p99>20ms', see below; may be given several times")
      ->type_name("CONDITION,...")
      ->group(kVerdict);
  AddFilterFlags(app, *setup.match.mutable_filter());
  AddEvaluationFlags(app, setup.evaluation);
}

void CheckSetup(Setup& setup, absl::Duration timeout) {
  RunPlan& plan = setup.plan;
  if (timeout == absl::ZeroDuration()) throw CLI::ValidationError("--timeout", "calls must have a limit");
  plan.timeout = absl::ToInt64Nanoseconds(timeout);
  if (plan.duration == 0) throw CLI::ValidationError("--duration", "must be longer than 0");
  const bool open = plan.rate > 0 || !setup.find_rate.empty();
  for (const Condition& condition : setup.fail_if) CheckCondition("--fail-if", condition, setup, open);
  for (const Condition& condition : setup.find_rate) CheckCondition("--find-rate", condition, setup, open);
  for (const Share& share : plan.mix) {
    if (NeedsPatients(share.method) && setup.patients.empty()) {
      throw CLI::RequiredError(absl::StrCat("--patients (for ", NameOf(share.method), ")"));
    }
  }
  for (std::string& trial : setup.trials) trial = ResourceName("trials", trial);
  *setup.match.mutable_options() = ParseOrThrow(
      "--as-of", [&](const std::string&) { return setup.evaluation.Build(); }, "");
  setup.match.set_explanation(setup.evaluation.explanation);
}

}  // namespace trialmatch::client::loadtest
