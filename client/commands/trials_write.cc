// `trials apply`, `trials delete` and `trials validate`.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/input/trial_source.h"
#include "client/options/flag_values.h"
#include "client/render/trial_view.h"
#include "client/render/words.h"
#include "client/rpc/unary_call.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kFileHelp[] =
    "Trial files (.json, .jsonl, .textproto, .txtpb, .pb, .binpb), folders, archives or -";

constexpr char kApplyExamples[] = R"(Examples:
  trialmatch trials apply NCT06427642.textproto
  trialmatch trials apply trials/ --dry-run

Creates each trial, or replaces the one of that name. A non-empty etag in the file must match the
stored one. "-" is JSON on standard input. For many trials, and for registry records, there is
`trials import`.)";

constexpr char kDeleteExamples[] = R"(Examples:
  trialmatch trials delete NCT06427642
  trialmatch trials delete NCT06427642 --allow-missing)";

constexpr char kValidateExamples[] = R"(Examples:
  trialmatch trials validate NCT06427642.textproto
  trialmatch trials validate trials/ --output json

Takes registry records too, as `trials import` does. Stores nothing. Exit code 3 when a trial has an error, 0 when there are only warnings.
With --output json one line a trial: {"source": ..., "result": ValidateTrialResponse}.)";

using EachTrial = std::function<ExitCode(const TrialItem& item)>;

// Calls `each` for every trial and record of `paths`; what cannot be read is reported and the others go on.
ExitCode ForEachTrial(const CommandContext& context, const std::vector<std::string>& paths,
                      const EachTrial& each) {
  // A folder's other files are no trials that somebody forgot.
  TrialSource source(context.console.in, [](const std::string&, const std::string&) {});
  const absl::Status found = source.Add(paths);
  if (!found.ok()) return context.ReportInput(found);
  ExitCode worst = kExitOk;
  while (auto next = source.Next()) {
    worst = Worse(worst, next->ok() ? each(**next) : context.ReportInput(next->status()));
  }
  return worst;
}

ExitCode RunApply(const CommandContext& context, const std::vector<std::string>& paths, bool dry_run) {
  const auto stub = v1::TrialService::NewStub(context.Channel());
  return ForEachTrial(context, paths, [&](const TrialItem& item) {
    const auto* trial = std::get_if<v1::Trial>(&item.what);
    if (trial == nullptr) {
      return context.ReportInput(absl::InvalidArgumentError(
          absl::StrCat(item.source, ": a registry's record; `trialmatch trials import` takes it")));
    }
    v1::UpdateTrialRequest request;
    *request.mutable_trial() = *trial;
    request.set_allow_missing(true);
    request.set_validate_only(dry_run);
    v1::UpdateTrialResponse response;
    const google::rpc::Status error =
        CallWrite(*stub, &v1::TrialService::Stub::UpdateTrial, request, response, context.options.timeout);
    if (error.code() != 0) return context.Report(error, item.source);
    if (context.options.json) {
      context.PrintJson(response, JsonLayout::kOneLine);
    } else {
      context.Print(absl::StrCat(
          ShortName(response.trial().name()), dry_run ? " is good" : " applied",
          dry_run ? "" : absl::StrCat(" (catalog revision ", response.catalog_revision(), ")"), "\n"));
    }
    return kExitOk;
  });
}

