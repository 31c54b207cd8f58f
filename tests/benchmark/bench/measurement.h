// One thing that is measured; it yields one figure or a few.
#ifndef TRIALMATCH_TESTS_BENCHMARK_BENCH_MEASUREMENT_H_
#define TRIALMATCH_TESTS_BENCHMARK_BENCH_MEASUREMENT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "tests/benchmark/bench/figures.h"
#include "tests/benchmark/bench/machine.h"

namespace trialmatch::bench {

// Watches the timed part of one round.
class RoundWatch {
 public:
  // Around what is timed, and as closely as may be. Start() calibrates first.
  void Start();
  void Stop();

  // In nanoseconds, and in cores (empty: the system does not say).
  int64_t calibration() const { return calibration_; }
  std::optional<double> other_cores() const { return other_cores_; }

 private:
  OtherWork others_;
  int64_t calibration_ = 0;
  std::optional<double> other_cores_;
};

// By key. A round gives one value for each figure, or none.
using RoundValues = std::map<std::string, double>;

class Measurement {
 public:
  virtual ~Measurement() = default;

  // The figures that it yields.
  virtual std::vector<std::string> keys() const = 0;

  // Builds what the rounds need and runs it warm.
  virtual absl::Status Prepare() = 0;

  // Runs one round. `first_patient`: the number of the first of Setup::patients patients of the corpus which
  // no other round has. What is not timed comes before watch.Start() and after watch.Stop().
  virtual absl::StatusOr<RoundValues> RunRound(uint64_t first_patient, RoundWatch& watch) = 0;

  // Says of its figures, once all rounds are run, which are not credited.
  virtual void Conclude(Figures& figures) = 0;
};

}  // namespace trialmatch::bench

#endif  // TRIALMATCH_TESTS_BENCHMARK_BENCH_MEASUREMENT_H_
