// A bidirectional call of gRPC's synchronous server whose next message is asked for ahead, so that one can
// see whether it has come. The public classes can only wait for it, which would take a second thread a
// stream.
#ifndef TRIALMATCH_SERVICE_LOOK_AHEAD_STREAM_H_
#define TRIALMATCH_SERVICE_LOOK_AHEAD_STREAM_H_

#include "grpc/grpc.h"
#include "grpcpp/impl/call.h"
#include "grpcpp/impl/call_op_set.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/sync_stream.h"
#include "service/message_stream.h"

namespace trialmatch {

// Made by grpc::internal::TemplatedBidiStreamingHandler, like the library's own streams, and destroyed when
// the status of the call has been sent. For one thread.
template <typename Request, typename Response>
class LookAheadStream {
 public:
  LookAheadStream(grpc::internal::Call* call, grpc::ServerContext* context)
      : call_(*call), writer_(call, context) {}
  // With the status sent, what was asked for comes to its end.
  ~LookAheadStream() { Await(gpr_inf_future(GPR_CLOCK_REALTIME)); }
  LookAheadStream(const LookAheadStream&) = delete;
  LookAheadStream& operator=(const LookAheadStream&) = delete;

  // Waits until the next message is there; false: there is none any more.
  bool Wait() {
    Ask();
    Await(gpr_inf_future(GPR_CLOCK_REALTIME));
    return has_next_;
  }
  // Does not wait.
  bool HasNext() {
    Ask();
    Await(gpr_time_0(GPR_CLOCK_REALTIME));
    return has_next_;
  }
  // Takes the message that is there; false: its bytes are no Request.
  bool Take(Request& request) {
    has_next_ = false;
    const bool read = grpc::SerializationTraits<Request>::Deserialize(&bytes_, &request).ok();
    bytes_.Clear();
    return read;
  }
  // False: the caller has gone.
  bool Write(const Response& response, Delivery delivery) {
    grpc::WriteOptions options;
    // The first write has the metadata with it, and ends only when they are sent: held back, it would wait
    // for what nobody sends.
    if (delivery == Delivery::kWithNext && has_written_) options.set_buffer_hint();
    has_written_ = true;
    return writer_.Write(response, options);
  }
  // The call broke off before its last message; the context may learn it only later.
  bool broken_off() const { return ended_ && grpc_call_failed_before_recv_message(call_.call()) != 0; }

 private:
  void Ask() {
    if (asked_ || has_next_ || ended_) return;
    next_.RecvMessage(&bytes_);
    call_.PerformOps(&next_);
    asked_ = true;
  }

  void Await(gpr_timespec deadline) {
    if (!asked_) return;
    const grpc_event event =
        grpc_completion_queue_pluck(call_.cq()->cq(), next_.core_cq_tag(), deadline, nullptr);
    if (event.type != GRPC_OP_COMPLETE) return;
    void* tag = nullptr;
    bool ok = event.success != 0;
    next_.FinalizeResult(&tag, &ok);
    asked_ = false;
    has_next_ = ok && next_.got_message;
    ended_ = !has_next_;
  }

  grpc::internal::Call call_;
  grpc::internal::ServerReaderWriterBody<Response, Request> writer_;
  grpc::internal::CallOpSet<grpc::internal::CallOpRecvMessage<grpc::ByteBuffer>> next_;
  grpc::ByteBuffer bytes_;
  bool asked_ = false;     // for the next message, which has not come yet
  bool has_next_ = false;  // it is in bytes_
  bool ended_ = false;
  bool has_written_ = false;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_LOOK_AHEAD_STREAM_H_
