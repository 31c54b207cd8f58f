#include "client/loadtest/arrivals.h"

#include <cmath>

namespace trialmatch::client::loadtest {

Nanos ArrivalTimes::Next() {
  if (kind_ == Arrivals::kConstant) {
    // Counted, not added up: no drift.
    return static_cast<Nanos>(static_cast<double>(count_++) / rate_ * kSecond);
  }
  // 53 random bits; the library's own distributions differ from one to the next.
  const double uniform = static_cast<double>(random_() >> 11) / 9007199254740992.0;
  seconds_ += -std::log1p(-uniform) / rate_;
  return static_cast<Nanos>(seconds_ * kSecond);
}

}  // namespace trialmatch::client::loadtest
