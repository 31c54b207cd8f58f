#include "tests/benchmark/bench/samples.h"

#include <algorithm>

namespace trialmatch::bench {

double Samples::At(double share) const {
  std::vector<double> sorted = values_;
  const auto place = static_cast<size_t>(share * static_cast<double>(sorted.size()));
  const auto at = sorted.begin() + static_cast<ptrdiff_t>(std::min(place, sorted.size() - 1));
  std::nth_element(sorted.begin(), at, sorted.end());
  return *at;
}

}  // namespace trialmatch::bench
