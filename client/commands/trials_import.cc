// `trials import`.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "client/commands/commands.h"
#include "client/commands/import_report.h"
#include "client/commands/import_state.h"
#include "client/input/trial_source.h"
#include "client/progress.h"
#include "client/rpc/rpc_error.h"
#include "client/rpc/stream_watch.h"
#include "grpcpp/client_context.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::client {
namespace {

// Trials of one stream. Its answer lists every failure of so many, and they are what an interruption repeats.
constexpr size_t kStreamTrials = 1000;

constexpr char kExamples[] = R"(Examples:
  trialmatch trials import trials/
  trialmatch trials import ctg-studies.json.zip NCT06427642.xml more.textproto --dry-run
  trialmatch trials import ctgov.jsonl.gz --resume import.state
  curl -s 'https://clinicaltrials.gov/api/v2/studies?pageSize=100' | trialmatch trials import -

Takes files, folders, archives (.zip, .tar; .gz, .xz, .bz2, .zst) and "-", standard input. In them:
  ClinicalTrials.gov API v2 in JSON: a study, a list, {"studies": [...]} pages, JSON lines
  ClinicalTrials.gov's older XML: clinical_study elements
  trials of this service: .json, .jsonl, .textproto, .txtpb, .pb, .binpb
Other files of a folder or an archive are passed over and listed. At most 8 MiB a record, not counting
its results, which are not sent.

A bad trial does not stop the good ones; exit code 3 when there was one. The same import again
leaves alone what is the same. --resume FILE keeps there what the server has acknowledged, so that the same
command goes on behind it after an interruption; the file goes when all is done.)";

struct ImportFlags {
  std::vector<std::string> paths;
  std::string resume;
  ImportReport::Options report;
};

class Import {
 public:
  Import(const CommandContext& context, const ImportFlags& flags)
      : context_(context),
        flags_(flags),
        report_(context, flags.report),
        source_(context.console.in, [this](const std::string& source,
                                           const std::string& reason) { report_.PassOver(source, reason); }),
        progress_(context.console, "trials sent") {}

  ExitCode Run() {
    const absl::Status found = source_.Add(flags_.paths);
    if (!found.ok()) return context_.ReportInput(found);
    ImportState state(flags_.resume, source_.inputs());
    const auto begin = state.Load();
    if (!begin.ok()) return context_.ReportInput(begin.status());
    source_.SkipTo(*begin);
    const auto stub = v1::TrialService::NewStub(context_.Channel());
    google::rpc::Status error;
    absl::Status kept;
    do {
      error = Stream(*stub);
      if (error.code() == 0) kept = state.Save(source_.position());
    } while (error.code() == 0 && kept.ok() && !ended_);
    if (error.code() == 0 && kept.ok()) kept = state.Remove();
    progress_.Clear();
    report_.Print();
    ExitCode worst = report_.exit_code();
    if (!kept.ok()) worst = Worse(worst, context_.ReportInput(kept));
    return error.code() == 0 ? worst : Worse(worst, context_.Report(error));
  }

 private:
  // Sends the next kStreamTrials, and takes the answer into the report.
  google::rpc::Status Stream(v1::TrialService::Stub& stub) {
    grpc::ClientContext call;
    StreamWatch watch(call, context_.options.timeout);
    v1::ImportTrialsResponse response;
    const auto stream = stub.ImportTrials(&call, &response);
    const std::vector<std::string> sources = Send(*stream, watch);
    watch.Owe();
    stream->WritesDone();
    google::rpc::Status error = ToRpcStatus(stream->Finish());
    watch.Settle();
    if (error.code() == grpc::StatusCode::CANCELLED && watch.expired()) {
      error.set_code(grpc::StatusCode::DEADLINE_EXCEEDED);
      error.set_message(absl::StrCat("no answer for ", absl::FormatDuration(context_.options.timeout)));
    }
    progress_.Clear();
    if (error.code() == 0) report_.Add(response, sources);
    return error;
  }

  // Where what it sent came from.
  std::vector<std::string> Send(grpc::ClientWriterInterface<v1::ImportTrialsRequest>& stream,
                                StreamWatch& watch) {
    std::vector<std::string> sources;
    v1::ImportTrialsRequest request;
    const auto send = [&] {
      watch.Owe();
      const bool sent = stream.Write(request);
      watch.Settle();
      return sent;
    };
    request.mutable_options()->set_dry_run(flags_.report.dry_run);
    bool open = send();
    while (open && sources.size() < kStreamTrials) {
      auto next = source_.Next();
      ended_ = !next.has_value();
      if (ended_) break;
      if (!next->ok()) {
        progress_.Clear();
        report_.NotSent(next->status());
        continue;
      }
      if (auto* trial = std::get_if<v1::Trial>(&(*next)->what)) {
        *request.mutable_trial() = std::move(*trial);
      } else {
        *request.mutable_record() = std::move(std::get<v1::RegistryRecord>((*next)->what));
      }
      open = send();
      sources.push_back(std::move((*next)->source));
      progress_.Show(++sent_);
    }
    return sources;
  }

  const CommandContext& context_;
  const ImportFlags& flags_;
  ImportReport report_;
  TrialSource source_;
  Progress progress_;
  int64_t sent_ = 0;
  bool ended_ = false;
};

}  // namespace

void AddTrialsImportCommand(CLI::App& trials, CommandContext& context) {
  auto flags = std::make_shared<ImportFlags>();
  CLI::App& app = *trials.add_subcommand("import", "Trials and registry records, as many as there are");
  app.add_option("PATH", flags->paths, "Files, folders, archives or -")->required()->type_name("");
  auto* dry_run = app.add_flag("--dry-run", flags->report.dry_run, "Check everything, store nothing");
  app.add_flag("--warnings", flags->report.all_warnings,
               "Show all warnings, not only those of the first 20 records");
  app.add_option("--resume", flags->resume, "Keep in this file how far it came, and go on there")
      ->type_name("FILE")
      ->excludes(dry_run);
  AddGlobalFlags(app, context.options);
  app.footer(kExamples);
  app.callback(
      [&context, flags] { context.run = [&context, flags] { return Import(context, *flags).Run(); }; });
}

}  // namespace trialmatch::client
