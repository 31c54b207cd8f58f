// A stream without a transport: what has come by when is the test's to say.
#ifndef TRIALMATCH_TESTS_SERVICE_FAKE_STREAM_H_
#define TRIALMATCH_TESTS_SERVICE_FAKE_STREAM_H_

#include <deque>
#include <functional>
#include <utility>
#include <vector>

#include "service/message_stream.h"

namespace trialmatch {

template <typename Request, typename Response>
class FakeStream final : public MessageStream<Request, Response> {
 public:
  explicit FakeStream(std::deque<Request> requests) : requests_(std::move(requests)) {}

  Received Read(Request& request) override {
    if (before_read) before_read(reads++);
    if (requests_.empty()) return Received::kEnd;
    request = std::move(requests_.front());
    requests_.pop_front();
    if (arrived > 0) --arrived;
    return request.has_opening() || request.has_patient() ? Received::kMessage : unknown;
  }
  bool HasNext() override { return arrived > 0 && !requests_.empty(); }
  bool Write(const Response& response, Delivery delivery) override {
    if (before_write) before_write();
    answers.push_back(response);
    deliveries.push_back(delivery);
    return answers.size() != gone_after;
  }

  std::function<void(int read)> before_read;  // told which read it is
  std::function<void()> before_write;
  int reads = 0;
  int arrived = 0;                           // messages that are there before anybody asks for them
  size_t gone_after = 0;                     // the answer that the caller no longer takes; 0: it takes all
  Received unknown = Received::kUnreadable;  // what becomes of messages that are neither
  std::vector<Response> answers;
  std::vector<Delivery> deliveries;

 private:
  std::deque<Request> requests_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_TESTS_SERVICE_FAKE_STREAM_H_
