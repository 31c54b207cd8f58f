// Calls of TrialService: request in, response out.
#ifndef TRIALMATCH_SERVICE_TRIAL_HANDLER_H_
#define TRIALMATCH_SERVICE_TRIAL_HANDLER_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "storage/application_store.h"
#include "storage/trial_store.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

// Safe for use by any number of threads. Errors carry the details of call_error.h.
class TrialHandler {
 public:
  // All outlive the handler.
  TrialHandler(TrialRegistry& registry, const TrialStore& trials, const ApplicationStore& applications)
      : registry_(registry), trials_(trials), applications_(applications) {}

  absl::Status Get(const v1::GetTrialRequest& request, v1::GetTrialResponse& response) const;
  absl::Status List(const v1::ListTrialsRequest& request, const CallContext& call,
                    v1::ListTrialsResponse& response) const;
  absl::Status Create(const v1::CreateTrialRequest& request, const CallContext& call,
                      v1::CreateTrialResponse& response);
  absl::Status Update(const v1::UpdateTrialRequest& request, const CallContext& call,
                      v1::UpdateTrialResponse& response);
  absl::Status Delete(const v1::DeleteTrialRequest& request, v1::DeleteTrialResponse& response);
  absl::Status Validate(const v1::ValidateTrialRequest& request, v1::ValidateTrialResponse& response) const;
  // `read` gives the next message, false at the end of the stream.
  absl::Status Import(absl::FunctionRef<bool(v1::ImportTrialsRequest&)> read, const CallContext& call,
                      v1::ImportTrialsResponse& response);

 private:
  absl::StatusOr<WriteResult> Write(const WriteRequest& request, absl::Time now);
  // Adds what is not stored with the trial.
  absl::Status Complete(v1::Trial& trial) const;

  TrialRegistry& registry_;
  const TrialStore& trials_;
  const ApplicationStore& applications_;
};

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_HANDLER_H_
