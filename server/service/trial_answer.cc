#include "service/trial_answer.h"

#include <optional>
#include <vector>

#include "matching/availability.h"
#include "matching/evaluator.h"
#include "matching/ranking.h"
#include "matching/trial_outline.h"
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

void WriteAvailability(const Availability& availability, const SiteMessages& sites,
                       v1::Availability& message) {
  message.set_recruitment(MessageOf(availability.recruitment));
  if (availability.distance_km) message.set_distance_km(*availability.distance_km);
  if (!availability.nearest_site) return;
  *message.mutable_nearest_site() = sites.Get(static_cast<int>(*availability.nearest_site));
}

std::vector<Truth> CohortTruths(const TrialResult& result) {
  std::vector<Truth> truths;
  for (const CohortResult& cohort : result.cohorts) truths.push_back(cohort.truth);
  return truths;
}

bool IsExplained(v1::ExplanationLevel level) {
  return level == v1::EXPLANATION_LEVEL_DECIDING || level == v1::EXPLANATION_LEVEL_FULL;
}

void Write(const StoredTrial& stored, const TrialResult& result, std::optional<int> condition_distance,
           const PatientView& patient, v1::ExplanationLevel level, v1::TrialMatch& match) {
  const Trial& trial = *stored.trial;
  WriteTrialName(trial.id, *match.mutable_trial());
  match.set_title(trial.title);
  WriteTrialResult(
      result, level, [&](const Code& code) { return patient.terminology().DisplayName(code); }, match);
  if (condition_distance) match.set_condition_distance(*condition_distance);
  WriteAvailability(FindAvailability(trial, CohortTruths(result), patient.patient().location), *stored.sites,
                    *match.mutable_availability());
}

}  // namespace

absl::StatusOr<StoredTrial> ReadStored(const Snapshot& snapshot, TrialPlace place,
                                       const TrialRegistry& registry) {
  absl::StatusOr<StoredTrial> stored = registry.ReadWhole(snapshot, place);
  if (!stored.ok()) return FromStorage(stored.status(), TrialName(snapshot.id(place)));
  return stored;
}

void WriteTrialAnswer(const StoredTrial& stored, const PatientView& patient, v1::ExplanationLevel level,
                      v1::TrialMatch& match) {
  const Trial& trial = *stored.trial;
  Write(stored, IsExplained(level) ? Explain(trial, patient) : Outline(trial, patient),
        ConditionDistance(trial, patient), patient, level, match);
}

void WritePageAnswer(const StoredTrial& stored, const PageEntry& entry, const PatientView& patient,
                     v1::ExplanationLevel level, v1::TrialMatch& match) {
  const Trial& trial = *stored.trial;
  Write(stored, IsExplained(level) ? Explain(trial, patient) : Outline(trial, entry.truth, patient),
        entry.condition_distance, patient, level, match);
}

}  // namespace trialmatch
