// `check`: one patient, named trials, and why.
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/input/parse_message.h"
#include "client/options/evaluation_flags.h"
#include "client/options/flag_values.h"
#include "client/options/parsed_flag.h"
#include "client/render/match_view.h"
#include "client/rpc/unary_call.h"
#include "trialmatch/v1/eligibility_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kExamples[] = R"(Examples:
  trialmatch check --patient baby.json NCT06427642
  trialmatch check --patient baby.textproto NCT06427642 NCT05999994 --explain deciding
  trialmatch check --patient - NCT06427642 --as-of 2024-05-19 --time-zone Asia/Shanghai < baby.json
  trialmatch check --patient baby.json NCT06427642 --exit-code --output json

Marks: a tick is met (an exclusion that is false is met), a cross is not met, ? is unknown.
The exit code is 0 whatever the verdict. With --exit-code it is 0 when all trials are ELIGIBLE,
11 when one is INELIGIBLE, else 10.)";

struct CheckFlags {
  std::string patient;
  std::vector<std::string> trials;
  bool exit_code = false;
  EvaluationFlags evaluation;
  v1::CheckEligibilityRequest request;
};

std::string RenderAnswer(const v1::CheckEligibilityResponse& response, const Style& style) {
  std::string text;
  for (const auto& match : response.matches()) absl::StrAppend(&text, RenderTrialMatch(match, style), "\n");
  return absl::StrCat(text, RenderIssues(response.issues(), style), RenderContext(response.context(), style));
}

ExitCode VerdictExitCode(const v1::CheckEligibilityResponse& response) {
  ExitCode code = kExitOk;
  for (const auto& match : response.matches()) {
    if (match.verdict() == v1::VERDICT_ELIGIBLE) continue;
    code = std::max(code,
                    match.verdict() == v1::VERDICT_INELIGIBLE ? kExitSomeIneligible : kExitSomeUndetermined);
  }
  return code;
}

ExitCode RunCheck(const CommandContext& context, const CheckFlags& flags) {
  const auto document = ReadDocument(flags.patient, context.console.in);
  if (!document.ok()) return context.ReportInput(document.status());
  auto patient = ParsePatient(*document);
  if (!patient.ok()) return context.ReportInput(patient.status());
  v1::CheckEligibilityRequest request = flags.request;
  *request.mutable_patient() = *std::move(patient);
  for (const std::string& trial : flags.trials) request.add_trials(ResourceName("trials", trial));
  const auto stub = v1::EligibilityService::NewStub(context.Channel());
  v1::CheckEligibilityResponse response;
  const google::rpc::Status error = CallRead(*stub, &v1::EligibilityService::Stub::CheckEligibility, request,
                                             response, context.options.timeout);
  if (error.code() != 0) return context.Report(error);
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(RenderAnswer(response, context.OutStyle()));
  }
  return flags.exit_code ? VerdictExitCode(response) : kExitOk;
}

}  // namespace

void AddCheckCommand(CLI::App& root, CommandContext& context) {
  auto flags = std::make_shared<CheckFlags>();
  CLI::App& app = *root.add_subcommand("check", "Whether a patient may enter named trials, and why");
  app.add_option("--patient", flags->patient, "The patient's file, or -")->required()->type_name("FILE");
  app.add_option("TRIAL", flags->trials, "Trials: NCT06427642 or trials/NCT06427642")
      ->required()
      ->type_name("");
  app.add_flag("--exit-code", flags->exit_code, "Let the exit code tell the verdict");
  AddEvaluationFlags(app, flags->evaluation);
  AddGlobalFlags(app, context.options);
  app.footer(kExamples);
  app.callback([&context, flags] {
    *flags->request.mutable_options() = ParseOrThrow(
        "--as-of", [&](const std::string&) { return flags->evaluation.Build(); }, "");
    flags->request.set_explanation(flags->evaluation.explanation);
    context.run = [&context, flags] { return RunCheck(context, *flags); };
  });
}

}  // namespace trialmatch::client
