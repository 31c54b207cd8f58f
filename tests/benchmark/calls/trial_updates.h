// Updates of trials at a fixed rate, whatever the server does.
#ifndef TRIALMATCH_TESTS_BENCHMARK_CALLS_TRIAL_UPDATES_H_
#define TRIALMATCH_TESTS_BENCHMARK_CALLS_TRIAL_UPDATES_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/benchmark/corpus/corpus.h"
#include "trialmatch/v1/trial_service.grpc.pb.h"

namespace trialmatch::bench {

// Runs in threads of its own while it lives. What stands under a name becomes another trial of the corpus,
// criteria and all.
class TrialUpdates {
 public:
  static constexpr int kPerSecond = 200;

  // The corpus outlives it. The trials that come are those from number `first` on, which are not among the
  // `trials` stored.
  TrialUpdates(const Corpus& corpus, const std::string& address, size_t trials, uint64_t first);
  ~TrialUpdates();
  TrialUpdates(const TrialUpdates&) = delete;
  TrialUpdates& operator=(const TrialUpdates&) = delete;

  // Ends them, and waits for those on their way.
  void Stop();

  // So far.
  int64_t done() const { return done_; }
  int64_t failed() const { return failed_; }

 private:
  // Every so-manieth update, beginning with one.
  void Run(uint64_t begin);
  v1::Trial MakeUpdate(uint64_t n) const;

  const Corpus& corpus_;
  const std::unique_ptr<v1::TrialService::Stub> stub_;
  const size_t trials_;
  const uint64_t first_;
  const int64_t start_;  // on the steady clock, in nanoseconds
  std::atomic<bool> stopping_ = false;
  std::atomic<int64_t> done_ = 0, failed_ = 0;
  std::vector<std::thread> threads_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_CALLS_TRIAL_UPDATES_H_
