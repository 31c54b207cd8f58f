// `trials import`.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/input/document_reader.h"
#include "client/input/parse_message.h"
#include "client/progress.h"
#include "client/render/trial_view.h"
#include "client/rpc/rpc_error.h"
#include "client/rpc/stream_watch.h"
#include "client/text/utf8.h"
#include "grpcpp/client_context.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

constexpr char kExamples[] = R"(Examples:
  trialmatch trials import trials/
  trialmatch trials import registry.jsonl more.textproto --dry-run
  zcat registry.jsonl.gz | trialmatch trials import -

One stream for all: files, folders, JSON lines (.jsonl) and "-" (JSON lines on standard input).
A bad trial does not stop the good ones; exit code 3 when there was one.)";

struct ImportFlags {
  std::vector<std::string> paths;
  bool dry_run = false;
};

// Sends the trials. `sources` gets where each came from, in the order of the stream.
ExitCode SendTrials(const CommandContext& context, const ImportFlags& flags, DocumentReader& reader,
                    grpc::ClientWriterInterface<v1::ImportTrialsRequest>& stream, StreamWatch& watch,
                    std::vector<std::string>& sources) {
  Progress progress(context.console, "trials sent");
  ExitCode worst = kExitOk;
  const auto bad = [&](const absl::Status& status) {
    progress.Clear();
    worst = Worse(worst, context.ReportInput(status));
  };
  v1::ImportTrialsRequest request;
  const auto send = [&] {
    watch.Owe();
    const bool sent = stream.Write(request);
    watch.Settle();
    return sent;
  };
  request.mutable_options()->set_dry_run(flags.dry_run);
  bool open = send();
  while (open) {
    auto next = reader.Next();
    if (!next) break;
    if (!next->ok()) {
      bad(next->status());
      continue;
    }
    auto trial = ParseTrial((*next)->document);
    if (!trial.ok()) {
      bad(trial.status());
      continue;
    }
    *request.mutable_trial() = *std::move(trial);
    open = send();
    sources.push_back(std::move((*next)->key));
    progress.Show(static_cast<int64_t>(sources.size()));
  }
  return worst;
}

std::string RenderReport(const v1::ImportTrialsResponse& response, const std::vector<std::string>& sources,
                         bool dry_run, const Style& style) {
  std::string text =
      absl::StrCat(dry_run ? "Dry run: " : "", response.created(), " created, ", response.updated(),
                   " updated, ", response.unchanged(), " unchanged, ", response.failed(), " failed",
                   style.Dot(), "catalog revision ", response.catalog_revision(), "\n");
  for (const auto& failure : response.failures()) {
    const auto position = static_cast<size_t>(failure.position());
    const std::string source =
        position < sources.size() ? sources[position] : absl::StrCat("position ", failure.position());
    const std::string about =
        failure.name().empty() ? source : absl::StrCat(source, ": ", OneLine(failure.name()));
    for (const auto& issue : failure.issues()) absl::StrAppend(&text, RenderTrialIssue(about, issue, style));
    if (failure.issues_size() == 0) absl::StrAppend(&text, about, ": refused\n");
  }
  if (response.failed() > response.failures_size()) {
    absl::StrAppend(&text, "and ", response.failed() - response.failures_size(), " more\n");
  }
  return text;
}

ExitCode RunImport(const CommandContext& context, const ImportFlags& flags) {
  DocumentReader reader(context.console.in);
  const absl::Status found = reader.Add(flags.paths);
  if (!found.ok()) return context.ReportInput(found);
  const auto stub = v1::TrialService::NewStub(context.Channel());
  grpc::ClientContext call;
  StreamWatch watch(call, context.options.timeout);
  v1::ImportTrialsResponse response;
  const auto stream = stub->ImportTrials(&call, &response);
  std::vector<std::string> sources;
  ExitCode worst = SendTrials(context, flags, reader, *stream, watch, sources);
  watch.Owe();
  stream->WritesDone();
  google::rpc::Status error = ToRpcStatus(stream->Finish());
  watch.Settle();
  if (error.code() == grpc::StatusCode::CANCELLED && watch.expired()) {
    error.set_code(grpc::StatusCode::DEADLINE_EXCEEDED);
    error.set_message(absl::StrCat("no answer for ", absl::FormatDuration(context.options.timeout)));
  }
  if (error.code() != 0) return Worse(worst, context.Report(error));
  if (context.options.json) {
    context.PrintJson(response, JsonLayout::kIndented);
  } else {
    context.Print(RenderReport(response, sources, flags.dry_run, context.OutStyle()));
  }
  return response.failed() > 0 ? Worse(worst, kExitBadInput) : worst;
}

}  // namespace

void AddTrialsImportCommand(CLI::App& trials, CommandContext& context) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App& app = *trials.add_subcommand("import", "Many trials in one stream");
  app.add_option("PATH", flags->paths, "Files, folders, JSON lines or -")->required()->type_name("");
  app.add_flag("--dry-run", flags->dry_run, "Check everything, store nothing");
  AddGlobalFlags(app, context.options);
  app.footer(kExamples);
  app.callback([&context, flags] { context.run = [&context, flags] { return RunImport(context, *flags); }; });
}

}  // namespace trialmatch::client
