#include "tests/support/trial_message.h"

#include "absl/strings/str_cat.h"
#include "tests/support/leaf_message.h"
#include "wire/criterion_reader.h"
#include "wire/trial_enums.h"
#include "wire/value_enums.h"

namespace trialmatch {
namespace {

using google::protobuf::RepeatedPtrField;

void Write(const Combination& combination, v1::Criterion& message) {
  const std::vector<Criterion>& children = combination.children;
  const auto write_list = [&](RepeatedPtrField<v1::Criterion>* list) {
    for (const Criterion& child : children) *list->Add() = CriterionMessage(child);
  };
  switch (combination.op) {
    case Operator::kAllOf:
      return write_list(message.mutable_all_of()->mutable_criteria());
    case Operator::kAnyOf:
      return write_list(message.mutable_any_of()->mutable_criteria());
    case Operator::kNot:
      *message.mutable_not_() = CriterionMessage(children[0]);
      return;
    case Operator::kIfThen:
      *message.mutable_if_then()->mutable_condition() = CriterionMessage(children[0]);
      *message.mutable_if_then()->mutable_consequence() = CriterionMessage(children[1]);
      return;
    case Operator::kAtLeast:
      message.mutable_at_least()->set_k(combination.k);
      return write_list(message.mutable_at_least()->mutable_criteria());
  }
}

void WriteList(const std::vector<Criterion>& criteria, RepeatedPtrField<v1::Criterion>* list) {
  for (const Criterion& criterion : criteria) {
    if (!IsReservedCriterionId(criterion.id)) *list->Add() = CriterionMessage(criterion);
  }
}

void WriteConditions(const std::vector<Code>& codes, RepeatedPtrField<v1::TrialCondition>* list) {
  for (const Code& code : codes) {
    v1::TrialCondition* condition = list->Add();
    condition->set_text(code.code());
    condition->mutable_code()->set_system(code.system());
    condition->mutable_code()->set_code(code.code());
  }
}

void WriteSites(const Trial& trial, v1::Trial& message) {
  for (const Site& site : trial.sites) {
    v1::Site* written = message.add_sites();
    written->set_id(site.id);
    written->set_country_code(site.country_code);
    written->set_status(kRecruitmentStatuses.ToWire(site.status));
    if (!site.coordinates) continue;
    written->mutable_coordinates()->set_latitude(site.coordinates->latitude);
    written->mutable_coordinates()->set_longitude(site.coordinates->longitude);
  }
}

}  // namespace

v1::Criterion CriterionMessage(const Criterion& criterion) {
  v1::Criterion message;
  if (const auto* combination = std::get_if<Combination>(&criterion.kind)) {
    Write(*combination, message);
  } else {
    message = LeafMessage(criterion);
  }
  message.set_id(criterion.id);
  message.set_text(criterion.text);
  message.set_absence_policy(kAbsencePolicies.ToWire(criterion.absence_policy));
  return message;
}

v1::Trial TrialMessage(const Trial& trial) {
  v1::Trial message;
  message.set_name(absl::StrCat("trials/", trial.id));
  message.set_title(trial.title.empty() ? trial.id : trial.title);
  message.set_status(kRecruitmentStatuses.ToWire(trial.status));
  WriteConditions(trial.conditions, message.mutable_conditions());
  for (const Phase phase : trial.phases) message.add_phases(kPhases.ToWire(phase));
  message.set_study_type(kStudyTypes.ToWire(trial.study_type));
  message.set_sex(kTrialSexes.ToWire(trial.sex));
  message.set_gender_based(trial.gender_based);
  if (trial.age.min) *message.mutable_minimum_age() = ClockBoundMessage(*trial.age.min);
  if (trial.age.max) *message.mutable_maximum_age() = ClockBoundMessage(*trial.age.max);
  message.set_healthy_volunteers(kHealthyVolunteers.ToWire(trial.healthy_volunteers));
  WriteList(trial.criteria.inclusion, message.mutable_inclusion_criteria());
  WriteList(trial.criteria.exclusion, message.mutable_exclusion_criteria());
  for (const Cohort& cohort : trial.cohorts) {
    v1::Cohort* written = message.add_cohorts();
    written->set_id(cohort.id);
    written->set_title(cohort.title);
    written->set_status(kRecruitmentStatuses.ToWire(cohort.status));
    WriteConditions(cohort.conditions, written->mutable_conditions());
    WriteList(cohort.criteria.inclusion, written->mutable_inclusion_criteria());
    WriteList(cohort.criteria.exclusion, written->mutable_exclusion_criteria());
  }
  WriteSites(trial, message);
  if (trial.last_updated) message.mutable_timeline()->set_last_updated(trial.last_updated->ToString());
  return message;
}

}  // namespace trialmatch
