// The product's server in this process, with all trials of the corpus in a store of its own.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_CORPUS_SERVER_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_CORPUS_SERVER_H_

#include <cstddef>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/server.h"
#include "tests/benchmark/corpus/corpus.h"

namespace trialmatch::bench {

// The store is a file in the folder for temporary files, which goes with the server.
class CorpusServer {
 public:
  // A call that the machine keeps waiting shall wait: to be refused would pass for speed.
  static constexpr int kManyMatches = 1'000;

  // Takes some minutes for 500,000 trials. Beyond `max_matches` at once calls are refused.
  static absl::StatusOr<std::unique_ptr<CorpusServer>> Start(const Corpus& corpus, size_t trials,
                                                             int max_matches = kManyMatches);
  ~CorpusServer();
  CorpusServer(const CorpusServer&) = delete;
  CorpusServer& operator=(const CorpusServer&) = delete;

  std::string address() const;
  // The server's one way to tidy up: it never does so by itself.
  absl::Status Compact() { return server_->Compact(); }

 private:
  explicit CorpusServer(std::string folder) : folder_(std::move(folder)) {}

  const std::string folder_;
  std::unique_ptr<Server> server_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_CORPUS_SERVER_H_
