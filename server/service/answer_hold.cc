#include "service/answer_hold.h"

#include <utility>

namespace trialmatch {

Delivery AnswerHold::Next(bool last, Moment now) {
  const auto took = now - std::exchange(previous_, now).value_or(now);
  if (last || now + took - since_.value_or(now) > kLongest) {
    since_.reset();
    return Delivery::kNow;
  }
  if (!since_) since_ = now;
  return Delivery::kWithNext;
}

}  // namespace trialmatch
