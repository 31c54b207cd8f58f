// The order of a stream of patients: an opening first and once, then patients, each answered in turn.
#ifndef TRIALMATCH_SERVICE_PATIENT_STREAM_H_
#define TRIALMATCH_SERVICE_PATIENT_STREAM_H_

#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/call_context.h"
#include "service/call_error.h"
#include "service/match_limiter.h"
#include "wire/limits.h"

namespace trialmatch {

inline absl::Status StreamOrderError(absl::string_view message) {
  return CallError(absl::StatusCode::kInvalidArgument, v1::ERROR_REASON_STREAM_ORDER, message);
}

// `open` reads the opening; its error ends the stream. `answer` fills the result for one patient, with a
// permit of `limiter`; its error becomes that patient's, and the stream goes on. One message is answered
// before the next is read: the caller's own flow control is the back-pressure, and an overload only makes the
// stream slower.
template <typename Request, typename Response, typename Open, typename Answer>
absl::Status ServePatientStream(absl::FunctionRef<bool(Request&)> read,
                                absl::FunctionRef<bool(const Response&)> write, const CallContext& call,
                                MatchLimiter& limiter, Open open, Answer answer) {
  Request request;
  if (!read(request))
    return call.stopped() ? call.stop_error() : StreamOrderError("the stream has no opening");
  if (!request.has_opening()) return StreamOrderError("the first message must be the opening");
  if (absl::Status status = open(request.opening()); !status.ok()) return status;
  while (read(request)) {
    if (call.stopped()) return call.stop_error();
    if (!request.has_patient()) return StreamOrderError("after the opening every message must be a patient");
    Response response;
    response.set_key(request.patient().key());
    absl::Status status;
    if (request.patient().key().size() > kMaxPatientKeyBytes) {
      response.clear_key();
      status = InvalidField("patient.key", absl::StrCat("has more than ", kMaxPatientKeyBytes, " bytes"));
    } else {
      const MatchLimiter::Permit permit = limiter.Acquire(call);
      if (!permit) return call.stop_error();
      status = answer(request.patient().patient(), response);
    }
    if (call.stopped()) return call.stop_error();
    if (!status.ok()) *response.mutable_error() = ToRpcStatus(status);
    if (!write(response)) return call.stop_error();
  }
  return call.stopped() ? call.stop_error() : absl::OkStatus();
}

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_PATIENT_STREAM_H_
