#include "client/loadtest/load_run.h"

#include <sys/resource.h>

#include <atomic>
#include <limits>
#include <string>
#include <thread>

namespace trialmatch::client::loadtest {
namespace {

Nanos CpuTime() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return (Nanos{usage.ru_utime.tv_sec} + usage.ru_stime.tv_sec) * kSecond +
         (Nanos{usage.ru_utime.tv_usec} + usage.ru_stime.tv_usec) * kMicrosecond;
}

std::vector<std::string> SeriesNames(const std::vector<Target>& targets) {
  std::vector<std::string> names;
  for (const Target& target : targets) names.push_back(NameOf(target.method));
  names.push_back("control");
  return names;
}

class Run {
 public:
  Run(const RunPlan& plan, const std::vector<Target>& targets, Lines& lines)
      : plan_(plan),
        lines_(lines),
        start_(Now() + 10 * kMillisecond),
        window_{start_ + plan.warmup, start_ + plan.warmup + plan.duration},
        recorder_(SeriesNames(targets), window_),
        dispatcher_(targets, Deck(plan.mix, plan.seed), lines, recorder_, plan.timeout,
                    open() ? plan.most_in_flight : std::numeric_limits<int64_t>::max()) {}

  Results Execute(const OnTick& on_tick) {
    std::thread issuer;
    std::vector<Caller> callers(static_cast<size_t>(plan_.concurrency));
    if (open()) {
      issuer = std::thread([this] { Issue(); });
    } else {
      for (Caller& caller : callers) Step(caller);
      issued_all_ = true;
    }
    Watch(on_tick);
    if (issuer.joinable()) issuer.join();
    return Take();
  }

 private:
  // Of a closed loop.
  struct Caller {
    int calls = 0;  // since the last echo
  };

  bool open() const { return plan_.rate > 0; }

  // The open loop: sleeps to each intended start and never waits for an answer.
  void Issue() {
    SleepPrecisely();
    ArrivalTimes arrivals(plan_.arrivals, plan_.rate, plan_.seed);
    int calls = 0;
    for (Nanos next = start_ + arrivals.Next(); next < window_.to;) {
      SleepUntil(next);
      dispatcher_.Call(next);
      const Nanos following = start_ + arrivals.Next();
      if (plan_.control_every > 0 && ++calls == plan_.control_every) {
        calls = 0;
        const Nanos between = next + (following - next) / 2;
        SleepUntil(between);
        dispatcher_.Control(between);
      }
      next = following;
    }
    issued_all_ = true;
  }

  // The closed loop: the caller's next call, now.
  void Step(Caller& caller) {
    const Nanos now = Now();
    if (now >= window_.to) return;
    const auto again = [this, &caller] { Step(caller); };
    if (plan_.control_every > 0 && ++caller.calls > plan_.control_every) {
      caller.calls = 0;
      dispatcher_.Control(now, again);
    } else {
      dispatcher_.Call(now, again);
    }
  }

  // Until all has been issued and has ended.
  void Watch(const OnTick& on_tick) {
    for (bool idle = false; !idle;) {
      const Nanos now = Now();
      if (cpu_from_ == 0 && now >= window_.from) cpu_from_ = CpuTime();
      if (cpu_to_ == 0 && now >= window_.to) cpu_to_ = CpuTime();
      lines_.Expire(now);
      on_tick(recorder_.live(), now - start_);
      Nanos wake = now + 100 * kMillisecond;
      for (const Nanos edge : {window_.from, window_.to}) {
        if (edge > now && edge < wake) wake = edge;
      }
      if (issued_all_ && now >= window_.to) {
        idle = dispatcher_.AwaitIdle(wake);
      } else {
        SleepUntil(wake);
      }
    }
  }

  Results Take() {
    Results results = recorder_.Take();
    const double seconds = static_cast<double>(plan_.duration) / kSecond;
    if (open()) {
      results.offered = static_cast<double>(results.all.calls()) / seconds;
    } else {
      results.lateness = Histogram();
    }
    if (plan_.control_every == 0) results.control.reset();
    results.cores = static_cast<double>(cpu_to_ - cpu_from_) / static_cast<double>(plan_.duration);
    return results;
  }

  const RunPlan& plan_;
  Lines& lines_;
  const Nanos start_;
  const Window window_;
  Recorder recorder_;
  Dispatcher dispatcher_;
  std::atomic<bool> issued_all_ = false;
  Nanos cpu_from_ = 0;
  Nanos cpu_to_ = 0;
};

}  // namespace

Results RunLoad(const RunPlan& plan, const std::vector<Target>& targets, Lines& lines,
                const OnTick& on_tick) {
  return Run(plan, targets, lines).Execute(on_tick);
}

}  // namespace trialmatch::client::loadtest
