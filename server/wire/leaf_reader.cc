#include "wire/leaf_reader.h"

#include <algorithm>
#include <optional>

#include "domain/time_order.h"
#include "wire/enum_reader.h"
#include "wire/fact_criterion_reader.h"
#include "wire/limits.h"
#include "wire/observation_criterion_reader.h"
#include "wire/patient_enums.h"
#include "wire/range_reader.h"
#include "wire/trial_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

using Kind = v1::Criterion;

const Subjects& Self() {
  static const Subjects kSelf = {Subject::kPatient};
  return kSelf;
}

// The leaf of one category, of the patient's own facts or of relatives'. False: the kind is none of them.
bool ReadFactOf(const v1::Criterion& message, const Subjects& subjects, IssueSink& sink,
                Criterion& criterion) {
  const auto read = [&](const v1::FactCriterion& fact, absl::string_view member, FactCategory category) {
    Field in(sink, member);
    criterion.kind = ReadFactCriterion(fact, category, subjects, sink);
    return true;
  };
  switch (message.kind_case()) {
    case Kind::kCondition:
      return read(message.condition(), "condition", FactCategory::kCondition);
    case Kind::kProcedure:
      return read(message.procedure(), "procedure", FactCategory::kProcedure);
    case Kind::kMedication:
      return read(message.medication(), "medication", FactCategory::kMedication);
    case Kind::kVariant:
      return read(message.variant(), "variant", FactCategory::kVariant);
    case Kind::kLifestyle:
      return read(message.lifestyle(), "lifestyle", FactCategory::kLifestyle);
    case Kind::kObservation: {
      Field in(sink, "observation");
      criterion.kind = ReadObservation(message.observation(), subjects, sink);
      return true;
    }
    default:
      return false;
  }
}

Subjects ReadRelationships(const v1::RelativeCriterion& message, IssueSink& sink) {
  if (message.relationships().empty()) sink.ErrorAt("relationships", "has no element");
  Subjects subjects;
  if (!CheckCount(message.relationships_size(), kMaxEnumerated, "relationships", sink)) return subjects;
  for (int i = 0; i < message.relationships_size(); ++i) {
    Field at(sink, "relationships", i);
    const std::optional<Subject> subject = ReadEnum(kRelationships, message.relationships(i), "", sink);
    const bool is_new = subject && std::find(subjects.begin(), subjects.end(), *subject) == subjects.end();
    if (is_new) subjects.push_back(*subject);
  }
  return subjects;
}

void ReadRelative(const v1::RelativeCriterion& message, IssueSink& sink, Criterion& criterion) {
  Field in(sink, "relative");
  const Subjects subjects = ReadRelationships(message, sink);
  if (!message.has_criterion()) {
    sink.ErrorAt("criterion", "is required");
    return;
  }
  Field at(sink, "criterion");
  const v1::Criterion& nested = message.criterion();
  if (!nested.id().empty()) sink.ErrorAt("id", "is that of the criterion around it, which stands for both");
  if (nested.absence_policy() != v1::ABSENCE_POLICY_UNSPECIFIED) {
    sink.ErrorAt("absence_policy", "belongs on the criterion around it");
  }
  if (!nested.text().empty()) sink.WarningAt("text", "is not shown: it belongs on the criterion around it");
  CheckLength(nested.text(), kMaxTextBytes, "text", sink);
  if (!ReadFactOf(nested, subjects, sink, criterion)) {
    sink.Error("is not a condition, procedure, medication, variant, lifestyle or observation");
  }
}

// A leaf about the patient's own record that no relative has. False: the kind is none of them.
bool ReadOwnFact(const v1::Criterion& message, IssueSink& sink, Criterion& criterion) {
  const auto read = [&](const v1::FactCriterion& fact, absl::string_view member, FactCategory category) {
    Field in(sink, member);
    criterion.kind = ReadFactCriterion(fact, category, Self(), sink);
    return true;
  };
  const auto read_by = [&](absl::string_view member, auto reader, const auto& leaf) {
    Field in(sink, member);
    criterion.kind = reader(leaf, sink);
    return true;
  };
  switch (message.kind_case()) {
    case Kind::kAllergy:
      return read(message.allergy(), "allergy", FactCategory::kAllergy);
    case Kind::kAbility:
      return read(message.ability(), "ability", FactCategory::kAbility);
    case Kind::kPlan:
      return read(message.plan(), "plan", FactCategory::kPlan);
    case Kind::kReproductiveState:
      return read_by("reproductive_state", ReadReproductive, message.reproductive_state());
    case Kind::kCareSetting:
      return read_by("care_setting", ReadCareSetting, message.care_setting());
    case Kind::kTrialParticipation:
      return read_by("trial_participation", ReadTrialParticipation, message.trial_participation());
    case Kind::kPerformanceStatus:
      return read_by("performance_status", ReadPerformance, message.performance_status());
    case Kind::kDoseStability:
      return read_by("dose_stability", ReadDoseStability, message.dose_stability());
    case Kind::kRelation:
      return read_by("relation", ReadRelation, message.relation());
    case Kind::kRelative:
      ReadRelative(message.relative(), sink, criterion);
      return true;
    default:
      return false;
  }
}

