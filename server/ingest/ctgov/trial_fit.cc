#include "ingest/ctgov/trial_fit.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "ingest/utf8.h"

namespace trialmatch::ctgov {
namespace {

// As in wire/limits.h, which ingest must not include; a test holds the two together.
constexpr size_t kMaxLineBytes = 2'000;
constexpr size_t kMaxLongTextBytes = 200'000;
constexpr int kMaxListed = 5'000;
constexpr int kMaxSites = 20'000;

class Fitter {
 public:
  explicit Fitter(Issues& issues) : issues_(issues) {}

  void Text(std::string* text, size_t max_bytes, absl::string_view member) {
    if (text->size() <= max_bytes) return;
    text->resize(CutUtf8(*text, max_bytes).size());
    Warn(member, absl::StrCat("is longer than ", max_bytes, " bytes; it is cut"));
  }

  template <typename List>
  void Count(List* list, int max, absl::string_view member) {
    if (list->size() <= max) return;
    list->DeleteSubrange(max, list->size() - max);
    Warn(member, absl::StrCat("has more than ", max, " elements; the rest is left out"));
  }

 private:
  void Warn(absl::string_view member, std::string description) {
    issues_.push_back({absl::StrCat("record.trial.", member), std::move(description), Severity::kWarning});
  }

  Issues& issues_;
};

void FitSites(v1::Trial& trial, Fitter& fit) {
  fit.Count(trial.mutable_sites(), kMaxSites, "sites");
  for (v1::Site& site : *trial.mutable_sites()) {
    fit.Text(site.mutable_facility(), kMaxLineBytes, "sites.facility");
    fit.Text(site.mutable_city(), kMaxLineBytes, "sites.city");
    fit.Text(site.mutable_region(), kMaxLineBytes, "sites.region");
    fit.Text(site.mutable_country(), kMaxLineBytes, "sites.country");
  }
}

void FitOfficials(v1::Trial& trial, Fitter& fit) {
  fit.Count(trial.mutable_officials(), kMaxListed, "officials");
  for (v1::Official& official : *trial.mutable_officials()) {
    fit.Text(official.mutable_name(), kMaxLineBytes, "officials.name");
    fit.Text(official.mutable_role(), kMaxLineBytes, "officials.role");
    fit.Text(official.mutable_affiliation(), kMaxLineBytes, "officials.affiliation");
  }
}

}  // namespace

void FitTrial(v1::Trial& trial, Issues& issues) {
  Fitter fit(issues);
  fit.Text(trial.mutable_title(), kMaxLineBytes, "title");
  fit.Text(trial.mutable_official_title(), kMaxLineBytes, "official_title");
  fit.Text(trial.mutable_plain_summary(), kMaxLongTextBytes, "plain_summary");
  fit.Text(trial.mutable_official_summary(), kMaxLongTextBytes, "official_summary");
  if (trial.has_sponsor()) fit.Text(trial.mutable_sponsor()->mutable_name(), kMaxLineBytes, "sponsor.name");
  fit.Count(trial.mutable_keywords(), kMaxListed, "keywords");
  for (std::string& keyword : *trial.mutable_keywords()) fit.Text(&keyword, kMaxLineBytes, "keywords");
  fit.Count(trial.mutable_conditions(), kMaxListed, "conditions");
  for (v1::TrialCondition& condition : *trial.mutable_conditions()) {
    fit.Text(condition.mutable_text(), kMaxLineBytes, "conditions.text");
    if (condition.has_code()) {
      fit.Text(condition.mutable_code()->mutable_display(), kMaxLineBytes, "conditions.code.display");
    }
  }
  FitSites(trial, fit);
  FitOfficials(trial, fit);
}

}  // namespace trialmatch::ctgov
