// trialmatch-server: flags, wiring, drain.
#include <signal.h>

#include <iostream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "service/build_version.h"
#include "service/library_logs.h"
#include "service/logger.h"
#include "service/server.h"
#include "terminology/plain_table.h"

ABSL_FLAG(std::string, listen, "127.0.0.1:50051",
          "Address of the services, host:port; port 0 takes a free one. Plain text: keep it behind a proxy.");
ABSL_FLAG(std::string, health_listen, "",
          "Address where health alone is served, for probes; empty: nowhere.");
ABSL_FLAG(std::string, store, "trialmatch.db", "SQLite file of the catalog; \":memory:\" keeps nothing.");
ABSL_FLAG(
    std::string, terminology, "",
    "Folder of plain terminology tables (*.tsv) and of published releases, as they are or with .gz: MeSH, "
    "Disease Ontology and other *.obo, ICD-10-CM, SNOMED CT (RF2 snapshots), LOINC, RxNorm, drug classes. "
    "Required.");
ABSL_FLAG(std::string, seed_trials, "",
          "Folder of trials (*.textproto, *.json) that an empty store begins with.");
ABSL_FLAG(int, max_concurrent_matches, 64,
          "Matches at once, beyond which as many calls and all streams wait, and further calls are refused.");
ABSL_FLAG(int, max_streams, 256,
          "Open streams, each with a thread of its own, beyond which more are refused.");
ABSL_FLAG(absl::Duration, drain_delay, absl::ZeroDuration(),
          "How long to serve on after SIGTERM, so that balancers notice.");
ABSL_FLAG(absl::Duration, shutdown_grace, absl::Seconds(25), "How long to wait for calls in flight.");

namespace trialmatch {
namespace {

int Fail(const absl::Status& status) {
  Log(LogSeverity::kError, "failed", {{"reason", std::string(status.message())}});
  return 1;
}

absl::StatusOr<std::shared_ptr<const Terminology>> LoadTerminology() {
  const std::string folder = absl::GetFlag(FLAGS_terminology);
  if (folder.empty()) return absl::InvalidArgumentError("--terminology is required");
  absl::StatusOr<LoadedTables> tables = LoadTerminologyFolder(folder);
  if (!tables.ok()) return tables.status();
  for (const LoadIssue& issue : tables->issues) {
    Log(issue.severity == LoadSeverity::kError ? LogSeverity::kError : LogSeverity::kWarning,
        "terminology_issue",
        {{"file", issue.file}, {"line", absl::StrCat(issue.line)}, {"reason", issue.reason}});
  }
  // A half-read terminology would answer UNKNOWN, or worse, where it should know.
  if (tables->error_count > 0) {
    return absl::InvalidArgumentError(absl::StrCat("the terminology has ", tables->error_count, " errors"));
  }
  return tables->terminology;
}

absl::StatusOr<ServerOptions> ReadFlags() {
  ServerOptions options;
  options.listen = absl::GetFlag(FLAGS_listen);
  options.health_listen = absl::GetFlag(FLAGS_health_listen);
  options.store = absl::GetFlag(FLAGS_store);
  options.max_concurrent_matches = absl::GetFlag(FLAGS_max_concurrent_matches);
  if (options.max_concurrent_matches < 1) {
    return absl::InvalidArgumentError("--max_concurrent_matches must be 1 or more");
  }
  options.max_streams = absl::GetFlag(FLAGS_max_streams);
  if (options.max_streams < 1) return absl::InvalidArgumentError("--max_streams must be 1 or more");
  options.seed_trials = absl::GetFlag(FLAGS_seed_trials);
  return options;
}

int Serve(const sigset_t& stop_signals) {
  const absl::StatusOr<ServerOptions> options = ReadFlags();
  if (!options.ok()) return Fail(options.status());
  const auto terminology = LoadTerminology();
  if (!terminology.ok()) return Fail(terminology.status());
  const absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(*options, *terminology);
  if (!server.ok()) return Fail(server.status());
  Log(LogSeverity::kInfo, "serving",
      {{"port", absl::StrCat((*server)->port())}, {"health_port", absl::StrCat((*server)->health_port())}});
  const std::string host = options->listen.substr(0, options->listen.rfind(':'));
  std::cout << "listening on " << host << ":" << (*server)->port() << std::endl;

  int received = 0;
  sigwait(&stop_signals, &received);
  Log(LogSeverity::kInfo, "draining");
  const bool idle = (*server)->Drain(absl::GetFlag(FLAGS_drain_delay), absl::GetFlag(FLAGS_shutdown_grace));
  Log(idle ? LogSeverity::kInfo : LogSeverity::kWarning, "stopped",
      {{"calls_cut_off", idle ? "false" : "true"}});
  return 0;
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) {
  // Before any thread starts, so that every thread leaves these signals to sigwait.
  sigset_t stop_signals;
  sigemptyset(&stop_signals);
  sigaddset(&stop_signals, SIGTERM);
  sigaddset(&stop_signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &stop_signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  trialmatch::CaptureLibraryLogs();
  absl::SetProgramUsageMessage(
      absl::StrCat("trialmatch-server ", trialmatch::kBuildVersion,
                   ": which clinical trials may this patient enter, and why.\n\n  trialmatch-server "
                   "--terminology=DIR [--store=FILE] [--listen=HOST:PORT] [--health_listen=HOST:PORT]"));
  const std::vector<char*> rest = absl::ParseCommandLine(argc, argv);
  if (rest.size() > 1) {
    std::cerr << "unexpected argument: " << rest[1] << "\n";
    return 2;
  }
  return trialmatch::Serve(stop_signals);
}
