#include "wire/fact_criterion_reader.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "domain/builtin_codes.h"
#include "domain/time_order.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/patient_enums.h"
#include "wire/range_reader.h"
#include "wire/trial_enums.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

// What a fact is to the criterion that reads it.
enum class Use { kCriterion, kAnchor };

FactCriterion ReadFact(const v1::FactCriterion& message, FactCategory category, const Subjects& subjects,
                       Use use, IssueSink& sink);

std::optional<FactCriterion> ReadSelector(const v1::FactSelector& selector, const Subjects& subjects, Use use,
                                          IssueSink& sink) {
  const auto read = [&](const v1::FactCriterion& fact, absl::string_view member, FactCategory category) {
    Field in(sink, member);
    return ReadFact(fact, category, subjects, use, sink);
  };
  using Kind = v1::FactSelector;
  switch (selector.kind_case()) {
    case Kind::kCondition:
      return read(selector.condition(), "condition", FactCategory::kCondition);
    case Kind::kProcedure:
      return read(selector.procedure(), "procedure", FactCategory::kProcedure);
    case Kind::kMedication:
      return read(selector.medication(), "medication", FactCategory::kMedication);
    case Kind::kObservation:
      return read(selector.observation(), "observation", FactCategory::kObservation);
    case Kind::kAllergy:
      return read(selector.allergy(), "allergy", FactCategory::kAllergy);
    case Kind::kVariant:
      return read(selector.variant(), "variant", FactCategory::kVariant);
    case Kind::kPlan:
      return read(selector.plan(), "plan", FactCategory::kPlan);
    case Kind::KIND_NOT_SET:
      break;
  }
  sink.Error("has no kind of fact set");
  return std::nullopt;
}

std::optional<CalendarOffset> ReadOffsetAt(bool present, const v1::TimeOffset& offset,
                                           absl::string_view member, bool positive, IssueSink& sink) {
  if (!present) return std::nullopt;
  Field in(sink, member);
  return ReadOffset(offset, positive, sink);
}

AnchoredWindow ReadWindowOf(const v1::TimeWindow& message, const Subjects& subjects, Use use,
                            IssueSink& sink) {
  AnchoredWindow read;
  TimeWindow& window = read.window;
  window.start = ReadOffsetAt(message.has_start(), message.start(), "start", false, sink);
  window.end = ReadOffsetAt(message.has_end(), message.end(), "end", false, sink);
  if (!message.has_start() && !message.has_end()) sink.Error("has neither start nor end");
  if (window.start && window.end && CertainlyAfter(*window.start, *window.end)) {
    sink.ErrorAt("start", "is after end");
  }
  window.anchor_point =
      ReadEnum(kAnchorPoints, message.anchor_point(), "anchor_point", sink).value_or(AnchorPoint::kStart);
  if (!message.has_anchor()) {
    if (message.anchor_point() != v1::ANCHOR_POINT_UNSPECIFIED) {
      sink.ErrorAt("anchor_point", "is for a window with an anchor");
    }
    return read;
  }
  if (use == Use::kAnchor) {
    sink.ErrorAt("anchor", "stands in an anchor, which cannot have one itself");
    return read;
  }
  Field in(sink, "anchor");
  if (auto anchor = ReadSelector(message.anchor(), subjects, Use::kAnchor, sink)) {
    read.anchor = std::make_shared<const FactCriterion>(*std::move(anchor));
  }
  return read;
}

std::optional<AnchoredWindow> ReadWindowAt(bool present, const v1::TimeWindow& message,
                                           const Subjects& subjects, Use use, IssueSink& sink) {
  if (!present) return std::nullopt;
  Field in(sink, "window");
  return ReadWindowOf(message, subjects, use, sink);
}

// Unspecified, states and plans are asked of as they are now, unless a window asks for another time.
template <typename Message>
FactStatus ReadStatus(const Message& message, FactCategory category, IssueSink& sink) {
  const bool state = category == FactCategory::kReproductiveState || category == FactCategory::kCareSetting ||
                     category == FactCategory::kAbility || category == FactCategory::kPlan;
  const FactStatus unspecified = state && !message.has_window() ? FactStatus::kActive : FactStatus::kEver;
  if (message.status() == v1::FACT_STATUS_UNSPECIFIED) return unspecified;
  return ReadEnum(kFactStatuses, message.status(), "status", sink).value_or(unspecified);
}

