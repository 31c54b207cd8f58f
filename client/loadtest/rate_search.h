// The highest rate at which something holds.
#ifndef TRIALMATCH_CLIENT_LOADTEST_RATE_SEARCH_H_
#define TRIALMATCH_CLIENT_LOADTEST_RATE_SEARCH_H_

#include <functional>

namespace trialmatch::client::loadtest {

struct RateSearchBounds {
  double start = 100;
  // No rate beyond these is tried.
  double least = 1;
  double most = 100'000;
  // The answer is at most so much below a rate that did not hold, unless `most` held or the tries ran out.
  double resolution = 1.05;
  int tries = 20;
};

// The highest rate found at which `holds`: doubles from the start until it does not (halves until it does),
// then halves the interval, on a logarithmic scale. Takes it that what holds at a rate holds below it. Calls
// `holds` at most `tries` times. 0: none held.
double FindRate(const RateSearchBounds& bounds, const std::function<bool(double rate)>& holds);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_RATE_SEARCH_H_
