// The thread that ends calls.
#ifndef TRIALMATCH_CLIENT_LOADTEST_COMPLETION_LOOP_H_
#define TRIALMATCH_CLIENT_LOADTEST_COMPLETION_LOOP_H_

#include <thread>

#include "grpcpp/completion_queue.h"

namespace trialmatch::client::loadtest {

// What a tag of the queue stands for.
class Completion {
 public:
  virtual ~Completion() = default;
  // In the loop's thread.
  virtual void Done(bool ok) = 0;
};

// One completion queue and one thread that takes from it. The queue, and not gRPC's callback API, because the
// latter can stall by up to 100 ms after a second of idleness, which would be taken for the server's; and one
// thread, so that every answer, the server's and the control's, waits in the same place. It also does the
// reading from all connections.
class CompletionLoop {
 public:
  CompletionLoop();
  // Waits for what is in flight; nothing may be started any more.
  ~CompletionLoop();
  CompletionLoop(const CompletionLoop&) = delete;
  CompletionLoop& operator=(const CompletionLoop&) = delete;

  // Its tags are Completions.
  grpc::CompletionQueue& queue() { return queue_; }

 private:
  grpc::CompletionQueue queue_;
  std::thread thread_;
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_COMPLETION_LOOP_H_
