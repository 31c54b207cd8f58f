#include "tests/benchmark/calls/corpus_server.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "registry/trial_record_codec.h"
#include "storage/sqlite_stores.h"
#include "tests/support/trial_message.h"
#include "wire/trial_normalizer.h"

namespace trialmatch::bench {
namespace {

constexpr size_t kTrialsPerBatch = 5'000;

TrialPut PutOf(const Trial& trial) {
  v1::Trial message = TrialMessage(trial);
  NormalizeTrial(message);
  message.set_etag(EtagOf(message));
  return EncodeTrial(message);
}

absl::Status Fill(const Corpus& corpus, size_t trials, const std::string& path) {
  const absl::StatusOr<SqliteStores> stores = OpenSqliteStores(path);
  if (!stores.ok()) return stores.status();
  WriteBatch batch;
  for (size_t n = 0; n < trials; ++n) {
    batch.puts.push_back(PutOf(corpus.MakeTrial(n)));
    if (batch.puts.size() < kTrialsPerBatch && n + 1 < trials) continue;
    const absl::StatusOr<int64_t> revision = stores->trials->Commit(batch);
    if (!revision.ok()) return revision.status();
    batch.puts.clear();
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<CorpusServer>> CorpusServer::Start(const Corpus& corpus, size_t trials,
                                                                  int max_matches) {
  std::string folder = (std::filesystem::temp_directory_path() / "trialmatch-bench-XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) return absl::UnavailableError("no folder for the store");
  std::unique_ptr<CorpusServer> made(new CorpusServer(folder));
  ServerOptions options;
  options.store = absl::StrCat(folder, "/trials.db");
  options.max_concurrent_matches = max_matches;
  options.compaction_interval = absl::Hours(24 * 365);
  absl::Status status = Fill(corpus, trials, options.store);
  if (!status.ok()) return status;
  absl::StatusOr<std::unique_ptr<Server>> server = Server::Start(options, corpus.terminology());
  if (!server.ok()) return server.status();
  made->server_ = *std::move(server);
  return made;
}

CorpusServer::~CorpusServer() {
  server_.reset();
  std::error_code ignored;  // nothing can be done about it at the end
  std::filesystem::remove_all(folder_, ignored);
}

std::string CorpusServer::address() const { return absl::StrCat("127.0.0.1:", server_->port()); }

}  // namespace trialmatch::bench
