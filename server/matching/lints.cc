#include "matching/lints.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "matching/criterion_lints.h"
#include "matching/lint_places.h"
#include "matching/scope_lints.h"

namespace trialmatch {
namespace {

class Linter {
 public:
  Linter(const Trial& trial, absl::string_view root) : trial_(trial), root_(root) {}

  Issues Run() && {
    CheckLabels();
    ScopeLints trial_wide(trial_.id);
    CheckLists(trial_.criteria, root_, trial_wide);
    for (size_t i = 0; i < trial_.cohorts.size(); ++i) {
      const std::string field = absl::StrCat(root_, ".cohorts[", i, "]");
      CheckCohort(trial_.cohorts[i], field);
      ScopeLints scope = trial_wide;  // a cohort's criteria hold together with the trial's
      CheckLists(trial_.cohorts[i].criteria, field, scope);
    }
    return std::move(issues_);
  }

 private:
  void CheckLists(const CriteriaLists& lists, const std::string& field, ScopeLints& scope) {
    for (const LintPlace& place : PlacesOf(lists, field)) {
      AddCriterionLints(place, trial_.id, issues_);
      scope.Add(place, issues_);
    }
  }

  void CheckLabels() {
    if (trial_.conditions.empty() && trial_.healthy_volunteers != HealthyVolunteers::kAccepted) {
      Warn(absl::StrCat(root_, ".conditions"),
           "no condition has a code, so that the trial is never related to a patient's conditions");
    }
    const bool open = std::any_of(trial_.sites.begin(), trial_.sites.end(), [](const Site& site) {
      return site.status == RecruitmentStatus::kRecruiting;
    });
    if (trial_.status == RecruitmentStatus::kRecruiting && !open) {
      Warn(absl::StrCat(root_, ".sites"), "the trial recruits, but none of its sites is said to");
    }
    if (trial_.cohorts.empty() && OnlyText(trial_.criteria)) {
      Warn(absl::StrCat(root_, ".inclusion_criteria"),
           "there is no criterion: the trial is undetermined for everybody that sex and age admit");
    }
  }

  void CheckCohort(const Cohort& cohort, const std::string& field) {
    if (cohort.criteria.empty()) {
      Warn(field, "the cohort has no criteria of its own: whoever qualifies for the trial qualifies for it");
    } else if (OnlyText(cohort.criteria)) {
      Warn(field, "neither the cohort nor the trial has a criterion: it is undetermined for everybody");
    }
  }

  // Nothing was structured, so that the text as a whole stands for the criteria.
  static bool OnlyText(const CriteriaLists& lists) {
    return std::any_of(lists.inclusion.begin(), lists.inclusion.end(), IsImpliedText);
  }

  void Warn(std::string field, std::string description) {
    issues_.push_back({std::move(field), std::move(description), Severity::kWarning, ""});
  }

  const Trial& trial_;
  const std::string root_;
  Issues issues_;
};

}  // namespace

Issues FindDoubtful(const Trial& trial, absl::string_view root) { return Linter(trial, root).Run(); }

}  // namespace trialmatch
