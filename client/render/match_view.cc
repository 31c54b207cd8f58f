#include "client/render/match_view.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "client/render/block.h"
#include "client/render/criterion_tree.h"
#include "client/render/table.h"
#include "client/render/words.h"

namespace trialmatch::client {
namespace {

std::string Heading(absl::string_view text, const Style& style) {
  return absl::StrCat("  ", style.Paint(Tone::kBold, text), "\n");
}

std::string RenderHeader(const v1::TrialMatch& match, const Style& style) {
  const Tone tone = VerdictTone(match.verdict());
  const std::string lead = absl::StrCat(
      style.Paint(tone, absl::StrCat(VerdictMark(match.verdict(), style), " ", VerdictWord(match.verdict()))),
      "  ", style.Paint(Tone::kBold, ShortName(match.trial())), "  ");
  std::string out = Paragraph({lead, "  "}, Tone::kPlain, match.title(), "", style);
  const auto& availability = match.availability();
  std::string place = absl::StrCat("Recruitment: ", AvailabilityWord(availability.recruitment()));
  if (availability.has_nearest_site()) {
    absl::StrAppend(&place, style.Dot(), "nearest site: ", SiteWords(availability.nearest_site()));
    if (availability.has_distance_km())
      absl::StrAppend(&place, " (", Kilometres(availability.distance_km()), ")");
  }
  absl::StrAppend(&out, Paragraph({"  ", "  "}, Tone::kDim, place, "", style));
  return out;
}

std::string RenderCohorts(const v1::TrialMatch& match, const Style& style) {
  std::string out;
  for (const auto& cohort : match.cohorts()) {
    const std::string lead = absl::StrCat(
        "  ", style.Paint(Tone::kBold, absl::StrCat("Cohort ", ShortName(cohort.cohort_id()))), "  ",
        style.Paint(VerdictTone(cohort.verdict()),
                    absl::StrCat(VerdictMark(cohort.verdict(), style), " ", VerdictWord(cohort.verdict()))),
        "  ");
    const std::string status = cohort.status() == v1::RECRUITMENT_STATUS_UNSPECIFIED
                                   ? ""
                                   : absl::StrCat("(", StatusWord(cohort.status()), ")");
    absl::StrAppend(&out, Paragraph({lead, "    "}, Tone::kPlain, cohort.title(), status, style));
    absl::StrAppend(&out, RenderCriteria(cohort.criteria(), "  ", style));
  }
  return out;
}

std::string RenderSections(const v1::TrialMatch& match, const Style& style) {
  const Indent item{absl::StrCat("  ", style.Bullet()), "    "};
  std::string out;
  const bool open = match.verdict() == v1::VERDICT_UNDETERMINED;
  if (match.deciding_size() > 0) absl::StrAppend(&out, Heading(open ? "Left open by" : "Decided by", style));
  for (const auto& deciding : match.deciding()) {
    const std::string where =
        deciding.cohort_id().empty() ? "" : absl::StrCat("cohort ", deciding.cohort_id(), ", ");
    const std::string suffix =
        absl::StrCat("[", where, deciding.criterion_id(), "] ", TruthWord(deciding.truth()));
    absl::StrAppend(&out, Paragraph(item, Tone::kPlain, deciding.text(), suffix, style));
  }
  if (match.assumptions_size() > 0) absl::StrAppend(&out, Heading("Assumptions", style));
  for (const auto& assumption : match.assumptions()) {
    absl::StrAppend(&out, Paragraph(item, Tone::kPlain, assumption.text(), "", style));
  }
  return out;
}

std::string TotalsWords(const v1::MatchTotals& totals) {
  return absl::StrCat(totals.eligible(), " eligible, ", totals.undetermined(), " undetermined, ",
                      totals.ineligible(), " ineligible");
}

}  // namespace

std::string RenderTrialMatch(const v1::TrialMatch& match, const Style& style) {
  std::string out = RenderHeader(match, style);
  if (match.criteria_size() > 0) {
    absl::StrAppend(&out, match.cohorts_size() > 0 ? Heading("Whole trial", style) : "",
                    RenderCriteria(match.criteria(), "  ", style));
  }
  absl::StrAppend(&out, RenderCohorts(match, style), RenderSections(match, style));
  return out;
}

std::string RenderMatchTable(const google::protobuf::RepeatedPtrField<v1::TrialMatch>& matches,
                             int64_t first_rank, const Style& style) {
  if (matches.empty()) return "No trial matches.\n";
  Table table({{.title = "#", .right = true},
               {.title = "VERDICT"},
               {.title = "TRIAL"},
               {.title = "TITLE", .elastic = true},
               {.title = "RECRUITMENT"},
               {.title = "KM", .right = true},
               {.title = "STEPS", .right = true}});
  for (const auto& match : matches) {
    const auto& availability = match.availability();
    table.Add({{absl::StrCat(first_rank++), Tone::kDim},
               {absl::StrCat(VerdictMark(match.verdict(), style), " ", VerdictWord(match.verdict())),
                VerdictTone(match.verdict())},
               {ShortName(match.trial())},
               {match.title()},
               {AvailabilityWord(availability.recruitment())},
               {availability.has_distance_km() ? absl::StrFormat("%.1f", availability.distance_km()) : ""},
               {match.has_condition_distance() ? absl::StrCat(match.condition_distance()) : ""}});
  }
  return table.Render(style);
}

std::string RenderTotals(const v1::MatchTrialsResponse& response, const Style& style) {
  const std::string filtered = TotalsWords(response.filtered_totals());
  const std::string catalog = TotalsWords(response.catalog_totals());
  if (filtered == catalog) return Paragraph({}, Tone::kBold, absl::StrCat("Trials: ", catalog), "", style);
  return Paragraph({}, Tone::kBold, absl::StrCat("Trials that pass the filter: ", filtered), "", style) +
         Paragraph({}, Tone::kPlain, absl::StrCat("Whole catalog: ", catalog), "", style);
}

std::string RenderIssues(const google::protobuf::RepeatedPtrField<v1::ProfileIssue>& issues,
                         const Style& style) {
  std::string out;
  for (const auto& issue : issues) {
    absl::StrAppend(&out, Paragraph({style.Paint(Tone::kOpen, "Profile: "), "  "}, Tone::kPlain,
                                    absl::StrCat(issue.field(), ": ", issue.description()), "", style));
  }
  return out;
}

std::string RenderContext(const v1::AnswerContext& context, const Style& style) {
  const std::string& zone = context.as_of().time_zone();
  std::vector<std::string> parts = {absl::StrCat("As of ", TimeWords(context.as_of().instant(), zone),
                                                 zone.empty() ? "" : absl::StrCat(" (", zone, ")")),
                                    absl::StrCat("catalog revision ", context.catalog_revision())};
  if (context.terminologies_size() > 0) {
    parts.push_back(
        absl::StrJoin(context.terminologies(), ", ", [](std::string* out, const v1::TerminologyVersion& t) {
          absl::StrAppend(out, t.name().empty() ? t.system() : t.name(), " ", t.version());
        }));
  }
  if (!context.build().empty()) parts.push_back(absl::StrCat("build ", context.build()));
  return Paragraph({"", "  "}, Tone::kDim, absl::StrJoin(parts, style.Dot()), "", style);
}

}  // namespace trialmatch::client
