// `match`: one patient against the catalog; with --patients, many.
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/commands/match_stream.h"
#include "client/input/parse_message.h"
#include "client/options/evaluation_flags.h"
#include "client/options/filter_flags.h"
#include "client/options/flag_values.h"
#include "client/options/page_flags.h"
#include "client/options/parsed_flag.h"
#include "client/render/match_view.h"
#include "client/rpc/paged_call.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kExamples[] = R"(Examples:
  trialmatch match --patient baby.json
  trialmatch match --patient baby.json --recruiting --near 31.23,121.47,200
  trialmatch match --patient baby.json --scope all --all --output json
  trialmatch match --patients clinic/ --condition 'http://snomed.info/sct|73211009'

Ranked: verdict, recruitment, directness of the condition (STEPS), distance (KM).
A patient file holds a PatientProfile (.json, .textproto, .txtpb, .pb, .binpb) or a FHIR R4 Patient
or Bundle in JSON; "-" is standard input.
--patients takes files, folders, JSON lines (.jsonl) and "-" (JSON lines), and gives
each patient's first page; with --output json one line a patient.)";

struct MatchFlags {
  std::string patient;
  std::vector<std::string> patients;
  bool all_pages = false;
  EvaluationFlags evaluation;
  v1::MatchTrialsRequest request;
};

std::string RenderPage(const v1::MatchTrialsResponse& response, const Style& style) {
  std::string text = RenderMatchTable(response.matches(), 1, style);
  for (const auto& match : response.matches()) {
    const bool explained =
        match.criteria_size() > 0 || match.deciding_size() > 0 || match.assumptions_size() > 0;
    if (explained) absl::StrAppend(&text, "\n", RenderTrialMatch(match, style));
  }
  absl::StrAppend(&text, "\n", RenderTotals(response, style), RenderIssues(response.issues(), style),
                  RenderContext(response.context(), style));
  if (!response.next_page_token().empty()) {
    absl::StrAppend(&text, "More: --all, or --page-token ", response.next_page_token(), "\n");
  }
  return text;
}

ExitCode RunMatch(const CommandContext& context, const MatchFlags& flags) {
  v1::MatchTrialsRequest request = flags.request;
  if (!flags.patients.empty()) {
    v1::StreamMatchesOpening opening;
    *opening.mutable_filter() = request.filter();
    opening.set_scope(request.scope());
    *opening.mutable_options() = request.options();
    opening.set_explanation(request.explanation());
    opening.set_page_size(request.page_size());
    return RunMatchStream(context, opening, flags.patients);
  }
  const auto document = ReadDocument(flags.patient, context.console.in);
  if (!document.ok()) return context.ReportInput(document.status());
  auto patient = ParsePatient(*document);
  if (!patient.ok()) return context.ReportInput(patient.status());
  *request.mutable_patient() = *std::move(patient);
  const auto stub = v1::EligibilityService::NewStub(context.Channel());
  v1::MatchTrialsResponse response;
  const google::rpc::Status error =
      CallPages(*stub, &v1::EligibilityService::Stub::MatchTrials, &v1::MatchTrialsResponse::mutable_matches,
                flags.all_pages, std::move(request), response, context.options.timeout);
  if (error.code() != 0) return context.Report(error);
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(RenderPage(response, context.OutStyle()));
  }
  return kExitOk;
}

}  // namespace

void AddMatchCommand(CLI::App& root, CommandContext& context) {
  auto flags = std::make_shared<MatchFlags>();
  CLI::App& app = *root.add_subcommand("match", "Trials that a patient may enter, ranked");
  auto* one = app.add_option("--patient", flags->patient, "The patient's file, or -");
  one->type_name("FILE");
  app.add_option("--patients", flags->patients, "Instead: files, folders, JSON lines or - of many patients")
      ->type_name("PATH")
      ->excludes(one);
  AddParsedFlag(
      app, "--scope",
      [](const std::string& word) { return ParseEnumWord(*v1::MatchScope_descriptor(), word); },
      [flags](int scope) { flags->request.set_scope(static_cast<v1::MatchScope>(scope)); },
      "related: all eligible, and undetermined ones for a related condition (default); all: all but "
      "ineligible")
      ->type_name("related|all");
  AddPageFlags(app, flags, "Trials");
  AddFilterFlags(app, *flags->request.mutable_filter());
  AddEvaluationFlags(app, flags->evaluation);
  AddGlobalFlags(app, context.options);
  app.footer(kExamples);
  app.callback([&context, flags] {
    if (flags->patient.empty() && flags->patients.empty())
      throw CLI::RequiredError("--patient (or --patients)");
    if (!flags->patients.empty() && flags->all_pages) throw CLI::ExcludesError("--all", "--patients");
    *flags->request.mutable_options() = ParseOrThrow(
        "--as-of", [&](const std::string&) { return flags->evaluation.Build(); }, "");
    flags->request.set_explanation(flags->evaluation.explanation);
    context.run = [&context, flags] { return RunMatch(context, *flags); };
  });
}

}  // namespace trialmatch::client
