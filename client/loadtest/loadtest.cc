#include "client/loadtest/loadtest.h"

#include <algorithm>
#include <memory>
#include <ostream>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "client/commands/command_context.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/load_run.h"
#include "client/loadtest/rate_search.h"
#include "client/loadtest/report.h"
#include "client/loadtest/setup.h"
#include "client/loadtest/targets.h"
#include "client/loadtest/words.h"
#include "client/progress.h"

namespace trialmatch::client::loadtest {
namespace {

constexpr char kFooter[] = R"(Examples:
  trialmatch-loadtest --rate 500 --patients ward/ --duration 30s
  trialmatch-loadtest --rate 500 --arrivals poisson --mix match=8,check=1,list=1 --patients ward/
  trialmatch-loadtest --concurrency 8 --connections 2 --mix get=1,list=1
  trialmatch-loadtest --find-rate 'p99<20ms' --patients ward/ --duration 5s
  trialmatch-loadtest --rate 200 --patients ward/ --fail-if 'p99>20ms,errors>0.1%' --fail-if 'achieved<99%'

Conditions: [SERIES.]METRIC and < <= > >= and a value. SERIES: all (default), a method, control. METRIC: min,
mean, p50, p90, p95, p99, p999, max (20ms); errors (0.1%); achieved (495, or 99% of the offered).
A rate holds for --find-rate where also no more than 0.1% of the calls fail and 99% of the offered rate is achieved;
a try that fails is repeated once.

Latency is from the intended start to the last byte, of calls that were answered or ran out of time; other errors
are counted apart. "control" is an echo in this process of the bytes of an answer, in the same schedule.

Exit codes:
   0  the test ran, and no --fail-if came true
   1  a --fail-if came true or could not be told, or --find-rate found no rate
   2  bad command line
   3  bad input: a file that cannot be read, or fields that the server refuses
   4  not found: a trial, or any trial
   6  the server cannot be reached, did not answer in time, or answered no call of the test
   7  another error of the server, or the output could not be written)";

constexpr Nanos kMostConnectTime = 5 * kSecond;

class LoadTest {
 public:
  LoadTest(const CommandContext& context, const Setup& setup)
      : context_(context),
        setup_(setup),
        plan_(setup.plan),
        report_{.server = context.options.Server(context.console), .setup = setup},
        lines_(report_.server, setup.connections, plan_.control_every > 0),
        progress_(context.console, "calls") {}

  ExitCode Execute() {
    const ExitCode prepared = Prepare();
    if (prepared != kExitOk) return prepared;
    if (setup_.find_rate.empty()) {
      report_.results = Measure(plan_);
    } else {
      Search();
    }
    progress_.Clear();
    const bool printed = context_.Print(context_.options.json ? ReportAsJson(report_)
                                                              : RenderReport(report_, context_.OutStyle()));
    return printed ? Verdict() : kExitFailed;
  }

 private:
  // Reads, connects and calls each method once.
  ExitCode Prepare() {
    Material material{.patients = {}, .trials = setup_.trials, .match = setup_.match};
    if (!setup_.patients.empty()) {
      auto patients = ReadPatients(setup_.patients, context_.console.in);
      if (!patients.ok()) return context_.ReportInput(patients.status());
      material.patients = *std::move(patients);
    }
    if (!lines_.Connect(std::min(plan_.timeout, kMostConnectTime))) {
      google::rpc::Status error;
      error.set_code(static_cast<int>(absl::StatusCode::kUnavailable));
      error.set_message("no connection");
      return context_.Report(error);
    }
    const bool needs_trials = std::any_of(plan_.mix.begin(), plan_.mix.end(),
                                          [](const Share& share) { return NeedsTrials(share.method); });
    if (needs_trials && material.trials.empty()) {
      const google::rpc::Status error =
          ListTrialNames(lines_.channel(), material.match.filter(), plan_.timeout, material.trials);
      if (error.code() != 0) return context_.Report(error, "the server's list of trials");
    }
    if (setup_.shuffle) {
      std::mt19937_64 random(plan_.seed);
      Shuffle(material.patients, random);
      Shuffle(material.trials, random);
    }
    report_.patients = material.patients.size();
    targets_ = MakeTargets(plan_.mix, material);
    for (Target& target : targets_) {
      const google::rpc::Status error = Probe(*lines_.server().front(), plan_.timeout, target);
      if (error.code() != 0) return context_.Report(error, absl::StrCat("first ", NameOf(target.method)));
    }
    return kExitOk;
  }

