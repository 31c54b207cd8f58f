// How long the answers of a batch may wait for one another.
#ifndef TRIALMATCH_SERVICE_ANSWER_HOLD_H_
#define TRIALMATCH_SERVICE_ANSWER_HOLD_H_

#include <chrono>
#include <optional>

#include "service/message_stream.h"

namespace trialmatch {

// Of one stream. For one thread.
class AnswerHold {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  // Well below what a caller notices, and many times what a write costs.
  static constexpr std::chrono::milliseconds kLongest{1};

  // For the next answer, which is there at `now` and may be the last of its batch. Only an answer takes those
  // along that wait, so none may wait for one that comes too late, if it takes as long as this one did.
  Delivery Next(bool last, Moment now);

 private:
  std::optional<Moment> since_;     // when the first of those that wait was there
  std::optional<Moment> previous_;  // when the last answer was
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_ANSWER_HOLD_H_
