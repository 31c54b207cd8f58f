#include "ingest/ctgov/study_trial.h"

#include <cmath>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "ingest/ctgov/country_codes.h"
#include "ingest/ctgov/mesh_headings.h"
#include "ingest/ctgov/study_words.h"

namespace trialmatch::ctgov {
namespace {

class Converter {
 public:
  Converter(const Study& study, const Terminology& terminology, Issues& issues)
      : study_(study), headings_(terminology), issues_(issues) {}

  v1::Trial Run() {
    if (!study_.nct_id.empty()) trial_.set_name(absl::StrCat("trials/", study_.nct_id));
    trial_.set_title(study_.brief_title.empty() ? study_.official_title : study_.brief_title);
    trial_.set_official_title(study_.official_title);
    trial_.set_plain_summary(study_.brief_summary);
    trial_.set_official_summary(study_.detailed_description);
    if (!study_.lead_sponsor.empty()) trial_.mutable_sponsor()->set_name(study_.lead_sponsor);
    for (const std::string& keyword : study_.keywords) trial_.add_keywords(keyword);
    trial_.set_eligibility_text(study_.eligibility_text);
    SetDesign();
    SetConditions();
    SetWhoMayEnter();
    SetSites();
    for (const StudyOfficial& official : study_.officials) {
      v1::Official& added = *trial_.add_officials();
      added.set_name(official.name);
      added.set_role(RoleOf(official.role));
      added.set_affiliation(official.affiliation);
    }
    SetTimeline();
    SetSource();
    return std::move(trial_);
  }

 private:
  void Warn(absl::string_view path, absl::string_view description) {
    issues_.push_back({absl::StrCat("record.", path), std::string(description), Severity::kWarning});
  }

  // The value of `word`; nothing, with a warning, for a word that is not known.
  template <typename Value>
  std::optional<Value> Known(std::optional<Value> (*read)(absl::string_view), const std::string& word,
                             absl::string_view path) {
    if (word.empty()) return std::nullopt;
    std::optional<Value> value = read(word);
    if (!value) Warn(path, "is a word that this version does not know; it is left out");
    return value;
  }

  void SetDesign() {
    if (const auto status = Known(StatusOf, study_.overall_status, study_.paths->overall_status)) {
      trial_.set_status(*status);
    }
    if (const auto type = Known(StudyTypeOf, study_.study_type, study_.paths->study_type)) {
      trial_.set_study_type(*type);
    }
    for (const std::string& word : study_.phases) {
      const auto phases = Known(PhasesOf, word, study_.paths->phases);
      if (!phases) continue;
      for (const v1::Phase phase : *phases) trial_.add_phases(phase);
    }
  }

  // The record's own words first, then its headings; a heading that is one of the words codes that one.
  void SetConditions() {
    absl::flat_hash_map<std::string, v1::TrialCondition*> by_text;
    trial_.mutable_conditions()->Reserve(
        static_cast<int>(study_.conditions.size() + study_.mesh_terms.size()));
    for (const std::string& text : study_.conditions) {
      v1::TrialCondition* condition = trial_.add_conditions();
      condition->set_text(text);
      by_text.try_emplace(absl::AsciiStrToLower(text), condition);
    }
    bool missing = false;
    for (const MeshTerm& term : study_.mesh_terms) {
      if (term.name.empty()) continue;
      const auto [place, is_new] = by_text.try_emplace(absl::AsciiStrToLower(term.name), nullptr);
      if (is_new) {
        place->second = trial_.add_conditions();
        place->second->set_text(term.name);
      }
      if (const std::optional<Code> code = headings_.CodeOf(term)) {
        place->second->mutable_code()->set_system(code->system());
        place->second->mutable_code()->set_code(code->code());
        place->second->mutable_code()->set_display(term.name);
      } else {
        missing = missing || headings_.loaded();
      }
    }
    if (missing) Warn(study_.paths->mesh_terms, "has a heading that the loaded MeSH does not have");
  }

  void SetAge(const std::string& text, const char* path, v1::ClockBound* (v1::Trial::*bound)()) {
    const AgeBound age = AgeOf(text);
    if (age.kind == AgeBound::Kind::kBound) *(trial_.*bound)() = age.bound;
    if (age.kind == AgeBound::Kind::kWrong) issues_.push_back({absl::StrCat("record.", path), age.fault});
  }

  void SetWhoMayEnter() {
    if (const auto sex = Known(SexOf, study_.sex, study_.paths->sex)) trial_.set_sex(*sex);
    trial_.set_gender_based(study_.gender_based.value_or(false));
    SetAge(study_.minimum_age, study_.paths->minimum_age, &v1::Trial::mutable_minimum_age);
    SetAge(study_.maximum_age, study_.paths->maximum_age, &v1::Trial::mutable_maximum_age);
    if (study_.healthy_volunteers) {
      trial_.set_healthy_volunteers(*study_.healthy_volunteers ? v1::HEALTHY_VOLUNTEERS_ACCEPTED
                                                               : v1::HEALTHY_VOLUNTEERS_NOT_ACCEPTED);
    } else if (!study_.unknown_healthy_volunteers.empty()) {
      Warn(study_.paths->healthy_volunteers, "is a word that this version does not know; it is left out");
    }
  }

  void SetSites() {
    for (size_t i = 0; i < study_.sites.size(); ++i) {
      const StudySite& site = study_.sites[i];
      v1::Site& added = *trial_.add_sites();
      added.set_facility(site.facility);
      added.set_city(site.city);
      added.set_region(site.state);
      added.set_country(site.country);
      added.set_country_code(std::string(CountryCodeOf(site.country)));
      const std::string path = absl::StrCat(study_.paths->locations, "[", i, "]");
      if (const auto status = Known(StatusOf, site.status, path + ".status")) added.set_status(*status);
      if (!site.point) continue;
      if (std::abs(site.point->latitude) <= 90 && std::abs(site.point->longitude) <= 180) {
        added.mutable_coordinates()->set_latitude(site.point->latitude);
        added.mutable_coordinates()->set_longitude(site.point->longitude);
      } else {
        Warn(path + ".geoPoint", "lies nowhere on earth; it is left out");
      }
    }
  }

  std::string Date(const std::string& text, absl::string_view path) {
    return Known(DateOf, text, path).value_or("");
  }

  void SetTimeline() {
    v1::Timeline timeline;
    timeline.set_first_submitted(Date(study_.first_submitted, study_.paths->first_submitted));
    timeline.set_launched(Date(study_.start_date, study_.paths->start_date));
    timeline.set_last_updated(Date(study_.last_update, study_.paths->last_update));
    timeline.set_estimated_completion(Date(study_.completion_date, study_.paths->completion_date));
    *trial_.mutable_timeline() = std::move(timeline);
  }

  void SetSource() {
    v1::Source& source = *trial_.mutable_source();
    source.set_name("ClinicalTrials.gov");
    source.set_uri(absl::StrCat("https://clinicaltrials.gov/study/", study_.nct_id));
    source.set_current_as_of(Date(study_.version_date, study_.paths->version_date));
  }

  const Study& study_;
  const MeshHeadings headings_;
  Issues& issues_;
  v1::Trial trial_;
};

}  // namespace

v1::Trial TrialOf(const Study& study, const Terminology& terminology, Issues& issues) {
  return Converter(study, terminology, issues).Run();
}

}  // namespace trialmatch::ctgov
