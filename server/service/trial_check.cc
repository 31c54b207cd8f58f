#include "service/trial_check.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/call_error.h"
#include "service/trial_answer.h"
#include "wire/limits.h"
#include "wire/resource_name.h"

namespace trialmatch {
absl::StatusOr<std::vector<TrialPlace>> FindNamedTrials(
    const google::protobuf::RepeatedPtrField<std::string>& names, const std::string& field,
    const Snapshot& snapshot) {
  if (names.empty() || names.size() > kMaxNamedTrials) {
    return InvalidField(field, absl::StrCat("must name 1 to ", kMaxNamedTrials, " trials"));
  }
  Issues issues;
  std::vector<TrialPlace> places;
  absl::Status missing;
  for (int i = 0; i < names.size(); ++i) {
    const std::optional<std::string> id = TrialIdOf(names[i]);
    if (!id) {
      issues.push_back({absl::StrCat(field, "[", i, "]"), "must be \"trials/{id}\""});
    } else if (const std::optional<TrialPlace> place = snapshot.Find(*id)) {
      places.push_back(*place);
    } else if (missing.ok()) {
      missing = FromStorage(absl::NotFoundError(""), names[i]);
    }
  }
  if (!issues.empty()) return InvalidFields(issues);
  if (!missing.ok()) return missing;
  return places;
}

absl::StatusOr<std::vector<StoredTrial>> ReadPlanned(const Snapshot& snapshot, const TrialRegistry& registry,
                                                     const CheckPlan& plan, const CallContext& call) {
  std::vector<StoredTrial> trials;
  for (const TrialPlace place : plan.places) {
    if (call.stopped()) return call.stop_error();
    absl::StatusOr<StoredTrial> stored = ReadStored(snapshot, place, registry);
    if (!stored.ok()) return stored.status();
    trials.push_back(*std::move(stored));
  }
  return trials;
}

absl::Status RunCheck(const Snapshot& snapshot, absl::Span<const StoredTrial> trials, const Patient& patient,
                      const CheckPlan& plan, const CallContext& call,
                      v1::CheckEligibilityResponse& response) {
  const PatientView view(patient, plan.options, snapshot.terminology());
  for (const StoredTrial& trial : trials) {
    if (call.stopped()) return call.stop_error();
    WriteTrialAnswer(trial, view, plan.level, *response.add_matches());
  }
  WriteAnswerContext(snapshot, plan.options, *response.mutable_context());
  return absl::OkStatus();
}

}  // namespace trialmatch
