// The time limit of a stream: how long the server may leave us waiting, not how long all of it takes. A
// million patients take as long as they take; a server that says nothing for --timeout is given up.
#ifndef TRIALMATCH_CLIENT_RPC_STREAM_WATCH_H_
#define TRIALMATCH_CLIENT_RPC_STREAM_WATCH_H_

#include <cstdint>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/client_context.h"

namespace trialmatch::client {

// Cancels the call when something is owed for `timeout` without a sign of life. Thread safe.
class StreamWatch {
 public:
  // `timeout` zero: never. `context` must outlive the watch.
  StreamWatch(grpc::ClientContext& context, absl::Duration timeout);
  ~StreamWatch();
  StreamWatch(const StreamWatch&) = delete;
  StreamWatch& operator=(const StreamWatch&) = delete;

  // The server owes one answer more.
  void Owe() ABSL_LOCKS_EXCLUDED(mutex_);
  // An answer came.
  void Settle() ABSL_LOCKS_EXCLUDED(mutex_);
  // Whether this watch ended the call.
  bool expired() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Run();

  grpc::ClientContext& context_;
  const absl::Duration timeout_;
  mutable absl::Mutex mutex_;
  int64_t owed_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time since_ ABSL_GUARDED_BY(mutex_) = absl::InfiniteFuture();
  bool expired_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopped_ ABSL_GUARDED_BY(mutex_) = false;
  absl::CondVar changed_;
  std::thread thread_;
};

}  // namespace trialmatch::client

#endif  // TRIALMATCH_CLIENT_RPC_STREAM_WATCH_H_
