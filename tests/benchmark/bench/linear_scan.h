// The competitor without an index: every trial compiled, and all of them walked for each patient.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_LINEAR_SCAN_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_LINEAR_SCAN_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/trial.h"
#include "domain/truth.h"
#include "tests/benchmark/bench/leaf_table.h"

namespace trialmatch::bench {

// Each distinct leaf is asked once a patient, of the definition; a trial is one piece of a single stream of
// words which the processor reads ahead. Shares no code with the index but the key of a leaf. Immutable once
// all trials are added, and then safe for use by any number of threads.
class LinearScan {
 public:
  using Truths = LeafTable::Truths;

  // Two bits a trial.
  struct Verdicts {
    std::vector<uint64_t> possible, certain;
    Truth operator[](size_t i) const {
      const auto has = [i](const std::vector<uint64_t>& bits) { return bits[i / 64] >> (i % 64) & 1; };
      return has(certain) ? Truth::kTrue : has(possible) ? Truth::kUnknown : Truth::kFalse;
    }
  };

  // The next position. The trial may go away afterwards.
  void Add(const Trial& trial);

  size_t size() const { return size_; }
  const LeafTable& leaves() const { return leaves_; }
  size_t bytes() const { return stream_.size() * sizeof(uint32_t); }

  // For everybody of whom no consent or attestation speaks of the trial.
  Verdicts Run(const Truths& truths) const;

 private:
  class Compiler;

  size_t size_ = 0;
  std::vector<uint32_t> stream_;
  LeafTable leaves_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_LINEAR_SCAN_H_
