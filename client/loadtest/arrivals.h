// When the calls of an open loop are meant to start.
#ifndef TRIALMATCH_CLIENT_LOADTEST_ARRIVALS_H_
#define TRIALMATCH_CLIENT_LOADTEST_ARRIVALS_H_

#include <cstdint>
#include <random>

#include "client/loadtest/clock.h"

namespace trialmatch::client::loadtest {

// kConstant: evenly spaced. kPoisson: independent of each other, with the same mean rate, as many callers who
// do not know of each other give.
enum class Arrivals { kConstant, kPoisson };

// The same seed gives the same times on every machine. Not thread safe.
class ArrivalTimes {
 public:
  // `rate`: calls a second, above 0.
  ArrivalTimes(Arrivals kind, double rate, uint64_t seed) : kind_(kind), rate_(rate), random_(seed) {}

  // The next one, from the start of the run; the first constant one is 0. Never decreases.
  Nanos Next();

 private:
  const Arrivals kind_;
  const double rate_;
  std::mt19937_64 random_;
  int64_t count_ = 0;
  double seconds_ = 0;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_ARRIVALS_H_