void ReadMedicationOnly(const v1::FactCriterion& message, FactCriterion& read, IssueSink& sink) {
  const auto check = [&](bool present, absl::string_view member) {
    if (present && read.category != FactCategory::kMedication) {
      sink.ErrorAt(member, "is for medications only");
    }
    return present;
  };
  if (check(message.has_dose(), "dose")) {
    Field in(sink, "dose");
    read.dose = ReadQuantityRange(message.dose(), sink);
  }
  if (check(message.has_line_of_therapy(), "line_of_therapy")) {
    Field in(sink, "line_of_therapy");
    read.line_of_therapy = ReadCountRange(message.line_of_therapy(), 0, kMaxCount, sink);
  }
  check(message.has_response(), "response");
  read.response = ReadOptionalConcepts(message.has_response(), message.response(), "response", sink);
}

// A qualifier that no fact of the category carries is no error, but leaves the criterion undecided for
// everybody.
void ReadQualifiers(const v1::FactCriterion& message, FactCriterion& read, IssueSink& sink) {
  const FactCategory category = read.category;
  const bool graded = category == FactCategory::kCondition || category == FactCategory::kAllergy;
  const bool sited = category == FactCategory::kCondition || category == FactCategory::kProcedure;
  constexpr char kNeverRecorded[] = "is never recorded for facts of this category, so nobody can satisfy it";
  if (message.has_grade()) {
    Field in(sink, "grade");
    read.grade = ReadGradeRange(message.grade(), sink);
    if (!graded) sink.Warning(kNeverRecorded);
  }
  read.body_site = ReadOptionalConcepts(message.has_body_site(), message.body_site(), "body_site", sink);
  if (read.body_site && !sited) sink.WarningAt("body_site", kNeverRecorded);
  read.side = ReadEnum(kSides, message.side(), "side", sink).value_or(Side::kUnspecified);
  if (read.side != Side::kUnspecified && !sited) sink.WarningAt("side", kNeverRecorded);
}

FactCriterion ReadFact(const v1::FactCriterion& message, FactCategory category, const Subjects& subjects,
                       Use use, IssueSink& sink) {
  FactCriterion read;
  read.category = category;
  read.subjects = subjects;
  read.concepts = ReadRequiredConcepts(message.has_concepts(), message.concepts(), "concepts", sink);
  read.status = ReadStatus(message, read.category, sink);
  ReadQualifiers(message, read, sink);
  read.window = ReadWindowAt(message.has_window(), message.window(), subjects, use, sink);
  if (message.has_occurrences()) {
    Field in(sink, "occurrences");
    if (use == Use::kAnchor) sink.Error("stands in an anchor: a window is measured from each fact alone");
    read.occurrences = ReadCountRange(message.occurrences(), 0, kMaxCount, sink);
  }
  read.refutation_freshness = ReadOffsetAt(message.has_refutation_freshness(), message.refutation_freshness(),
                                           "refutation_freshness", true, sink);
  ReadMedicationOnly(message, read, sink);
  return read;
}

void AddState(FactCriterion& read, Code code) {
  ConceptEntry entry{std::move(code), /*with_descendants=*/true};
  std::vector<ConceptEntry>& include = read.concepts.include;
  if (std::find(include.begin(), include.end(), entry) == include.end()) include.push_back(std::move(entry));
}

// `States` is a repeated enumeration of `StateEnum`.
template <typename StateEnum, typename States>
void ReadStates(const States& states, absl::string_view member, FactCriterion& read, IssueSink& sink) {
  if (states.empty()) sink.ErrorAt(member, "has no element");
  if (!CheckCount(states.size(), kMaxEnumerated, member, sink)) return;
  for (int i = 0; i < states.size(); ++i) {
    Field in(sink, member, i);
    if (auto code = ReadBuiltinCode(static_cast<StateEnum>(states.Get(i)), "", sink)) {
      AddState(read, *std::move(code));
    }
  }
}

}  // namespace

