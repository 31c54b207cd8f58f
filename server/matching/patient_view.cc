#include "matching/patient_view.h"

namespace trialmatch {
namespace {

std::optional<ClockOrigin> BirthOf(const Patient& patient, const AsOf& as_of) {
  if (const auto* born = std::get_if<RecordedTime>(&patient.birth)) return OriginOf(*born, as_of);
  if (const auto* age = std::get_if<StatedAge>(&patient.birth)) {
    return OriginFromStatedAge(age->value, age->unit, age->stated_on, as_of);
  }
  return std::nullopt;
}

}  // namespace

bool KnownBy(const std::optional<RecordedTime>& recorded_at, const AsOf& as_of) {
  return !recorded_at || ExistsBy(*recorded_at, as_of) != Truth::kFalse;
}

PatientView::PatientView(const Patient& patient, const EvaluationOptions& options,
                         const Terminology& terminology)
    : patient_(patient),
      options_(options),
      terminology_(terminology),
      birth_(BirthOf(patient, options.as_of)) {
  for (const Fact& fact : patient.facts) {
    if (!KnownBy(fact.recorded_at, as_of())) continue;
    if (fact.category != FactCategory::kPlan && !KnownBy(fact.start, as_of())) continue;
    const bool refuted =
        fact.verification == Verification::kRefuted || fact.verification == Verification::kNever;
    auto& slots = refuted ? refuted_ : present_;
    slots[Slot(fact.category, fact.subject)].push_back({&fact, PeriodOf(fact)});
  }
}

}  // namespace trialmatch
