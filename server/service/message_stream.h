// The messages of one call in both directions, as a handler sees them.
#ifndef TRIALMATCH_SERVICE_MESSAGE_STREAM_H_
#define TRIALMATCH_SERVICE_MESSAGE_STREAM_H_

namespace trialmatch {

enum class Received {
  kMessage,
  kUnreadable,  // a message, but its bytes are none of this kind
  kEnd,         // none any more: the caller is done, or the stream shall end
};

enum class Delivery {
  kNow,
  kWithNext,  // may wait for the next answer, or the end of the call
};

// For one thread.
template <typename Request, typename Response>
class MessageStream {
 public:
  virtual ~MessageStream() = default;

  // Waits for the next message. `request` has it with kMessage, and anything otherwise.
  virtual Received Read(Request& request) = 0;
  // Whether the next message has come already, so that Read would not wait for it. Does not wait.
  virtual bool HasNext() = 0;
  // Waits until the transport takes the answer, which is the back-pressure of a caller that does not read.
  // False: the caller has gone.
  virtual bool Write(const Response& response, Delivery delivery) = 0;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_MESSAGE_STREAM_H_
