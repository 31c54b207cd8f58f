// One patient against named trials.
#ifndef TRIALMATCH_SERVICE_TRIAL_CHECK_H_
#define TRIALMATCH_SERVICE_TRIAL_CHECK_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
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
  std::vector<TrialPlace> places;  // of the trials in the snapshot, in the order asked
  v1::ExplanationLevel level = v1::EXPLANATION_LEVEL_FULL;
};

// INVALID_FIELDS for names that are none, none at all or more than 100; TRIAL_NOT_FOUND for the first that
// does not exist. `field` is the path of the list.
absl::StatusOr<std::vector<TrialPlace>> FindNamedTrials(
    const google::protobuf::RepeatedPtrField<std::string>& names, const std::string& field,
    const Snapshot& snapshot);

// Of a CheckEligibilityRequest or the opening of a stream, whose members beneath `prefix` are the same.
template <typename Message>
absl::StatusOr<CheckPlan> ReadCheckPlan(const Message& message, const std::string& prefix,
                                        v1::ExplanationLevel fallback, const Snapshot& snapshot,
                                        absl::Time now) {
  const auto places = FindNamedTrials(message.trials(), prefix + "trials", snapshot);
  const auto options = ReadOptionsField(message.options(), prefix + "options", now, snapshot.terminology());
  const auto level = ReadLevel(message.explanation(), prefix + "explanation", fallback);
  absl::Status status = JoinErrors({places.status(), options.status(), level.status()});
  if (!status.ok()) return status;
  return CheckPlan{*options, *places, *level};
}

// The trials of the plan, in the order asked, from the store. The stop error of a stopped call; an error of
// the store.
absl::StatusOr<std::vector<StoredTrial>> ReadPlanned(const Snapshot& snapshot, const TrialRegistry& registry,
                                                     const CheckPlan& plan, const CallContext& call);

// Fills matches, one for each of the plan's trials, and context. The stop error of a stopped call.
absl::Status RunCheck(const Snapshot& snapshot, absl::Span<const StoredTrial> trials, const Patient& patient,
                      const CheckPlan& plan, const CallContext& call, v1::CheckEligibilityResponse& response);

}  // namespace trialmatch

#endif  // TRIALMATCH_SERVICE_TRIAL_CHECK_H_
