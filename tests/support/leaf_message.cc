#include "tests/support/leaf_message.h"

#include <cstdlib>
#include <string>

#include "absl/strings/str_cat.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "wire/patient_enums.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"

namespace trialmatch {
namespace {

v1::TimeOffset Message(const CalendarOffset& offset) {
  v1::TimeOffset message;
  message.set_count(offset.count);
  message.set_unit(kTimeUnits.ToWire(offset.unit));
  return message;
}

v1::ConceptSet Message(const ConceptSet& set) {
  v1::ConceptSet message;
  const auto write = [](const ConceptEntry& entry, v1::ConceptEntry& written) {
    written.mutable_code()->set_system(entry.code.system());
    written.mutable_code()->set_code(entry.code.code());
    written.set_without_descendants(!entry.with_descendants);
  };
  for (const ConceptEntry& entry : set.include) write(entry, *message.add_include());
  for (const ConceptEntry& entry : set.exclude) write(entry, *message.add_exclude());
  return message;
}

v1::CountRange Message(const CountRange& range) {
  v1::CountRange message;
  if (range.min) message.set_min(*range.min);
  if (range.max) message.set_max(*range.max);
  return message;
}

v1::GradeRange Message(const GradeRange& range) {
  v1::GradeRange message;
  message.set_scale(range.scale);
  message.set_min(range.min);
  message.set_max(range.max);
  return message;
}

template <typename Range, typename Written>
void WriteBounds(const Range& range, Written& message) {
  const auto write = [](const Bound& bound, v1::QuantityBound& written) {
    written.set_value(bound.value.ToString());
    written.set_exclusive(bound.exclusive);
  };
  if (range.min) write(*range.min, *message.mutable_min());
  if (range.max) write(*range.max, *message.mutable_max());
}

v1::QuantityRange Message(const QuantityRange& range) {
  v1::QuantityRange message;
  WriteBounds(range, message);
  message.set_unit(range.unit);
  return message;
}

v1::NormalLimitRange Message(const NormalLimitRange& range) {
  v1::NormalLimitRange message;
  WriteBounds(range, message);
  message.set_limit(kNormalLimits.ToWire(range.side));
  return message;
}

v1::FactCriterion Message(const FactCriterion& fact);

// The member of a message with a oneof of facts; null: it has none of this category.
template <typename Kinds>
v1::FactCriterion* CommonMember(FactCategory category, Kinds& message) {
  switch (category) {
    case FactCategory::kCondition:
      return message.mutable_condition();
    case FactCategory::kProcedure:
      return message.mutable_procedure();
    case FactCategory::kMedication:
      return message.mutable_medication();
    case FactCategory::kAllergy:
      return message.mutable_allergy();
    case FactCategory::kVariant:
      return message.mutable_variant();
    case FactCategory::kPlan:
      return message.mutable_plan();
    default:
      return nullptr;
  }
}

v1::FactSelector Selector(const FactCriterion& fact) {
  v1::FactSelector message;
  v1::FactCriterion* member = fact.category == FactCategory::kObservation
                                  ? message.mutable_observation()
                                  : CommonMember(fact.category, message);
  if (member == nullptr) std::abort();  // see trial_message.h
  *member = Message(fact);
  return message;
}

v1::TimeWindow Message(const AnchoredWindow& window) {
  v1::TimeWindow message;
  if (window.window.start) *message.mutable_start() = Message(*window.window.start);
  if (window.window.end) *message.mutable_end() = Message(*window.window.end);
  if (window.anchor == nullptr) return message;
  *message.mutable_anchor() = Selector(*window.anchor);
  message.set_anchor_point(kAnchorPoints.ToWire(window.window.anchor_point));
  return message;
}

// What facts of every kind say beside their concepts.
template <typename Fact>
void WriteTime(const FactCriterion& fact, Fact& message) {
  message.set_status(kFactStatuses.ToWire(fact.status));
  if (fact.window) *message.mutable_window() = Message(*fact.window);
}

v1::FactCriterion Message(const FactCriterion& fact) {
  v1::FactCriterion message;
  *message.mutable_concepts() = Message(fact.concepts);
  WriteTime(fact, message);
  if (fact.grade) *message.mutable_grade() = Message(*fact.grade);
  if (fact.body_site) *message.mutable_body_site() = Message(*fact.body_site);
  message.set_side(kSides.ToWire(fact.side));
  const bool counts = fact.occurrences.min != 1 || fact.occurrences.max;
  if (counts) *message.mutable_occurrences() = Message(fact.occurrences);
  if (fact.refutation_freshness) {
    *message.mutable_refutation_freshness() = Message(*fact.refutation_freshness);
  }
  if (fact.dose) *message.mutable_dose() = Message(*fact.dose);
  if (fact.line_of_therapy) *message.mutable_line_of_therapy() = Message(*fact.line_of_therapy);
  if (fact.response) *message.mutable_response() = Message(*fact.response);
  return message;
}

// The enumerator that a builtin code is.
template <typename Enum>
Enum StateOf(const ConceptEntry& entry, const char* prefix) {
  const auto* value =
      google::protobuf::GetEnumDescriptor<Enum>()->FindValueByName(prefix + entry.code.code());
  if (value == nullptr) std::abort();  // no state of this kind
  return static_cast<Enum>(value->number());
}

void WriteParticipation(const FactCriterion& fact, v1::TrialParticipationCriterion& message) {
  WriteTime(fact, message);
  if (fact.trial) message.set_trial(absl::StrCat("trials/", *fact.trial));
  if (fact.concepts.include.size() > 1) return;  // of any kind
  message.set_kind(StateOf<v1::StudyKind>(fact.concepts.include[0], "STUDY_KIND_"));
}

struct LeafWriter {
  v1::Criterion& message;

