// Fills a store with trials of the corpus, and writes their terminology beside it, for a server to serve:
//
//   corpus-store PATH COUNT [TEXT_BYTES [SEED]]
//
// makes PATH (a new SQLite file) and PATH.terminology/corpus.tsv. TEXT_BYTES of filler stand for the texts of
// each record; they are stored but not searched.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/numbers.h"
#include "registry/trial_record_codec.h"
#include "storage/sqlite_stores.h"
#include "tests/benchmark/corpus/corpus.h"
#include "tests/support/trial_message.h"
#include "wire/trial_normalizer.h"

namespace trialmatch {
namespace {

constexpr size_t kTrialsPerBatch = 5'000;

struct Order {
  std::string path;
  uint64_t count = 0;
  uint64_t text_bytes = 0;
  uint64_t seed = 1;
};

TrialPut PutOf(const Trial& trial, const std::string& text) {
  v1::Trial message = TrialMessage(trial);
  message.set_eligibility_text(text);
  NormalizeTrial(message);
  message.set_etag(EtagOf(message));
  TrialPut put = EncodeTrial(message);
  put.search.eligibility.clear();
  return put;
}

absl::Status WriteTerminology(const Corpus& corpus, const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::ofstream file(folder + "/corpus.tsv", std::ios::binary);
  file << CorpusTerminologyTable(corpus.vocabulary()) << std::flush;
  return file.good() ? absl::OkStatus() : absl::UnavailableError("cannot write the terminology");
}

absl::Status Fill(const Order& order) {
  const Corpus corpus(order.seed);
  if (absl::Status status = WriteTerminology(corpus, order.path + ".terminology"); !status.ok())
    return status;
  const absl::StatusOr<SqliteStores> stores = OpenSqliteStores(order.path);
  if (!stores.ok()) return stores.status();
  const std::string text(order.text_bytes, 'x');
  WriteBatch batch;
  for (uint64_t n = 0; n < order.count; ++n) {
    batch.puts.push_back(PutOf(corpus.MakeTrial(n), text));
    if (batch.puts.size() < kTrialsPerBatch && n + 1 < order.count) continue;
    const absl::StatusOr<int64_t> revision = stores->trials->Commit(batch);
    if (!revision.ok()) return revision.status();
    batch.puts.clear();
    std::fprintf(stderr, "\r%llu trials", static_cast<unsigned long long>(n + 1));
  }
  std::fprintf(stderr, "\n");
  return absl::OkStatus();
}

int Run(int argc, char** argv) {
  Order order;
  const bool understood = argc >= 3 && argc <= 5 && absl::SimpleAtoi(argv[2], &order.count) &&
                          (argc < 4 || absl::SimpleAtoi(argv[3], &order.text_bytes)) &&
                          (argc < 5 || absl::SimpleAtoi(argv[4], &order.seed));
  if (!understood) {
    std::fprintf(stderr, "usage: corpus-store PATH COUNT [TEXT_BYTES [SEED]]\n");
    return 2;
  }
  order.path = argv[1];
  const absl::Status status = Fill(order);
  if (!status.ok()) std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  return status.ok() ? 0 : 1;
}

}  // namespace
}  // namespace trialmatch

int main(int argc, char** argv) { return trialmatch::Run(argc, argv); }
