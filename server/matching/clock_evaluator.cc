#include "matching/clock_evaluator.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "domain/builtin_codes.h"
#include "matching/biology_rule.h"
#include "matching/evidence_text.h"
#include "matching/fact_evaluator.h"
#include "matching/fact_match.h"

namespace trialmatch {
namespace {

const char* NameOf(Clock clock) {
  switch (clock) {
    case Clock::kAge:
      return "age";
    case Clock::kGestationalAgeAtBirth:
      return "gestational age at birth";
    case Clock::kPostmenstrualAge:
      return "postmenstrual age";
    case Clock::kCorrectedAge:
      return "corrected age";
    case Clock::kPregnancyLength:
      break;
  }
  return "length of the pregnancy";
}

std::string FormatBound(const ClockBound& bound) {
  std::string text = absl::StrCat(bound.value, " ", UnitName(bound.unit), bound.value == 1 ? "" : "s");
  if (bound.extra_days) absl::StrAppend(&text, " + ", *bound.extra_days, " days");
  return text;
}

std::string FormatClockRange(const ClockRange& range) {
  std::string text;
  if (range.min)
    text = absl::StrCat(range.min->exclusive ? "more than " : "at least ", FormatBound(*range.min));
  if (range.max) {
    absl::StrAppend(&text, text.empty() ? "" : " and ", range.max->exclusive ? "less than " : "at most ",
                    FormatBound(*range.max));
  }
  return text;
}

const char* UcumUnit(TimeUnit unit) {
  constexpr const char* kUnits[] = {"min", "h", "d", "wk", "mo", "a"};
  return kUnits[static_cast<int>(unit)];
}

std::string DistanceText(const ClockDistance& distance, ClockSide side) {
  const int64_t size = distance.count < 0 ? -distance.count : distance.count;
  const std::string amount = absl::StrCat(size, " ", UnitName(distance.unit), size == 1 ? "" : "s");
  return absl::StrCat(amount, side == ClockSide::kMax ? " over" : " under");
}

Evidence ReadingEvidence(const ClockCriterion& criterion, const ClockReading& reading) {
  Evidence evidence;
  evidence.threshold = FormatClockRange(criterion.range);
  if (reading.text) evidence.converted_value = *reading.text;
  if (reading.distance) {
    evidence.distance = Distance{absl::StrCat(reading.distance->count), UcumUnit(reading.distance->unit)};
  }
  const std::string is = reading.text ? absl::StrCat(NameOf(criterion.clock), " is ", *reading.text)
                                      : absl::StrCat(NameOf(criterion.clock), " is not certain");
  if (reading.not_started) {
    evidence.kind = EvidenceKind::kUndecided;
    evidence.reason = EvidenceReason::kNotStarted;
    evidence.text = absl::StrCat(NameOf(criterion.clock), " has not begun to count, or may not have");
  } else if (reading.truth == Truth::kUnknown) {
    evidence.kind = EvidenceKind::kUndecided;
    evidence.reason = EvidenceReason::kDateImprecise;
    evidence.text = absl::StrCat(is, ", too coarse for ", evidence.threshold);
  } else if (reading.truth == Truth::kFalse) {
    evidence.reason = EvidenceReason::kDoesNotSatisfy;
    evidence.text = absl::StrCat(is, ", asked ", evidence.threshold);
    if (reading.distance) {
      absl::StrAppend(&evidence.text, ": ", DistanceText(*reading.distance, reading.decided_by));
    }
  } else {
    evidence.text = absl::StrCat(is, ", ", evidence.threshold);
  }
  return evidence;
}

Evidence Missing(const std::string& what) {
  Evidence evidence;
  evidence.kind = EvidenceKind::kMissing;
  evidence.reason = EvidenceReason::kNotRecorded;
  evidence.text = absl::StrCat(what, " is not recorded");
  return evidence;
}

Truth Report(const ClockCriterion& criterion, const ClockReading& reading, std::vector<Evidence>* evidence) {
  if (evidence != nullptr) evidence->push_back(ReadingEvidence(criterion, reading));
  return reading.truth;
}

Truth ReportMissing(const char* what, std::vector<Evidence>* evidence) {
  if (evidence != nullptr) evidence->push_back(Missing(what));
  return Truth::kUnknown;
}

const FactCriterion& GoingPregnancy() {
  static const FactCriterion& pregnancy = *[] {
    auto* made = new FactCriterion;
    made->category = FactCategory::kReproductiveState;
    made->concepts.include = {{Code{kBuiltinSystem, "PREGNANT"}, true}};
    made->status = FactStatus::kActive;
    return made;
  }();
  return pregnancy;
}

Truth EvaluatePregnancyLength(const ClockCriterion& criterion, const PatientView& patient,
                              std::vector<Evidence>* evidence) {
  const FactCriterion& pregnancy = GoingPregnancy();
  // No assumption reaches a clock: only a recorded refutation or biology says that there is no pregnancy.
  std::vector<Evidence> why_none;
  if (EvaluateFact(pregnancy, AbsencePolicy::kUnknown, patient, evidence == nullptr ? nullptr : &why_none) ==
      Truth::kFalse) {
    if (evidence != nullptr) {
      Evidence none;
      none.reason = EvidenceReason::kDoesNotSatisfy;
      none.text = "there is no pregnancy";
      evidence->push_back(std::move(none));
      std::move(why_none.begin(), why_none.end(), std::back_inserter(*evidence));
    }
    return Truth::kFalse;
  }
  std::optional<ClockReading> found;
  EvidenceReason open = EvidenceReason::kDateImprecise;
  for (const FactMatch& match : MatchFacts(pregnancy, AbsencePolicy::kUnknown, Person{}, patient)) {
    const Fact& fact = *match.fact->fact;
    if (match.truth == Truth::kFalse || !fact.gestation || !fact.gestation_on) continue;
    if (!KnownBy(fact.gestation_on, patient.as_of())) continue;
    ClockReading reading = EvaluateClock(
        criterion.range, PostmenstrualOrigin(OriginOf(*fact.gestation_on, patient.as_of()), *fact.gestation),
        patient.as_of());
    if (match.truth == Truth::kUnknown) open = match.reason;
    if (match.truth == Truth::kUnknown || (found && found->truth != reading.truth)) {
      reading.truth = Truth::kUnknown;
    }
    found = std::move(reading);
  }
  if (!found) return ReportMissing("the length of the pregnancy", evidence);
  const Truth truth = Report(criterion, *found, evidence);
  if (evidence != nullptr && open != EvidenceReason::kDateImprecise) {
    evidence->back().reason = open;
    evidence->back().text = "a pregnancy of that length is recorded, but does not decide";
    evidence->back().distance.reset();
  }
  return truth;
}

Sex AttributeOf(SexAttribute attribute, const PatientView& patient) {
  switch (attribute) {
    case SexAttribute::kAdministrativeGender:
      return patient.patient().administrative_gender;
    case SexAttribute::kGenderIdentity:
      return patient.patient().gender_identity;
    case SexAttribute::kSexAtBirth:
      break;
  }
  return SexAtBirthOf(patient);
}

const char* NameOf(SexAttribute attribute) {
  constexpr const char* kNames[] = {"sex at birth", "administrative gender", "gender identity"};
  return kNames[static_cast<int>(attribute)];
}

const char* NameOf(Sex sex) {
  constexpr const char* kNames[] = {"not recorded", "female", "male", "indeterminate"};
  return kNames[static_cast<int>(sex)];
}

void AppendSexEvidence(const SexCriterion& criterion, Sex recorded, Truth truth, const PatientView& patient,
                       std::vector<Evidence>& evidence) {
  if (recorded == Sex::kUnrecorded) {
    evidence.push_back(Missing(NameOf(criterion.attribute)));
    return;
  }
  Evidence fact;
  fact.kind = truth == Truth::kUnknown ? EvidenceKind::kUndecided : EvidenceKind::kFact;
  fact.reason = truth == Truth::kTrue    ? EvidenceReason::kSatisfies
                : truth == Truth::kFalse ? EvidenceReason::kDoesNotSatisfy
                                         : EvidenceReason::kValueImprecise;
  fact.text = absl::StrCat(NameOf(criterion.attribute), " is ", NameOf(recorded));
  fact.recorded_value = NameOf(recorded);
  fact.threshold = NameOf(criterion.sex);
  evidence.push_back(std::move(fact));
  const bool stood_in =
      criterion.attribute == SexAttribute::kSexAtBirth && patient.patient().sex_at_birth == Sex::kUnrecorded;
  if (stood_in) evidence.push_back(GenderAssumption());
}

}  // namespace

Truth EvaluateClockCriterion(const ClockCriterion& criterion, const PatientView& patient,
                             std::vector<Evidence>* evidence) {
  const std::optional<GestationalAge>& gestation = patient.patient().gestational_age_at_birth;
  if (criterion.clock == Clock::kPregnancyLength)
    return EvaluatePregnancyLength(criterion, patient, evidence);
  if (criterion.clock != Clock::kAge && !gestation) {
    return ReportMissing("the gestational age at birth", evidence);
  }
  if (criterion.clock == Clock::kGestationalAgeAtBirth) {
    return Report(criterion, EvaluateGestation(criterion.range, *gestation), evidence);
  }
  if (!patient.birth()) return ReportMissing("the birth", evidence);
  ClockOrigin origin = *patient.birth();
  if (criterion.clock == Clock::kPostmenstrualAge) origin = PostmenstrualOrigin(origin, *gestation);
  if (criterion.clock == Clock::kCorrectedAge) origin = CorrectedOrigin(origin, *gestation);
  if (evidence == nullptr) return ClockTruth(criterion.range, origin, patient.as_of());
  return Report(criterion, EvaluateClock(criterion.range, origin, patient.as_of()), evidence);
}

Truth EvaluateSexCriterion(const SexCriterion& criterion, const PatientView& patient,
                           std::vector<Evidence>* evidence) {
  const Sex recorded = AttributeOf(criterion.attribute, patient);
  Truth truth = Truth::kUnknown;
  if (recorded == Sex::kFemale || recorded == Sex::kMale) truth = FromBool(recorded == criterion.sex);
  if (evidence != nullptr) AppendSexEvidence(criterion, recorded, truth, patient, *evidence);
  return truth;
}

}  // namespace trialmatch