  void operator()(const Combination&) const { std::abort(); }  // no leaf
  void operator()(const ClockCriterion& clock) const {
    message.mutable_clock()->set_clock(kClocks.ToWire(clock.clock));
    if (clock.range.min) *message.mutable_clock()->mutable_min() = ClockBoundMessage(*clock.range.min);
    if (clock.range.max) *message.mutable_clock()->mutable_max() = ClockBoundMessage(*clock.range.max);
  }
  void operator()(const SexCriterion& sex) const {
    message.mutable_sex()->set_sex(kCriterionSexes.ToWire(sex.sex));
    message.mutable_sex()->set_attribute(kSexAttributes.ToWire(sex.attribute));
  }
  void operator()(const FactCriterion& fact) const {
    const LeafWriter target{TargetOf(fact.subjects)};
    if (v1::FactCriterion* member = CommonMember(fact.category, target.message)) {
      *member = Message(fact);
    } else {
      target.WriteOther(fact);
    }
  }
  void operator()(const ObservationCriterion& observation) const {
    v1::ObservationCriterion& written = *TargetOf(observation.subjects).mutable_observation();
    *written.mutable_concepts() = Message(observation.concepts);
    if (const auto* range = std::get_if<QuantityRange>(&*observation.expected)) {
      *written.mutable_quantity() = Message(*range);
    } else if (const auto* limit = std::get_if<NormalLimitRange>(&*observation.expected)) {
      *written.mutable_normal_limit() = Message(*limit);
    } else {
      *written.mutable_coded() = Message(std::get<ConceptSet>(*observation.expected));
    }
    written.set_selection(kSelections.ToWire(observation.selection));
    if (observation.window) *written.mutable_window() = Message(*observation.window);
    if (observation.method) *written.mutable_method() = Message(*observation.method);
  }
  void operator()(const DoseStabilityCriterion& stability) const {
    *message.mutable_dose_stability()->mutable_concepts() = Message(stability.concepts);
    *message.mutable_dose_stability()->mutable_duration() = Message(stability.duration);
  }
  void operator()(const RelationCriterion& relation) const {
    message.mutable_relation()->set_kind(kLinkKinds.ToWire(relation.kind));
    *message.mutable_relation()->mutable_effect() = Selector(*relation.effect);
    *message.mutable_relation()->mutable_cause() = Selector(*relation.cause);
  }
  void operator()(const ConsentCriterion& consent) const {
    message.mutable_consent()->set_kind(kConsentKinds.ToWire(consent.kind));
  }
  void operator()(const UnstructuredCriterion& unstructured) const {
    if (unstructured.judgement) {
      message.mutable_judgement();
    } else {
      message.mutable_unstructured()->set_reason(unstructured.reason);
    }
  }

  // The message itself, or the one within a criterion of relatives.
  v1::Criterion& TargetOf(const Subjects& subjects) const {
    if (subjects == Subjects{Subject::kPatient}) return message;
    v1::RelativeCriterion& relative = *message.mutable_relative();
    for (const Subject subject : subjects) relative.add_relationships(kRelationships.ToWire(subject));
    return *relative.mutable_criterion();
  }

  // Of a category that only criteria have.
  void WriteOther(const FactCriterion& fact) const {
    switch (fact.category) {
      case FactCategory::kLifestyle:
        *message.mutable_lifestyle() = Message(fact);
        return;
      case FactCategory::kAbility:
        *message.mutable_ability() = Message(fact);
        return;
      case FactCategory::kReproductiveState: {
        v1::ReproductiveCriterion& written = *message.mutable_reproductive_state();
        WriteTime(fact, written);
        for (const ConceptEntry& entry : fact.concepts.include) {
          written.add_states(StateOf<v1::ReproductiveState>(entry, "REPRODUCTIVE_STATE_"));
        }
        if (fact.refutation_freshness) {
          *written.mutable_refutation_freshness() = Message(*fact.refutation_freshness);
        }
        return;
      }
      case FactCategory::kCareSetting: {
        v1::CareSettingCriterion& written = *message.mutable_care_setting();
        WriteTime(fact, written);
        for (const ConceptEntry& entry : fact.concepts.include) {
          written.add_settings(StateOf<v1::CareSetting>(entry, "CARE_SETTING_"));
        }
        return;
      }
      case FactCategory::kTrialParticipation:
        return WriteParticipation(fact, *message.mutable_trial_participation());
      default:
        std::abort();  // observations have a criterion of their own
    }
  }
};

}  // namespace

v1::ClockBound ClockBoundMessage(const ClockBound& bound) {
  v1::ClockBound message;
  message.set_value(bound.value);
  message.set_unit(kTimeUnits.ToWire(bound.unit));
  if (bound.extra_days) message.set_extra_days(*bound.extra_days);
  message.set_exclusive(bound.exclusive);
  return message;
}

v1::Criterion LeafMessage(const Criterion& leaf) {
  v1::Criterion message;
  std::visit(LeafWriter{message}, leaf.kind);
  return message;
}

}  // namespace trialmatch
