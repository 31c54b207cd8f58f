#include "client/loadtest/rate_search.h"

#include <algorithm>
#include <cmath>

namespace trialmatch::client::loadtest {

double FindRate(const RateSearchBounds& bounds, const std::function<bool(double rate)>& holds) {
  double good = 0;
  double bad = 0;  // 0: none yet
  double rate = std::clamp(bounds.start, bounds.least, bounds.most);
  for (int tried = 0; tried < bounds.tries; ++tried) {
    (holds(rate) ? good : bad) = rate;
    if (good == bounds.most || bad == bounds.least) break;
    if (bad == 0) {
      rate = std::min(good * 2, bounds.most);
    } else if (good == 0) {
      rate = std::max(bad / 2, bounds.least);
    } else if (bad / good <= bounds.resolution) {
      break;
    } else {
      rate = std::sqrt(good * bad);
    }
  }
  return good;
}

}  // namespace trialmatch::client::loadtest
