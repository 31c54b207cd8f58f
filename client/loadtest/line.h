// One connection.
#ifndef TRIALMATCH_CLIENT_LOADTEST_LINE_H_
#define TRIALMATCH_CLIENT_LOADTEST_LINE_H_

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "client/loadtest/item_stream.h"
#include "client/loadtest/outcome.h"
#include "grpcpp/channel.h"
#include "grpcpp/generic/generic_stub.h"

namespace trialmatch::client::loadtest {

// Sends calls without waiting for them, as many at a time as are asked for. Thread safe.
class Line {
 public:
  // `queue` must outlive the line, and belong to a CompletionLoop.
  Line(std::shared_ptr<grpc::Channel> channel, grpc::CompletionQueue& queue)
      : stub_(std::move(channel)), queue_(queue) {}

  // `prepared` must outlive the line. The call ends with DEADLINE_EXCEEDED at `deadline`; an item of a stream
  // with the first Expire() thereafter.
  void Send(const Prepared& prepared, size_t request, Nanos deadline, OnOutcome on_outcome);

  // Ends items of streams whose time is up. To be called now and then.
  void Expire(Nanos now);

 private:
  grpc::GenericStub stub_;
  grpc::CompletionQueue& queue_;
  absl::Mutex mutex_;
  std::map<const Prepared*, std::unique_ptr<ItemStream>> streams_ ABSL_GUARDED_BY(mutex_);
  // Streams that ended, until they are gone.
  std::vector<std::unique_ptr<ItemStream>> ended_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_LINE_H_
