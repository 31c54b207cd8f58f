// One patient against named trials.
#ifndef TRIALMATCH_SERVICE_TRIAL_CHECK_H_
#define TRIALMATCH_SERVICE_TRIAL_CHECK_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "catalog/snapshot.h"
#include "domain/evaluation_options.h"
#include "domain/patient.h"
#include "registry/trial_registry.h"
#include "service/call_context.h"
#include "service/call_error.h"
#include "service/match_context.h"
#include "trialmatch/v1/eligibility_service.pb.h"

namespace trialmatch {

struct CheckPlan {
  EvaluationOptions options;
  std::vector<size_t> positions;  // of the trials in the snapshot, in the order asked
  v1::ExplanationLevel level = v1::EXPLANATION_LEVEL_FULL;
};

// INVALID_FIELDS for names that are none, none at all or more than 100; TRIAL_NOT_FOUND for the first that
// does not exist. `field` is the path of the list.
absl::StatusOr<std::vector<size_t>> FindNamedTrials(
    const google::protobuf::RepeatedPtrField<std::string>& names, const std::string& field,
    const Snapshot& snapshot);

// Of a CheckEligibilityRequest or the opening of a stream, whose members beneath `prefix` are the same.
template <typename Message>
absl::StatusOr<CheckPlan> ReadCheckPlan(const Message& message, const std::string& prefix,
                                        v1::ExplanationLevel fallback, const Snapshot& snapshot,
                                        absl::Time now) {
  const auto positions = FindNamedTrials(message.trials(), prefix + "trials", snapshot);
  const auto options = ReadOptionsField(message.options(), prefix + "options", now, snapshot.terminology());
  const auto level = ReadLevel(message.explanation(), prefix + "explanation", fallback);
  absl::Status status = JoinErrors({positions.status(), options.status(), level.status()});
  if (!status.ok()) return status;
  return CheckPlan{*options, *positions, *level};
}

// Fills matches, in the order asked, and context. The stop error of a stopped call.
absl::Status RunCheck(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const CheckPlan& plan, const CallContext& call, v1::CheckEligibilityResponse& response);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_CHECK_H_
