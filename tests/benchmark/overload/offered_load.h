// Calls that are offered to a server, and what comes of them.
#ifndef TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OFFERED_LOAD_H_
#define TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OFFERED_LOAD_H_

#include <cstdint>

#include "client/loadtest/clock.h"
#include "client/loadtest/histogram.h"
#include "client/loadtest/line.h"
#include "grpcpp/support/status.h"

namespace trialmatch::bench {

struct LoadOutcome {
  // Calls answered OK while the load lasted, a second.
  double goodput = 0;
  int64_t answered = 0;
  int64_t refused = 0;  // as an overload is to be refused
  int64_t odd = 0;      // neither
  // From the intended start.
  client::loadtest::Histogram answer_times, refusal_times;
};

// Whether a call was refused by the handler: RESOURCE_EXHAUSTED, with the time to come back.
bool IsRefusal(const grpc::Status& status);

// An open loop: calls at `rate` a second, whatever comes of them, the requests in turn; and waits for the
// last. `line` and `requests` are those of loadtest/line.h, and not streamed.
LoadOutcome OfferLoad(client::loadtest::Line& line, const client::loadtest::Prepared& requests, double rate,
                      client::loadtest::Nanos duration);

// A closed loop of one caller, who calls again when he is answered.
LoadOutcome AskInTurn(client::loadtest::Line& line, const client::loadtest::Prepared& requests,
                      client::loadtest::Nanos duration);

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_OVERLOAD_OFFERED_LOAD_H_
