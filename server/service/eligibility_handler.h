// Calls of EligibilityService: request in, response out.
#ifndef TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_
#define TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "service/match_limiter.h"
#include "service/message_stream.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {

// Safe for use by any number of threads. Errors carry the details of call_error.h; OVERLOADED when more
// matches run than the limiter allows. A bad patient of a stream gets its own error and the stream goes on.
class EligibilityHandler {
 public:
  // Both outlive the handler.
  EligibilityHandler(const TrialRegistry& registry, MatchLimiter& limiter)
      : registry_(registry), limiter_(limiter) {}

  // `read` gives the request and is asked once there is room for the match; null: it cannot be read, which
  // ends the call.
  absl::Status Check(absl::FunctionRef<const v1::CheckEligibilityRequest*()> read, const CallContext& call,
                     v1::CheckEligibilityResponse& response) const;
  absl::Status Match(absl::FunctionRef<const v1::MatchTrialsRequest*()> read, const CallContext& call,
                     v1::MatchTrialsResponse& response) const;
  absl::Status StreamMatches(MessageStream<v1::StreamMatchesRequest, v1::StreamMatchesResponse>& stream,
                             const CallContext& call) const;
  absl::Status ScreenPatients(MessageStream<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>& stream,
                              const CallContext& call) const;

 private:
  const TrialRegistry& registry_;
  MatchLimiter& limiter_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_
