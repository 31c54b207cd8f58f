// `trials list` and `trials get`.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/options/filter_flags.h"
#include "client/options/flag_values.h"
#include "client/options/page_flags.h"
#include "client/render/trial_view.h"
#include "client/rpc/paged_call.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kListExamples[] = R"(Examples:
  trialmatch trials list
  trialmatch trials list --query 'asthma "oral corticosteroid" adolescen*' --recruiting
  trialmatch trials list --phase 2,3 --country CN --all --output json

--query: words that must all occur, "phrases in quotes", prefixes with *. JSON leaves the
criteria out unless --full.)";

constexpr char kGetExamples[] = R"(Examples:
  trialmatch trials get NCT06427642
  trialmatch trials get NCT06427642 --output json > NCT06427642.json

With --output json the trial itself, ready for `trials apply`.)";

struct ListFlags {
  bool all_pages = false;
  bool full = false;
  v1::ListTrialsRequest request;
};

ExitCode RunList(const CommandContext& context, const ListFlags& flags) {
  const auto stub = v1::TrialService::NewStub(context.Channel());
  v1::ListTrialsRequest request = flags.request;
  if (flags.full) request.mutable_read_mask()->add_paths("*");
  v1::ListTrialsResponse response;
  const google::rpc::Status error =
      CallPages(*stub, &v1::TrialService::Stub::ListTrials, &v1::ListTrialsResponse::mutable_trials,
                flags.all_pages, std::move(request), response, context.options.timeout);
  if (error.code() != 0) return context.Report(error);
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(RenderTrials(response, context.OutStyle()));
  }
  return kExitOk;
}

ExitCode RunGet(const CommandContext& context, const std::vector<std::string>& names) {
  const auto stub = v1::TrialService::NewStub(context.Channel());
  ExitCode worst = kExitOk;
  bool first = true;
  for (const std::string& name : names) {
    v1::GetTrialRequest request;
    request.set_name(ResourceName("trials", name));
    v1::GetTrialResponse response;
    const google::rpc::Status error =
        CallRead(*stub, &v1::TrialService::Stub::GetTrial, request, response, context.options.timeout);
    if (error.code() != 0) {
      worst = Worse(worst, context.Report(error));
      continue;
    }
    if (context.options.json) {
      context.PrintJson(response.trial(), JsonLayout::kIndented);
    } else {
      context.Print(absl::StrCat(first ? "" : "\n", RenderTrial(response.trial(), context.OutStyle())));
    }
    first = false;
  }
  return worst;
}

}  // namespace

void AddTrialsListCommand(CLI::App& trials, CommandContext& context) {
  auto flags = std::make_shared<ListFlags>();
  CLI::App& app = *trials.add_subcommand("list", "Trials by filter and full text");
  app.add_option_function<std::string>(
         "--query", [flags](const std::string& text) { flags->request.set_query(text); },
         "Full text, see below")
      ->type_name("TEXT");
  AddPageFlags(app, flags, "Trials");
  app.add_flag("--full", flags->full, "Criteria, cohorts and eligibility text too");
  AddFilterFlags(app, *flags->request.mutable_filter());
  AddGlobalFlags(app, context.options);
  app.footer(kListExamples);
  app.callback([&context, flags] { context.run = [&context, flags] { return RunList(context, *flags); }; });
}

void AddTrialsGetCommand(CLI::App& trials, CommandContext& context) {
  auto names = std::make_shared<std::vector<std::string>>();
  CLI::App& app = *trials.add_subcommand("get", "All of a trial");
  app.add_option("TRIAL", *names, "Trials: NCT06427642 or trials/NCT06427642")->required()->type_name("");
  AddGlobalFlags(app, context.options);
  app.footer(kGetExamples);
  app.callback([&context, names] { context.run = [&context, names] { return RunGet(context, *names); }; });
}

}  // namespace trialmatch::client
