// What the index keeps of a trial.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_INDEX_MEMORY_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_INDEX_MEMORY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "tests/benchmark/bench/measurement.h"
#include "tests/benchmark/bench/world.h"

namespace trialmatch::bench {

// Of the heap, once built and warm: with the distinct leaves, the columns of the ranking and all caches.
class IndexMemory final : public Measurement {
 public:
  // The world outlives it.
  explicit IndexMemory(World& world) : world_(world) {}

  std::vector<std::string> keys() const override { return {"index_bytes_per_trial"}; }
  absl::Status Prepare() override {
    world_.All();
    return absl::OkStatus();
  }
  absl::StatusOr<RoundValues> RunRound(uint64_t, RoundWatch&) override {
    const double bytes = world_.BytesPerTrial();
    // A sanitizer's does not.
    if (bytes <= 0) return absl::FailedPreconditionError("the allocator does not tell what it gave");
    return RoundValues{{"index_bytes_per_trial", bytes}};
  }
  void Conclude(Figures&) override {}

 private:
  World& world_;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_INDEX_MEMORY_H_
