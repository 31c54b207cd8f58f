#include "service/trial_check.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "service/call_error.h"
#include "service/trial_answer.h"
#include "wire/limits.h"
#include "wire/resource_name.h"

namespace trialmatch {
absl::StatusOr<std::vector<size_t>> FindNamedTrials(
    const google::protobuf::RepeatedPtrField<std::string>& names, const std::string& field,
    const Snapshot& snapshot) {
  if (names.empty() || names.size() > kMaxNamedTrials) {
    return InvalidField(field, absl::StrCat("must name 1 to ", kMaxNamedTrials, " trials"));
  }
  Issues issues;
  std::vector<size_t> positions;
  absl::Status missing;
  for (int i = 0; i < names.size(); ++i) {
    const std::optional<std::string> id = TrialIdOf(names[i]);
    if (!id) {
      issues.push_back({absl::StrCat(field, "[", i, "]"), "must be \"trials/{id}\""});
    } else if (const std::optional<size_t> position = snapshot.Find(*id)) {
      positions.push_back(*position);
    } else if (missing.ok()) {
      missing = FromStorage(absl::NotFoundError(""), names[i]);
    }
  }
  if (!issues.empty()) return InvalidFields(issues);
  if (!missing.ok()) return missing;
  return positions;
}

absl::Status RunCheck(const Snapshot& snapshot, const TrialRegistry& registry, const Patient& patient,
                      const CheckPlan& plan, const CallContext& call,
                      v1::CheckEligibilityResponse& response) {
  const PatientView view(patient, plan.options, snapshot.terminology());
  for (const size_t position : plan.positions) {
    if (call.stopped()) return call.stop_error();
    absl::Status status =
        WriteTrialAnswer(snapshot, position, view, plan.level, registry, *response.add_matches());
    if (!status.ok()) return status;
  }
  *response.mutable_context() = AnswerContextOf(snapshot, plan.options);
  return absl::OkStatus();
}

}  // namespace trialmatch
