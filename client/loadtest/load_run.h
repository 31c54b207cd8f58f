// One run: calls by a schedule, and what came of them.
#ifndef TRIALMATCH_CLIENT_LOADTEST_LOAD_RUN_H_
#define TRIALMATCH_CLIENT_LOADTEST_LOAD_RUN_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "client/loadtest/arrivals.h"
#include "client/loadtest/dispatcher.h"
#include "client/loadtest/lines.h"
#include "client/loadtest/mix.h"
#include "client/loadtest/recorder.h"
#include "client/loadtest/results.h"

namespace trialmatch::client::loadtest {

struct RunPlan {
  std::vector<Share> mix = {{Method::kMatch, 1}};
  // Open loop: calls a second, whatever the server does. 0: closed loop.
  double rate = 0;
  Arrivals arrivals = Arrivals::kConstant;
  // Closed loop: as many callers, each of which waits for its answer before it calls again.
  int concurrency = 1;
  // Before the window that is measured, and its length.
  Nanos warmup = 2 * kSecond;
  Nanos duration = 10 * kSecond;
  // Of a call, from its intended start.
  Nanos timeout = 30 * kSecond;
  // An echo follows each so-manieth call, in an open loop in the middle before the next; 0: none.
  int control_every = 4;
  // Open loop: see Dispatcher.
  int64_t most_in_flight = 10'000;
  uint64_t seed = 1;
};

// How far a run is.
using OnTick = std::function<void(const Live& live, Nanos elapsed)>;

// Runs the plan to the end of its last call. `lines` are connected, and have a control where the plan asks
// for one; `targets` are those of the mix, and outlive the lines' streams. `on_tick` is called in this
// thread, some ten times a second.
Results RunLoad(const RunPlan& plan, const std::vector<Target>& targets, Lines& lines, const OnTick& on_tick);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_LOAD_RUN_H_
