// What a call is made of, and how it ended.
#ifndef TRIALMATCH_CLIENT_LOADTEST_OUTCOME_H_
#define TRIALMATCH_CLIENT_LOADTEST_OUTCOME_H_

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "client/loadtest/clock.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace trialmatch::client::loadtest {

// A method with its requests, as they go over the wire: neither writing nor reading messages is part of what
// is measured, for the server and the control alike.
struct Prepared {
  // "/trialmatch.v1.EligibilityService/MatchTrials".
  std::string path = {};
  // Requests are items of a stream that stays open, and answers come in their order.
  bool streamed = false;
  // The first message of the stream; none: items at once.
  std::optional<grpc::ByteBuffer> opening = {};
  // Answers of the stream may carry an error in field 3 (StreamMatchesResponse, ScreenPatientsResponse).
  bool item_errors = false;
  // At least one.
  std::vector<grpc::ByteBuffer> requests = {};
};

struct Outcome {
  grpc::Status status;
  // When the answer was there.
  Nanos ended = 0;
  grpc::ByteBuffer answer;
};

// Called once, in the completion loop's thread.
using OnOutcome = std::function<void(const Outcome&)>;

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_OUTCOME_H_