ExitCode RunValidate(const CommandContext& context, const std::vector<std::string>& paths) {
  const auto stub = v1::TrialService::NewStub(context.Channel());
  return ForEachTrial(context, paths, [&](const TrialItem& item) {
    v1::ValidateTrialRequest request;
    if (const auto* trial = std::get_if<v1::Trial>(&item.what)) {
      *request.mutable_trial() = *trial;
    } else {
      *request.mutable_record() = std::get<v1::RegistryRecord>(item.what);
    }
    v1::ValidateTrialResponse response;
    const google::rpc::Status error =
        CallRead(*stub, &v1::TrialService::Stub::ValidateTrial, request, response, context.options.timeout);
    if (error.code() != 0) return context.Report(error, item.source);
    ExitCode code = kExitOk;
    std::string text;
    for (const auto& issue : response.issues()) {
      if (issue.severity() != v1::ISSUE_SEVERITY_WARNING) code = kExitBadInput;
      absl::StrAppend(&text, RenderTrialIssue(item.source, issue, context.OutStyle()));
    }
    if (context.options.json) {
      context.Print(absl::StrCat(
          "{\"source\":", JsonQuoted(item.source),
          ",\"result\":", absl::StripTrailingAsciiWhitespace(ToJson(response, JsonLayout::kOneLine)), "}\n"));
    } else {
      context.Print(text.empty() ? absl::StrCat(item.source, ": good\n") : text);
    }
    return code;
  });
}

struct DeleteFlags {
  std::vector<std::string> names;
  std::string etag;
  bool allow_missing = false;
};

ExitCode RunDelete(const CommandContext& context, const DeleteFlags& flags) {
  const auto stub = v1::TrialService::NewStub(context.Channel());
  ExitCode worst = kExitOk;
  for (const std::string& name : flags.names) {
    v1::DeleteTrialRequest request;
    request.set_name(ResourceName("trials", name));
    request.set_etag(flags.etag);
    request.set_allow_missing(flags.allow_missing);
    v1::DeleteTrialResponse response;
    const google::rpc::Status error =
        CallWrite(*stub, &v1::TrialService::Stub::DeleteTrial, request, response, context.options.timeout);
    if (error.code() != 0) {
      worst = Worse(worst, context.Report(error));
    } else if (context.options.json) {
      context.PrintJson(response, JsonLayout::kOneLine);
    } else {
      context.Print(absl::StrCat(ShortName(request.name()), " deleted (catalog revision ",
                                 response.catalog_revision(), ")\n"));
    }
  }
  return worst;
}

}  // namespace

void AddTrialsApplyCommand(CLI::App& trials, CommandContext& context) {
  auto paths = std::make_shared<std::vector<std::string>>();
  auto dry_run = std::make_shared<bool>(false);
  CLI::App& app = *trials.add_subcommand("apply", "Create or replace trials from files");
  app.add_option("FILE", *paths, kFileHelp)->required()->type_name("");
  app.add_flag("--dry-run", *dry_run, "Check everything, store nothing");
  AddGlobalFlags(app, context.options);
  app.footer(kApplyExamples);
  app.callback([&context, paths, dry_run] {
    context.run = [&context, paths, dry_run] { return RunApply(context, *paths, *dry_run); };
  });
}

void AddTrialsDeleteCommand(CLI::App& trials, CommandContext& context) {
  auto flags = std::make_shared<DeleteFlags>();
  CLI::App& app = *trials.add_subcommand("delete", "Remove trials");
  app.add_option("TRIAL", flags->names, "Trials: NCT06427642 or trials/NCT06427642")
      ->required()
      ->type_name("");
  app.add_option("--etag", flags->etag, "Only if the stored trial has this etag")->type_name("ETAG");
  app.add_flag("--allow-missing", flags->allow_missing, "A trial that does not exist is no error");
  AddGlobalFlags(app, context.options);
  app.footer(kDeleteExamples);
  app.callback([&context, flags] { context.run = [&context, flags] { return RunDelete(context, *flags); }; });
}

void AddTrialsValidateCommand(CLI::App& trials, CommandContext& context) {
  auto paths = std::make_shared<std::vector<std::string>>();
  CLI::App& app = *trials.add_subcommand("validate", "All that is wrong or doubtful with trials in files");
  app.add_option("FILE", *paths, kFileHelp)->required()->type_name("");
  AddGlobalFlags(app, context.options);
  app.footer(kValidateExamples);
  app.callback(
      [&context, paths] { context.run = [&context, paths] { return RunValidate(context, *paths); }; });
}

}  // namespace trialmatch::client
