#include "service/answer_hold.h"

#include "absl/time/clock.h"

namespace trialmatch {
namespace {

// Well below what a caller notices, and many times what a write costs.
constexpr absl::Duration kLongestHold = absl::Milliseconds(1);

}  // namespace

Delivery AnswerHold::Next(bool last) {
  const absl::Time now = last ? absl::Time() : absl::Now();
  if (last || (since_ && now - *since_ > kLongestHold)) {
    since_.reset();
    return Delivery::kNow;
  }
  if (!since_) since_ = now;
  return Delivery::kWithNext;
}

}  // namespace trialmatch