FactCriterion ReadFactCriterion(const v1::FactCriterion& message, FactCategory category,
                                const Subjects& subjects, IssueSink& sink) {
  return ReadFact(message, category, subjects, Use::kCriterion, sink);
}

AnchoredWindow ReadWindow(const v1::TimeWindow& message, const Subjects& subjects, IssueSink& sink) {
  return ReadWindowOf(message, subjects, Use::kCriterion, sink);
}

FactCriterion ReadReproductive(const v1::ReproductiveCriterion& message, IssueSink& sink) {
  FactCriterion read;
  read.category = FactCategory::kReproductiveState;
  ReadStates<v1::ReproductiveState>(message.states(), "states", read, sink);
  read.status = ReadStatus(message, read.category, sink);
  read.window = ReadWindowAt(message.has_window(), message.window(), read.subjects, Use::kCriterion, sink);
  read.refutation_freshness = ReadOffsetAt(message.has_refutation_freshness(), message.refutation_freshness(),
                                           "refutation_freshness", true, sink);
  return read;
}

FactCriterion ReadCareSetting(const v1::CareSettingCriterion& message, IssueSink& sink) {
  FactCriterion read;
  read.category = FactCategory::kCareSetting;
  ReadStates<v1::CareSetting>(message.settings(), "settings", read, sink);
  read.status = ReadStatus(message, read.category, sink);
  read.window = ReadWindowAt(message.has_window(), message.window(), read.subjects, Use::kCriterion, sink);
  return read;
}

FactCriterion ReadTrialParticipation(const v1::TrialParticipationCriterion& message, IssueSink& sink) {
  FactCriterion read;
  read.category = FactCategory::kTrialParticipation;
  const auto add = [&](v1::StudyKind kind) {
    if (auto code = ReadBuiltinCode(kind, "kind", sink)) AddState(read, *std::move(code));
  };
  if (message.kind() != v1::STUDY_KIND_UNSPECIFIED) {
    add(message.kind());
  } else {
    const google::protobuf::EnumDescriptor& kinds = *google::protobuf::GetEnumDescriptor<v1::StudyKind>();
    for (int i = 1; i < kinds.value_count(); ++i) add(static_cast<v1::StudyKind>(kinds.value(i)->number()));
  }
  if (!message.trial().empty()) read.trial = ReadTrialName(message.trial(), "trial", sink);
  read.status = ReadStatus(message, read.category, sink);
  read.window = ReadWindowAt(message.has_window(), message.window(), read.subjects, Use::kCriterion, sink);
  return read;
}

DoseStabilityCriterion ReadDoseStability(const v1::DoseStabilityCriterion& message, IssueSink& sink) {
  DoseStabilityCriterion read;
  read.concepts = ReadRequiredConcepts(message.has_concepts(), message.concepts(), "concepts", sink);
  if (!message.has_duration()) sink.ErrorAt("duration", "is required");
  if (auto duration = ReadOffsetAt(message.has_duration(), message.duration(), "duration", true, sink)) {
    read.duration = *duration;
  }
  return read;
}

RelationCriterion ReadRelation(const v1::RelationCriterion& message, IssueSink& sink) {
  RelationCriterion read;
  read.kind = ReadEnum(kLinkKinds, message.kind(), "kind", sink).value_or(LinkKind::kCausedBy);
  const auto read_side = [&](bool present, const v1::FactSelector& selector, absl::string_view member) {
    if (!present) {
      sink.ErrorAt(member, "is required");
      return FactCriterion{};
    }
    Field in(sink, member);
    return ReadSelector(selector, {Subject::kPatient}, Use::kCriterion, sink).value_or(FactCriterion{});
  };
  read.effect = read_side(message.has_effect(), message.effect(), "effect");
  read.cause = read_side(message.has_cause(), message.cause(), "cause");
  return read;
}

}  // namespace trialmatch
