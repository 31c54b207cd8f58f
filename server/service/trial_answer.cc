#include "service/trial_answer.h"

#include <optional>
#include <vector>

#include "matching/availability.h"
#include "matching/evaluator.h"
#include "matching/ranking.h"
#include "service/call_error.h"
#include "wire/answer_writer.h"
#include "wire/resource_name.h"

namespace trialmatch {
namespace {

v1::RecruitmentAvailability MessageOf(Recruitment recruitment) {
  switch (recruitment) {
    case Recruitment::kRecruiting:
      return v1::RECRUITMENT_AVAILABILITY_RECRUITING;
    case Recruitment::kNotRecruiting:
      return v1::RECRUITMENT_AVAILABILITY_NOT_RECRUITING;
    case Recruitment::kUnknown:
      break;
  }
  return v1::RECRUITMENT_AVAILABILITY_UNKNOWN;
}

absl::Status WriteAvailability(const Availability& availability, const Snapshot& snapshot, const Trial& trial,
                               const TrialRegistry& registry, v1::Availability& message) {
  message.set_recruitment(MessageOf(availability.recruitment));
  if (availability.distance_km) message.set_distance_km(*availability.distance_km);
  if (!availability.nearest_site) return absl::OkStatus();
  const absl::StatusOr<v1::Trial> record = registry.ReadAt(trial.id, snapshot.revision());
  if (!record.ok()) return FromStorage(record.status(), TrialName(trial.id));
  *message.mutable_nearest_site() = record->sites(static_cast<int>(*availability.nearest_site));
  return absl::OkStatus();
}

std::vector<Truth> CohortTruths(const TrialResult& result) {
  std::vector<Truth> truths;
  for (const CohortResult& cohort : result.cohorts) truths.push_back(cohort.truth);
  return truths;
}

}  // namespace

absl::Status WriteTrialAnswer(const Snapshot& snapshot, size_t position, const PatientView& patient,
                              v1::ExplanationLevel level, const TrialRegistry& registry,
                              v1::TrialMatch& match) {
  const Trial& trial = *snapshot.trials()[position];
  const TrialResult result = Explain(trial, patient);
  match.set_trial(TrialName(trial.id));
  match.set_title(trial.title);
  WriteTrialResult(
      result, level, [&](const Code& code) { return snapshot.terminology().DisplayName(code); }, match);
  if (const std::optional<int> distance = ConditionDistance(trial, patient)) {
    match.set_condition_distance(*distance);
  }
  const Availability availability = FindAvailability(trial, CohortTruths(result), patient.patient().location);
  return WriteAvailability(availability, snapshot, trial, registry, *match.mutable_availability());
}

}  // namespace trialmatch
