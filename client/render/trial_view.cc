#include "client/render/trial_view.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "client/render/block.h"
#include "client/render/table.h"
#include "client/render/words.h"
#include "client/text/utf8.h"

namespace trialmatch::client {
namespace {

std::string Fact(absl::string_view name, absl::string_view value, const Style& style) {
  if (value.empty()) return "";
  std::string title = absl::StrCat("  ", name, ":");
  title.resize(16, ' ');
  return Paragraph({style.Paint(Tone::kDim, title), std::string(16, ' ')}, Tone::kPlain, value, "", style);
}

std::string ConditionWords(const google::protobuf::RepeatedPtrField<v1::TrialCondition>& conditions) {
  return absl::StrJoin(conditions, "; ", [](std::string* out, const v1::TrialCondition& condition) {
    absl::StrAppend(out, condition.text());
  });
}

std::string ClockWords(const v1::ClockBound& bound) {
  std::string unit = absl::AsciiStrToLower(absl::StripPrefix(v1::TimeUnit_Name(bound.unit()), "TIME_UNIT_"));
  if (bound.value() != 1) unit += "s";
  return absl::StrCat(bound.value(), " ", unit,
                      bound.has_extra_days() ? absl::StrCat(" + ", bound.extra_days(), " days") : "",
                      bound.exclusive() ? " (exclusive)" : "");
}

std::string AgeWords(const v1::Trial& trial) {
  std::vector<std::string> parts;
  if (trial.has_minimum_age()) parts.push_back(absl::StrCat("from ", ClockWords(trial.minimum_age())));
  if (trial.has_maximum_age()) parts.push_back(absl::StrCat("to ", ClockWords(trial.maximum_age())));
  return absl::StrJoin(parts, " ");
}

std::string TimelineWords(const v1::Timeline& timeline) {
  std::vector<std::string> parts;
  const auto add = [&parts](absl::string_view name, const std::string& date) {
    if (!date.empty()) parts.push_back(absl::StrCat(name, " ", date));
  };
  add("submitted", timeline.first_submitted());
  add("launched", timeline.launched());
  add("updated", timeline.last_updated());
  add("completion", timeline.estimated_completion());
  return absl::StrJoin(parts, ", ");
}

std::string RenderList(absl::string_view title,
                       const google::protobuf::RepeatedPtrField<v1::Criterion>& criteria,
                       const Style& style) {
  if (criteria.empty()) return "";
  std::string out = absl::StrCat("  ", style.Paint(Tone::kDim, title), "\n");
  for (const auto& criterion : criteria) {
    absl::StrAppend(&out, Paragraph({absl::StrCat("    ", style.Bullet()), "      "}, Tone::kPlain,
                                    criterion.text(), absl::StrCat("[", criterion.id(), "]"), style));
  }
  return out;
}

std::string RenderSites(const v1::Trial& trial, const Style& style) {
  if (trial.sites_size() == 0) return "";
  std::string out = absl::StrCat("  ", style.Paint(Tone::kBold, "Sites"), "\n");
  for (const auto& site : trial.sites()) {
    absl::StrAppend(&out,
                    Paragraph({absl::StrCat("    ", style.Bullet()), "      "}, Tone::kPlain, SiteWords(site),
                              absl::StrCat("(", StatusWord(site.status()), ")"), style));
  }
  return out;
}

std::string StateWord(v1::ApplicationState state) {
  return absl::AsciiStrToLower(absl::StripPrefix(v1::ApplicationState_Name(state), "APPLICATION_STATE_"));
}

}  // namespace

std::string RenderTrial(const v1::Trial& trial, const Style& style) {
  std::string out = Paragraph({style.Paint(Tone::kBold, ShortName(trial.name())) + "  ", "  "}, Tone::kPlain,
                              trial.title(), "", style);
  absl::StrAppend(
      &out, Fact("Official", trial.official_title(), style),
      Fact("Status", StatusWord(trial.status()), style), Fact("Phase", PhaseWords(trial), style),
      Fact("Conditions", ConditionWords(trial.conditions()), style),
      Fact("Sponsor", trial.sponsor().name(), style), Fact("Age", AgeWords(trial), style),
      Fact("Summary", trial.plain_summary().empty() ? trial.official_summary() : trial.plain_summary(),
           style),
      Fact("Dates", TimelineWords(trial.timeline()), style),
      Fact("Applied", trial.patients_applied() == 0 ? "" : absl::StrCat(trial.patients_applied()), style));
  absl::StrAppend(&out, RenderList("Inclusions: all must be true", trial.inclusion_criteria(), style),
                  RenderList("Exclusions: all must be false", trial.exclusion_criteria(), style));
  for (const auto& cohort : trial.cohorts()) {
    absl::StrAppend(
        &out,
        Paragraph(
            {absl::StrCat("  ", style.Paint(Tone::kBold, "Cohort " + OneLine(cohort.id())), "  "), "    "},
            Tone::kPlain, cohort.title(), "", style),
        RenderList("Inclusions: all must be true", cohort.inclusion_criteria(), style),
        RenderList("Exclusions: all must be false", cohort.exclusion_criteria(), style));
  }
  const auto& source = trial.source();
  const std::string current =
      source.current_as_of().empty() ? "" : absl::StrCat("(as of ", source.current_as_of(), ")");
  std::vector<std::string> parts;
  for (const std::string& part : {source.name(), source.uri(), current}) {
    if (!part.empty()) parts.push_back(part);
  }
  absl::StrAppend(&out, RenderSites(trial, style), Fact("Source", absl::StrJoin(parts, " "), style));
  for (const std::string& inference : source.inferences())
    absl::StrAppend(&out, Fact("Inferred", inference, style));
  absl::StrAppend(&out, Fact("Etag", trial.etag(), style));
  return out;
}

std::string RenderTrials(const v1::ListTrialsResponse& response, const Style& style) {
  if (response.trials_size() == 0) return "No trials.\n";
  Table table({{.title = "TRIAL"},
               {.title = "TITLE", .elastic = true},
               {.title = "STATUS"},
               {.title = "PHASE"},
               {.title = "CONDITIONS", .elastic = true}});
  for (const auto& trial : response.trials()) {
    table.Add({{ShortName(trial.name())},
               {trial.title()},
               {StatusWord(trial.status())},
               {PhaseWords(trial)},
               {ConditionWords(trial.conditions())}});
  }
  std::string out = absl::StrCat(table.Render(style), "\n", response.trials_size(), " of ",
                                 response.total_size(), response.total_size() == 1 ? " trial" : " trials",
                                 style.Dot(), "catalog revision ", response.catalog_revision(), "\n");
  if (!response.next_page_token().empty()) {
    absl::StrAppend(&out, "More: --all, or --page-token ", response.next_page_token(), "\n");
  }
  return out;
}

std::string RenderApplication(const v1::Application& application) {
  return absl::StrCat(ShortName(application.name()), "  ", StateWord(application.state()), "  ",
                      ShortName(application.trial()), "  ", OneLine(application.applicant_reference()), "\n");
}

std::string RenderApplications(const v1::ListApplicationsResponse& response, const Style& style) {
  if (response.applications_size() == 0) return "No applications.\n";
  Table table({{.title = "APPLICATION"},
               {.title = "STATE"},
               {.title = "TRIAL"},
               {.title = "APPLICANT", .elastic = true},
               {.title = "APPLIED"},
               {.title = "WITHDRAWN"}});
  for (const auto& application : response.applications()) {
    table.Add({{ShortName(application.name())},
               {StateWord(application.state())},
               {ShortName(application.trial())},
               {application.applicant_reference()},
               {application.has_apply_time() ? TimeWords(application.apply_time(), "UTC") : ""},
               {application.has_withdraw_time() ? TimeWords(application.withdraw_time(), "UTC") : ""}});
  }
  std::string out = table.Render(style);
  if (!response.next_page_token().empty()) {
    absl::StrAppend(&out, "More: --all, or --page-token ", response.next_page_token(), "\n");
  }
  return out;
}

std::string RenderTrialIssue(const std::string& source, const v1::TrialIssue& issue, const Style& style) {
  const bool error = issue.severity() != v1::ISSUE_SEVERITY_WARNING;
  return absl::StrCat(
      OneLine(source), ": ",
      error ? style.Paint(Tone::kBad, "error: ") : style.Paint(Tone::kOpen, "warning: "),
      OneLine(issue.field()), ": ", OneLine(issue.description()),
      issue.criterion_id().empty() ? "" : absl::StrCat(" [", OneLine(issue.criterion_id()), "]"), "\n");
}

}  // namespace trialmatch::client
