// `applications`.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/options/flag_values.h"
#include "client/options/page_flags.h"
#include "client/options/parsed_flag.h"
#include "client/render/trial_view.h"
#include "client/rpc/paged_call.h"
#include "trialmatch/v1/application_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

using Stub = v1::ApplicationService::Stub;

// Prints the response, or its application as a line that begins with `lead`.
template <typename Response>
ExitCode Answer(const CommandContext& context, const google::rpc::Status& error, const Response& response,
                const std::string& lead) {
  if (error.code() != 0) return context.Report(error);
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(lead + RenderApplication(response.application()));
  }
  return kExitOk;
}

ExitCode RunApply(const CommandContext& context, const v1::ApplyRequest& request) {
  const auto stub = v1::ApplicationService::NewStub(context.Channel());
  v1::ApplyResponse response;
  const auto error = CallWrite(*stub, &Stub::Apply, request, response, context.options.timeout);
  return Answer(context, error, response, response.created() ? "New: " : "Already there: ");
}

ExitCode RunWithdraw(const CommandContext& context, const v1::WithdrawRequest& request) {
  const auto stub = v1::ApplicationService::NewStub(context.Channel());
  v1::WithdrawResponse response;
  const auto error = CallWrite(*stub, &Stub::Withdraw, request, response, context.options.timeout);
  return Answer(context, error, response, "");
}

ExitCode RunGet(const CommandContext& context, const v1::GetApplicationRequest& request) {
  const auto stub = v1::ApplicationService::NewStub(context.Channel());
  v1::GetApplicationResponse response;
  const auto error = CallRead(*stub, &Stub::GetApplication, request, response, context.options.timeout);
  return Answer(context, error, response, "");
}

struct ListFlags {
  bool all_pages = false;
  v1::ListApplicationsRequest request;
};

ExitCode RunList(const CommandContext& context, const ListFlags& flags) {
  const auto stub = v1::ApplicationService::NewStub(context.Channel());
  v1::ListApplicationsResponse response;
  const auto error =
      CallPages(*stub, &Stub::ListApplications, &v1::ListApplicationsResponse::mutable_applications,
                flags.all_pages, flags.request, response, context.options.timeout);
  if (error.code() != 0) return context.Report(error);
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(RenderApplications(response, context.OutStyle()));
  }
  return kExitOk;
}

void AddApply(CLI::App& group, CommandContext& context) {
  auto request = std::make_shared<v1::ApplyRequest>();
  CLI::App& app = *group.add_subcommand("apply", "Apply to a trial; the second time changes nothing");
  app.add_option_function<std::string>(
         "TRIAL", [request](const std::string& text) { request->set_trial(ResourceName("trials", text)); },
         "Trial: NCT06427642 or trials/NCT06427642")
      ->required()
      ->type_name("");
  app.add_option_function<std::string>(
         "REFERENCE", [request](const std::string& text) { request->set_applicant_reference(text); },
         "Your opaque reference of the applicant; a pseudonym, never a name")
      ->required()
      ->type_name("");
  AddGlobalFlags(app, context.options);
  app.footer("Example:\n  trialmatch applications apply NCT06427642 portal-7f3a91");
  app.callback(
      [&context, request] { context.run = [&context, request] { return RunApply(context, *request); }; });
}

// `withdraw` and `get`, which take the name of an application.
template <typename Request>
void AddNamed(CLI::App& group, CommandContext& context, const std::string& name, const std::string& help,
              ExitCode (*run)(const CommandContext&, const Request&)) {
  auto request = std::make_shared<Request>();
  CLI::App& app = *group.add_subcommand(name, help);
  app.add_option_function<std::string>(
         "application",
         [request](const std::string& text) { request->set_name(ResourceName("applications", text)); },
         "Application: its id or applications/ID")
      ->required()
      ->type_name("");
  AddGlobalFlags(app, context.options);
  app.footer(absl::StrCat("Example:\n  trialmatch applications ", name, " 5f0c2b9e"));
  app.callback([&context, request, run] {
    context.run = [&context, request, run] { return run(context, *request); };
  });
}

void AddList(CLI::App& group, CommandContext& context) {
  auto flags = std::make_shared<ListFlags>();
  CLI::App& app = *group.add_subcommand("list", "Applications");
  app.add_option_function<std::string>(
         "--trial",
         [flags](const std::string& text) { flags->request.set_trial(ResourceName("trials", text)); },
         "Only of this trial")
      ->type_name("TRIAL");
  AddParsedFlag(
      app, "--state",
      [](const std::string& word) { return ParseEnumWord(*v1::ApplicationState_descriptor(), word); },
      [flags](int state) { flags->request.set_state(static_cast<v1::ApplicationState>(state)); },
      "Only in this state")
      ->type_name("active|withdrawn");
  AddPageFlags(app, flags, "Applications");
  AddGlobalFlags(app, context.options);
  app.footer("Example:\n  trialmatch applications list --trial NCT06427642 --state active");
  app.callback([&context, flags] { context.run = [&context, flags] { return RunList(context, *flags); }; });
}

}  // namespace

void AddApplicationsCommand(CLI::App& root, CommandContext& context) {
  CLI::App& group = *root.add_subcommand("applications", "Applications of patients to trials");
  group.require_subcommand(1);
  AddApply(group, context);
  AddNamed<v1::WithdrawRequest>(group, context, "withdraw", "Withdraw an application", RunWithdraw);
  AddNamed<v1::GetApplicationRequest>(group, context, "get", "One application", RunGet);
  AddList(group, context);
  AddGlobalFlags(group, context.options);
  group.footer(R"(Examples:
  trialmatch applications apply NCT06427642 portal-7f3a91
  trialmatch applications list --trial NCT06427642
  trialmatch applications COMMAND --help)");
}

}  // namespace trialmatch::client
