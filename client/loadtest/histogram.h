// How often each latency occurred, in little memory and with a bounded error.
#ifndef TRIALMATCH_CLIENT_LOADTEST_HISTOGRAM_H_
#define TRIALMATCH_CLIENT_LOADTEST_HISTOGRAM_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "client/loadtest/clock.h"

namespace trialmatch::client::loadtest {

// Counts values in bins: below 1,024 ns one bin a nanosecond, above 512 bins an octave, each reported as its
// middle. So a percentile is within kRelativeError of the value in its place in a sorted list (or exact,
// below 1,024 ns); count, least, mean and greatest are exact. Grows with the greatest value, to 225 KB at
// most. Not thread safe.
class Histogram {
 public:
  static constexpr double kRelativeError = 1.0 / 1024;

  // Negative values count as 0.
  void Add(Nanos value);
  void Merge(const Histogram& other);

  int64_t count() const { return count_; }
  bool empty() const { return count_ == 0; }

  // Of an empty histogram all of these are 0.
  Nanos least() const { return least_; }
  Nanos greatest() const { return greatest_; }
  double mean() const;
  // The least value that at least `share` (above 0, at most 1) of the values do not exceed.
  Nanos Percentile(double share) const;

 private:
  std::vector<int64_t> bins_;
  int64_t count_ = 0;
  double sum_ = 0;
  Nanos least_ = 0;
  Nanos greatest_ = 0;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_HISTOGRAM_H_