  Results Measure(const RunPlan& plan) {
    return RunLoad(plan, targets_, lines_, [&](const Live& live, Nanos elapsed) {
      const std::string rate = plan.rate > 0 ? absl::StrCat(" at ", Rate(plan.rate)) : "";
      progress_.Show(absl::StrCat(Duration(static_cast<double>(std::max<Nanos>(elapsed, 0))), " of ",
                                  Duration(static_cast<double>(plan.warmup + plan.duration)), rate, ": ",
                                  live.ended, " calls, ", live.errors, " errors, p99 ",
                                  Duration(static_cast<double>(live.p99))));
    });
  }

  void Search() {
    RunPlan plan = plan_;
    const RateSearchBounds bounds{.start = plan.rate > 0 ? plan.rate : 100, .most = setup_.most_rate};
    report_.found_rate = FindRate(bounds, [&](double rate) {
      plan.rate = rate;
      for (int attempt = 0; attempt < 2; ++attempt) {
        Results results = Measure(plan);
        const bool held = Held(results);
        report_.tries.push_back({rate, held, std::move(results)});
        if (held) return true;
      }
      return false;
    });
    for (const Try& one : report_.tries) {
      if (one.held && one.rate == report_.found_rate) report_.results = one.results;
    }
  }

  bool Held(const Results& results) const {
    return results.all.error_share() <= 0.001 && results.achieved >= 0.99 * results.offered.value_or(0) &&
           std::all_of(setup_.find_rate.begin(), setup_.find_rate.end(),
                       [&](const Condition& condition) { return condition.Holds(results).value_or(false); });
  }

  ExitCode Verdict() const {
    const bool searched = !setup_.find_rate.empty();
    if (searched && report_.found_rate == 0) {
      context_.Complain("no rate was found that holds");
      return kExitConditionFailed;
    }
    ExitCode code = kExitOk;
    for (const Condition& condition : setup_.fail_if) {
      if (!condition.Holds(report_.results).value_or(true)) continue;
      context_.Complain(
          absl::StrCat("failed: ", condition.text(), " (", condition.Describe(report_.results), ")"));
      code = kExitConditionFailed;
    }
    if (report_.results.all.ok() == 0) {
      context_.Complain("the server answered no call of the test");
      return kExitUnavailable;
    }
    return code;
  }

  const CommandContext& context_;
  const Setup& setup_;
  const RunPlan& plan_;
  Report report_;
  // Outlive the lines, whose streams refer to them.
  std::vector<Target> targets_;
  Lines lines_;
  Progress progress_;
};

}  // namespace

int RunLoadtest(std::vector<std::string> arguments, Console& console) {
  CommandContext context(console, "trialmatch-loadtest");
  Setup setup;
  CLI::App app("Calls a trialmatch server by a schedule and tells how long it takes.", "trialmatch-loadtest");
  app.set_version_flag("--version", "trialmatch-loadtest " TRIALMATCH_VERSION);
  AddSetupFlags(app, setup);
  AddGlobalFlags(app, context.options);
  app.footer(kFooter);
  app.get_option("--concurrency")->excludes("--rate")->excludes("--find-rate");
  app.callback([&] {
    if (app.count("--rate") + app.count("--concurrency") + app.count("--find-rate") == 0) {
      throw CLI::RequiredError("--rate, --concurrency or --find-rate");
    }
    CheckSetup(setup, context.options.timeout);
  });
  std::reverse(arguments.begin(), arguments.end());  // as the library wants them
  try {
    app.parse(std::move(arguments));
  } catch (const CLI::Success& asked) {  // --help, --version
    app.exit(asked, console.out, console.err);
    return kExitOk;
  } catch (const CLI::ParseError& error) {
    context.Complain(absl::StrCat(error.what(), "\nSee trialmatch-loadtest --help"));
    return kExitUsage;
  }
  return LoadTest(context, setup).Execute();
}

}  // namespace trialmatch::client::loadtest
