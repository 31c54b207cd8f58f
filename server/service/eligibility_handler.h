// Calls of EligibilityService: request in, response out.
#ifndef TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_
#define TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "service/match_limiter.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {

// Safe for use by any number of threads. Errors carry the details of call_error.h; OVERLOADED when more
// matches run than the limiter allows. On streams `read` gives the next message, false at the end; `write` is
// false when the caller has gone. A bad patient of a stream gets its own error and the stream goes on.
class EligibilityHandler {
 public:
  // Both outlive the handler.
  EligibilityHandler(const TrialRegistry& registry, MatchLimiter& limiter)
      : registry_(registry), limiter_(limiter) {}

  absl::Status Check(const v1::CheckEligibilityRequest& request, const CallContext& call,
                     v1::CheckEligibilityResponse& response) const;
  absl::Status Match(const v1::MatchTrialsRequest& request, const CallContext& call,
                     v1::MatchTrialsResponse& response) const;
  absl::Status StreamMatches(absl::FunctionRef<bool(v1::StreamMatchesRequest&)> read,
                             absl::FunctionRef<bool(const v1::StreamMatchesResponse&)> write,
                             const CallContext& call) const;
  absl::Status ScreenPatients(absl::FunctionRef<bool(v1::ScreenPatientsRequest&)> read,
                              absl::FunctionRef<bool(const v1::ScreenPatientsResponse&)> write,
                              const CallContext& call) const;

 private:
  const TrialRegistry& registry_;
  MatchLimiter& limiter_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_ELIGIBILITY_HANDLER_H_
