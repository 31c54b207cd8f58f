// The order of a stream of patients: an opening first and once, then patients, each answered in turn.
#ifndef TRIALMATCH_SERVICE_PATIENT_STREAM_H_
#define TRIALMATCH_SERVICE_PATIENT_STREAM_H_

#include <chrono>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "service/answer_hold.h"
#include "service/call_context.h"
#include "service/call_error.h"
#include "service/match_limiter.h"
#include "service/message_stream.h"
#include "service/request_memory.h"
#include "trialmatch/v1/explanation.pb.h"
#include "wire/limits.h"

namespace trialmatch {

absl::Status StreamOrderError(absl::string_view message);
absl::Status UnreadableOpening();
absl::Status UnreadablePatient();
absl::Status KeyTooLong();

// Patients that have come together are a batch: their answers go out together. Nobody waits for a batch to
// fill. Beyond the patient at work at most one message is read ahead, so that a caller who does not read is
// not read from; an overload only makes the stream slower. For one thread, once.
template <typename Request, typename Response>
class PatientStream {
 public:
  static constexpr int kMaxBatch = 64;

  using Open = absl::FunctionRef<absl::Status(const Request&)>;
  // Fills the response, which may hold the answer before it, but for its key. An error becomes that
  // patient's, and the stream goes on.
  using Answer = absl::FunctionRef<absl::Status(const v1::Patient&, Response&)>;

  // All outlive it.
  PatientStream(MessageStream<Request, Response>& stream, const CallContext& call, MatchLimiter& limiter)
      : stream_(stream), call_(call), limiter_(limiter) {}

  // An error of `open`, which gets the opening, ends the stream.
  absl::Status Serve(Open open, Answer answer) {
    Read();
    if (received_ == Received::kEnd) {
      return call_.stopped() ? call_.stop_error() : StreamOrderError("the stream has no opening");
    }
    if (received_ == Received::kUnreadable) return UnreadableOpening();
    if (!request_->has_opening()) return StreamOrderError("the first message must be the opening");
    if (absl::Status status = open(*request_); !status.ok()) return status;
    Read();
    while (received_ != Received::kEnd) {
      if (absl::Status status = AnswerBatch(answer); !status.ok()) return status;
    }
    return call_.stopped() ? call_.stop_error() : absl::OkStatus();
  }

 private:
  // The next message.
  void Read() {
    request_ = &memory_.Renew();
    received_ = stream_.Read(*request_);
  }

  bool InOrder() const { return received_ == Received::kUnreadable || request_->has_patient(); }

  // Answers the message that was read and those that have come behind it, and reads the one after.
  absl::Status AnswerBatch(Answer answer) {
    if (call_.stopped()) return call_.stop_error();
    for (int left = kMaxBatch; received_ != Received::kEnd; Read()) {
      if (!InOrder()) return StreamOrderError("after the opening every message must be a patient");
      const Response* response = AnswerWithPermit(answer);
      if (response == nullptr || call_.stopped()) return call_.stop_error();
      const bool last = --left == 0 || !stream_.HasNext();
      if (!stream_.Write(*response, hold_.Next(last, std::chrono::steady_clock::now())))
        return call_.stop_error();
      if (!last) continue;
      Read();
      break;
    }
    return absl::OkStatus();
  }

  // Null: the call has stopped. The permit is given back before the answer is written: a caller that does not
  // read would keep it.
  const Response* AnswerWithPermit(Answer answer) {
    const MatchLimiter::Permit permit = limiter_.Acquire(call_);
    return permit ? &AnswerOne(answer) : nullptr;
  }

  const Response& AnswerOne(Answer answer) {
    const bool readable = received_ != Received::kUnreadable;
    const bool has_key = readable && request_->patient().key().size() <= kMaxPatientKeyBytes;
    const absl::Status status = has_key    ? answer(request_->patient().patient(), answer_)
                                : readable ? KeyTooLong()
                                           : UnreadablePatient();
    Response& response = status.ok() ? answer_ : failure_;
    response.set_key(has_key ? request_->patient().key() : "");
    if (!status.ok()) *response.mutable_error() = ToRpcStatus(status);
    return response;
  }

  MessageStream<Request, Response>& stream_;
  const CallContext& call_;
  MatchLimiter& limiter_;
  Received received_ = Received::kEnd;
  RequestMemory<Request> memory_;
  Request* request_ = nullptr;
  // Used again, so that their memory is.
  Response answer_, failure_;
  AnswerHold hold_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_PATIENT_STREAM_H_
