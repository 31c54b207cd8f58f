#include "wire/trial_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "domain/time_order.h"
#include "wire/criterion_reader.h"
#include "wire/enum_reader.h"
#include "wire/limits.h"
#include "wire/range_reader.h"
#include "wire/reading_check.h"
#include "wire/resource_name.h"
#include "wire/text_hash.h"
#include "wire/trial_enums.h"
#include "wire/trial_ids.h"
#include "wire/trial_texts.h"
#include "wire/value_reader.h"

namespace trialmatch {
namespace {

using google::protobuf::RepeatedPtrField;

// Ids of cohorts or of sites.
class UniqueIds {
 public:
  void Check(const std::string& id, IssueSink& sink) {
    if (!IsId(id)) {
      sink.ErrorAt("id", "is not 1 to 64 letters, digits, '_', '-' or '.'");
    } else if (!seen_.insert(id).second) {
      sink.ErrorAt("id", "is used twice in this trial");
    }
  }

 private:
  absl::flat_hash_set<std::string> seen_;
};

std::vector<Code> ReadConditions(const RepeatedPtrField<v1::TrialCondition>& conditions, IssueSink& sink) {
  std::vector<Code> codes;
  if (!CheckCount(conditions.size(), kMaxListed, "conditions", sink)) return codes;
  for (int i = 0; i < conditions.size(); ++i) {
    Field in(sink, "conditions", i);
    CheckRequired(conditions[i].text(), kMaxLineBytes, "text", sink);
    if (auto code = ReadOptionalCode(conditions[i].has_code(), conditions[i].code(), "code", sink)) {
      codes.push_back(*std::move(code));
    }
  }
  return codes;
}

void AddNew(std::vector<Code>& all, const std::vector<Code>& more) {
  absl::flat_hash_set<Code> known(all.begin(), all.end());
  for (const Code& code : more) {
    if (known.insert(code).second) all.push_back(code);
  }
}

Cohort ReadCohort(const v1::Cohort& message, RecruitmentStatus trial_status, CriterionReader& criteria,
                  IssueSink& sink) {
  Cohort cohort;
  cohort.id = message.id();
  cohort.title = message.title();
  CheckLength(message.title(), kMaxLineBytes, "title", sink);
  CheckLength(message.description(), kMaxTextBytes, "description", sink);
  cohort.status =
      ReadEnum(kRecruitmentStatuses, message.status(), "status", sink).value_or(RecruitmentStatus::kUnknown);
  if (cohort.status == RecruitmentStatus::kUnknown) cohort.status = trial_status;
  cohort.conditions = ReadConditions(message.conditions(), sink);
  cohort.criteria.inclusion = criteria.ReadList(message.inclusion_criteria(), "inclusion_criteria");
  cohort.criteria.exclusion = criteria.ReadList(message.exclusion_criteria(), "exclusion_criteria");
  return cohort;
}

void ReadCohorts(const v1::Trial& message, CriterionReader& criteria, Trial& trial, IssueSink& sink) {
  if (!CheckCount(message.cohorts_size(), kMaxCohorts, "cohorts", sink)) return;
  UniqueIds ids;
  for (int i = 0; i < message.cohorts_size(); ++i) {
    Field in(sink, "cohorts", i);
    const std::string& id = message.cohorts(i).id();
    ids.Check(id, sink);
    if (IsReservedCriterionId(id)) sink.ErrorAt("id", "is reserved for a criterion that the service adds");
    trial.cohorts.push_back(ReadCohort(message.cohorts(i), trial.status, criteria, sink));
  }
}

void ReadSites(const v1::Trial& message, Trial& trial, IssueSink& sink) {
  if (!CheckCount(message.sites_size(), kMaxSites, "sites", sink)) return;
  UniqueIds ids;
  for (int i = 0; i < message.sites_size(); ++i) {
    Field in(sink, "sites", i);
    const v1::Site& site = message.sites(i);
    ids.Check(site.id(), sink);
    Site read;
    read.id = site.id();
    CheckSiteTexts(site, sink);
    read.country_code = site.country_code();
    if (!IsCountryCode(site.country_code())) {
      sink.ErrorAt("country_code", "is not an ISO 3166-1 alpha-2 code");
    }
    if (site.has_coordinates()) {
      Field at(sink, "coordinates");
      read.coordinates = ReadLatLng(site.coordinates(), sink);
    }
    read.status =
        ReadEnum(kRecruitmentStatuses, site.status(), "status", sink).value_or(RecruitmentStatus::kUnknown);
    trial.sites.push_back(std::move(read));
  }
}

void ReadPhases(const v1::Trial& message, Trial& trial, IssueSink& sink) {
  if (!CheckCount(message.phases_size(), kMaxEnumerated, "phases", sink)) return;
  for (int i = 0; i < message.phases_size(); ++i) {
    Field in(sink, "phases", i);
    const std::optional<Phase> phase = ReadEnum(kPhases, message.phases(i), "", sink);
    const bool is_new =
        phase && std::find(trial.phases.begin(), trial.phases.end(), *phase) == trial.phases.end();
    if (is_new) trial.phases.push_back(*phase);
  }
}

void ReadAge(const v1::Trial& message, Trial& trial, IssueSink& sink) {
  if (message.has_minimum_age()) {
    Field in(sink, "minimum_age");
    trial.age.min = ReadClockBound(message.minimum_age(), sink);
  }
  if (message.has_maximum_age()) {
    Field in(sink, "maximum_age");
    trial.age.max = ReadClockBound(message.maximum_age(), sink);
  }
  if (CertainlyEmpty(trial.age)) sink.ErrorAt("minimum_age", "is above maximum_age");
}

void ReadLabels(const v1::Trial& message, Trial& trial, IssueSink& sink) {
  trial.id = ReadTrialName(message.name(), "name", sink).value_or("");
  CheckTitles(message, sink);
  trial.title = message.title();
  trial.status =
      ReadEnum(kRecruitmentStatuses, message.status(), "status", sink).value_or(RecruitmentStatus::kUnknown);
  CheckKeywords(message, sink);
  trial.conditions = ReadConditions(message.conditions(), sink);
  ReadPhases(message, trial, sink);
  trial.study_type =
      ReadEnum(kStudyTypes, message.study_type(), "study_type", sink).value_or(StudyType::kUnknown);
  trial.sex = ReadEnum(kTrialSexes, message.sex(), "sex", sink).value_or(Sex::kUnrecorded);
  trial.gender_based = message.gender_based();
  ReadAge(message, trial, sink);
  trial.healthy_volunteers =
      ReadEnum(kHealthyVolunteers, message.healthy_volunteers(), "healthy_volunteers", sink)
          .value_or(HealthyVolunteers::kUnknown);
  CheckLength(message.eligibility_text(), kMaxLongTextBytes, "eligibility_text", sink);
}

Trial ReadWithIds(const v1::Trial& message, IssueSink& sink) {
  Trial trial;
  ReadLabels(message, trial, sink);
  CriterionReader criteria(sink);
  trial.criteria.inclusion = criteria.ReadList(message.inclusion_criteria(), "inclusion_criteria");
  trial.criteria.exclusion = criteria.ReadList(message.exclusion_criteria(), "exclusion_criteria");
  ReadCohorts(message, criteria, trial, sink);
  for (const Cohort& cohort : trial.cohorts) AddNew(trial.conditions, cohort.conditions);
  ReadSites(message, trial, sink);
  CheckOfficials(message, sink);
  trial.last_updated = ReadTimeline(message.timeline(), sink);
  CheckSource(message.source(), sink);
  if (message.has_eligibility_reading()) CheckEligibilityReading(message.eligibility_reading(), sink);
  return trial;
}

// The implied criterion shows a sentence of the product's, but what a person judges is the record's own text:
// an attestation must not outlive it.
void TieToEligibilityText(const std::string& eligibility_text, Trial& trial) {
  if (eligibility_text.empty()) return;
  const std::string hash = HashText(eligibility_text);
  const auto tie = [&hash](std::vector<Criterion>& criteria) {
    for (Criterion& criterion : criteria) {
      const bool implied = IsReservedCriterionId(criterion.id) &&
                           std::holds_alternative<UnstructuredCriterion>(criterion.kind);
      if (implied) criterion.text_hash = hash;
    }
  };
  tie(trial.criteria.inclusion);
  for (Cohort& cohort : trial.cohorts) tie(cohort.criteria.inclusion);
}

}  // namespace

Trial ReadTrial(const v1::Trial& message, IssueSink& sink) {
  Trial trial;
  if (HasAllIds(message)) {
    trial = ReadWithIds(message, sink);
  } else {
    v1::Trial with_ids = message;
    AssignIds(with_ids);
    trial = ReadWithIds(with_ids, sink);
  }
  AddImpliedCriteria(trial, HashText);
  TieToEligibilityText(message.eligibility_text(), trial);
  return trial;
}

}  // namespace trialmatch