ClockCriterion ReadClock(const v1::ClockCriterion& message, IssueSink& sink) {
  Field in(sink, "clock");
  ClockCriterion read;
  const std::optional<Clock> clock = ReadEnum(kClocks, message.clock(), "clock", sink);
  const auto read_bound = [&](const v1::ClockBound& bound, absl::string_view member) {
    Field at(sink, member);
    std::optional<ClockBound> result = ReadClockBound(bound, sink);
    const bool gestation = clock == Clock::kGestationalAgeAtBirth || clock == Clock::kPregnancyLength;
    if (gestation && result && result->unit != TimeUnit::kWeek && result->unit != TimeUnit::kDay) {
      sink.ErrorAt("unit", "is neither weeks nor days, in which this clock counts");
    }
    return result;
  };
  if (!message.has_min() && !message.has_max()) sink.Error("has neither min nor max");
  if (message.has_min()) read.range.min = read_bound(message.min(), "min");
  if (message.has_max()) read.range.max = read_bound(message.max(), "max");
  if (CertainlyEmpty(read.range)) sink.ErrorAt("min", "is above max");
  read.clock = clock.value_or(Clock::kAge);
  return read;
}

SexCriterion ReadSex(const v1::SexCriterion& message, IssueSink& sink) {
  Field in(sink, "sex");
  SexCriterion read;
  read.sex = ReadEnum(kCriterionSexes, message.sex(), "sex", sink).value_or(Sex::kFemale);
  read.attribute =
      ReadEnum(kSexAttributes, message.attribute(), "attribute", sink).value_or(SexAttribute::kSexAtBirth);
  return read;
}

// A leaf about anything but recorded facts. False: the kind is none of them.
bool ReadOther(const v1::Criterion& message, IssueSink& sink, Criterion& criterion) {
  switch (message.kind_case()) {
    case Kind::kClock:
      criterion.kind = ReadClock(message.clock(), sink);
      return true;
    case Kind::kSex:
      criterion.kind = ReadSex(message.sex(), sink);
      return true;
    case Kind::kConsent:
      criterion.kind =
          ConsentCriterion{ReadEnum(kConsentKinds, message.consent().kind(), "consent.kind", sink)
                               .value_or(ConsentKind::kInformedConsent)};
      return true;
    case Kind::kJudgement:
      criterion.kind = UnstructuredCriterion{/*judgement=*/true, ""};
      return true;
    case Kind::kUnstructured:
      CheckLength(message.unstructured().reason(), kMaxTextBytes, "unstructured.reason", sink);
      criterion.kind = UnstructuredCriterion{/*judgement=*/false, message.unstructured().reason()};
      return true;
    default:
      return false;
  }
}

}  // namespace

bool ReadLeaf(const v1::Criterion& message, IssueSink& sink, Criterion& criterion) {
  return ReadFactOf(message, Self(), sink, criterion) || ReadOwnFact(message, sink, criterion) ||
         ReadOther(message, sink, criterion);
}

bool TakesAbsencePolicy(Kind::KindCase kind) {
  switch (kind) {
    case Kind::kCondition:
    case Kind::kProcedure:
    case Kind::kMedication:
    case Kind::kAllergy:
    case Kind::kVariant:
    case Kind::kLifestyle:
    case Kind::kAbility:
    case Kind::kPlan:
    case Kind::kReproductiveState:
    case Kind::kCareSetting:
    case Kind::kTrialParticipation:
    case Kind::kObservation:
    case Kind::kPerformanceStatus:
    case Kind::kDoseStability:
    case Kind::kRelation:
    case Kind::kRelative:
      return true;
    default:
      return false;
  }
}

}  // namespace trialmatch
