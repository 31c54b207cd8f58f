// A stream that stays open and takes one item after the other.
#ifndef TRIALMATCH_CLIENT_LOADTEST_ITEM_STREAM_H_
#define TRIALMATCH_CLIENT_LOADTEST_ITEM_STREAM_H_

#include <deque>
#include <memory>
#include <optional>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "client/loadtest/completion_loop.h"
#include "client/loadtest/outcome.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"

namespace trialmatch::client::loadtest {

// Items may be sent while earlier ones are on their way. Thread safe.
class ItemStream {
 public:
  // `prepared` and `queue` must outlive the stream.
  ItemStream(grpc::GenericStub& stub, grpc::CompletionQueue& queue, const Prepared& prepared);
  // Ends the stream, which was started: what is on its way is cancelled.
  ~ItemStream();
  ItemStream(const ItemStream&) = delete;
  ItemStream& operator=(const ItemStream&) = delete;

  // Once. Where there is no connection the stream ends at once, so the first item is sent before.
  void Start();

  // False: the stream has ended and the item was not taken.
  bool Send(const grpc::ByteBuffer& item, Nanos deadline, OnOutcome on_outcome);

  // Gives up a stream whose oldest item has passed its deadline: all its items end with DEADLINE_EXCEEDED,
  // since none can overtake.
  void Expire(Nanos now);

  // Whether nothing of it is left in the queue, so that destroying it does not wait.
  bool gone() const;

 private:
  struct Item {
    grpc::ByteBuffer bytes;
    Nanos deadline;
    OnOutcome on_outcome;
  };
  // One operation of the stream.
  struct Step : Completion {
    ItemStream* stream;
    void (ItemStream::*handler)(bool ok);
    Step(ItemStream* of, void (ItemStream::*by)(bool)) : stream(of), handler(by) {}
    void Done(bool ok) override { (stream->*handler)(ok); }
  };

  void Started(bool ok);
  void Written(bool ok);
  void Read(bool ok);
  void Finished(bool ok);
  void WriteNext() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const Prepared& prepared_;
  grpc::ClientContext context_;
  std::unique_ptr<grpc::GenericClientAsyncReaderWriter> stream_;
  Step start_{this, &ItemStream::Started};
  Step write_{this, &ItemStream::Written};
  Step read_{this, &ItemStream::Read};
  Step finish_{this, &ItemStream::Finished};
  grpc::ByteBuffer answer_;
  grpc::Status status_;

  mutable absl::Mutex mutex_;
  std::deque<Item> unwritten_ ABSL_GUARDED_BY(mutex_);
  std::deque<Item> unanswered_ ABSL_GUARDED_BY(mutex_);
  // Steps in the queue.
  int steps_ ABSL_GUARDED_BY(mutex_) = 1;
  bool writing_ ABSL_GUARDED_BY(mutex_) = true;  // also before the start
  bool expired_ ABSL_GUARDED_BY(mutex_) = false;
  bool finished_ ABSL_GUARDED_BY(mutex_) = false;
};

// OK, or the error that an answer of a stream carries instead of a response; INTERNAL where it is no message.
grpc::Status StatusOfItem(const grpc::ByteBuffer& answer);

}  // namespace trialmatch::client::loadtest

#endif  // TRIALMATCH_CLIENT_LOADTEST_ITEM_STREAM_H_
