// The stream of ImportTrials.
#ifndef TRIALMATCH_SERVICE_TRIAL_IMPORT_H_
#define TRIALMATCH_SERVICE_TRIAL_IMPORT_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "trialmatch/v1/trial_service.pb.h"

namespace trialmatch {

// Reads to the end of the stream and writes in batches, each whole or not at all. STREAM_ORDER when options
// come after a trial or twice, or a message holds nothing; what was written before stays.
absl::Status ImportStream(absl::FunctionRef<bool(v1::ImportTrialsRequest&)> read, const CallContext& call,
                          TrialRegistry& registry, v1::ImportTrialsResponse& response);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_IMPORT_H_
