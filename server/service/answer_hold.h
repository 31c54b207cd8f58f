// How long the answers of a batch may wait for one another.
#ifndef TRIALMATCH_SERVICE_ANSWER_HOLD_H_
#define TRIALMATCH_SERVICE_ANSWER_HOLD_H_

#include <optional>

#include "absl/time/time.h"
#include "service/message_stream.h"

namespace trialmatch {

// Of one stream. For one thread.
class AnswerHold {
 public:
  // For the next answer, which may be the last of its batch.
  Delivery Next(bool last);

 private:
  std::optional<absl::Time> since_;  // when the first of those that wait was written
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_ANSWER_HOLD_H_
