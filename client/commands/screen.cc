// `screen`: one or several trials, many patients.
#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "client/commands/commands.h"
#include "client/commands/stream_patients.h"
#include "client/options/evaluation_flags.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"
#include "client/render/match_view.h"
#include "client/render/table.h"
#include "client/render/words.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kExamples[] = R"(Examples:
  trialmatch screen NCT06427642 --patients ward/
  trialmatch screen NCT06427642 NCT05999994 --patients a.json b.textproto --explain deciding
  export-patients | trialmatch screen NCT06427642 --patients - --output json

Trials come before --patients. Folders give all their patient files; .jsonl files and "-" hold
one patient in JSON a line, as a PatientProfile or as a FHIR R4 Patient or Bundle. An answer's key is the file name, with the line number for JSON lines;
on standard input it is the line number. With --output json one line a patient.)";

struct ScreenFlags {
  std::vector<std::string> trials;
  std::vector<std::string> patients;
  EvaluationFlags evaluation;
  v1::ScreenPatientsOpening opening;
};

// Whether the answer explains more than a row can tell.
bool HasTree(const v1::TrialMatch& match) {
  return match.criteria_size() > 0 ||
         std::any_of(match.cohorts().begin(), match.cohorts().end(),
                     [](const v1::CohortResult& cohort) { return cohort.criteria_size() > 0; });
}

// Prints answers as they come and keeps the sums of them.
class ScreenReport {
 public:
  ScreenReport(const CommandContext& context) : context_(context), style_(context.OutStyle()) {}

  bool Print(const v1::ScreenPatientsResponse& answer) {
    Table table = NewTable();
    const auto& response = answer.response();
    std::string issues = RenderIssues(response.issues(), style_);
    std::string explanations;
    for (const auto& match : response.matches()) {
      ++sums_[match.trial()][match.verdict()];
      table.Add({{answer.key()},
                 {absl::StrCat(VerdictMark(match.verdict(), style_), " ", VerdictWord(match.verdict())),
                  VerdictTone(match.verdict())},
                 {ShortName(match.trial())},
                 {absl::StrJoin(match.deciding(), "; ",
                                [](std::string* out, const v1::DecidingCriterion& deciding) {
                                  out->append(deciding.text());
                                })}});
      if (HasTree(match)) absl::StrAppend(&explanations, RenderTrialMatch(match, style_), "\n");
    }
    last_ = response.context();
    const std::string rows = first_ ? table.Render(style_) : table.RenderRows(style_);
    first_ = false;
    return context_.Print(absl::StrCat(rows, explanations, issues));
  }

  void PrintSums() const {
    if (first_) return;
    Table table({{.title = "TRIAL"},
                 {.title = "ELIGIBLE", .right = true},
                 {.title = "UNDETERMINED", .right = true},
                 {.title = "INELIGIBLE", .right = true}});
    for (const auto& [trial, counts] : sums_) {
      const auto count = [&counts](v1::Verdict verdict) {
        const auto found = counts.find(verdict);
        return absl::StrCat(found == counts.end() ? 0 : found->second);
      };
      table.Add({{ShortName(trial)},
                 {count(v1::VERDICT_ELIGIBLE)},
                 {count(v1::VERDICT_UNDETERMINED)},
                 {count(v1::VERDICT_INELIGIBLE)}});
    }
    context_.Print(absl::StrCat("\n", table.Render(style_), RenderContext(last_, style_)));
  }

 private:
  // Rows are printed before all are known: the widths are set.
  Table NewTable() const {
    return Table({{.title = "PATIENT", .least = 28},
                  {.title = "VERDICT", .least = 14},
                  {.title = "TRIAL", .least = 12},
                  {.title = "DECIDED BY", .elastic = true}});
  }

  const CommandContext& context_;
  const Style style_;
  bool first_ = true;
  std::map<std::string, std::map<v1::Verdict, int64_t>> sums_;
  v1::AnswerContext last_;
};

ExitCode RunScreen(const CommandContext& context, const ScreenFlags& flags) {
  DocumentReader reader(context.console.in);
  const absl::Status found = reader.Add(flags.patients);
  if (!found.ok()) return context.ReportInput(found);
  v1::ScreenPatientsOpening opening = flags.opening;
  for (const std::string& trial : flags.trials) opening.add_trials(ResourceName("trials", trial));
  const auto stub = v1::EligibilityService::NewStub(context.Channel());
  grpc::ClientContext call;
  const auto stream = stub->ScreenPatients(&call);
  ScreenReport report(context);
  return StreamPatients<v1::ScreenPatientsRequest, v1::ScreenPatientsResponse>(
      context, call, *stream, opening, reader, "patients screened",
      [&](const v1::ScreenPatientsResponse& answer) { return report.Print(answer); },
      [&] { report.PrintSums(); });
}

}  // namespace

void AddScreenCommand(CLI::App& root, CommandContext& context) {
  auto flags = std::make_shared<ScreenFlags>();
  CLI::App& app = *root.add_subcommand("screen", "Many patients for one or several trials");
  app.add_option("TRIAL", flags->trials, "Trials: NCT06427642 or trials/NCT06427642")
      ->required()
      ->type_name("");
  app.add_option("--patients", flags->patients, "Files, folders, JSON lines or -")
      ->required()
      ->type_name("PATH");
  AddEvaluationFlags(app, flags->evaluation);
  AddGlobalFlags(app, context.options);
  app.footer(kExamples);
  app.callback([&context, flags] {
    *flags->opening.mutable_options() = ParseOrThrow(
        "--as-of", [&](const std::string&) { return flags->evaluation.Build(); }, "");
    flags->opening.set_explanation(flags->evaluation.explanation);
    context.run = [&context, flags] { return RunScreen(context, *flags); };
  });
}

}  // namespace trialmatch::client
