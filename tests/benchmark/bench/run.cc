#include "tests/benchmark/bench/run.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/benchmark/bench/growth.h"
#include "tests/benchmark/bench/index_memory.h"
#include "tests/benchmark/bench/match_cost.h"
#include "tests/benchmark/bench/screen_cost.h"

namespace trialmatch::bench {
namespace {

constexpr double kMostOtherCores = 0.06;

class Rounds {
 public:
  Rounds(World& world, Results& results) : world_(world), results_(results) {}

  bool IsWanted(const std::string& key) const {
    return world_.setup().only.empty() || world_.setup().only.contains(key);
  }

  // Leaves the reason where a measurement cannot be made.
  void Prepare(const Measurements& measurements) {
    for (const std::unique_ptr<Measurement>& one : measurements) {
      const std::vector<std::string> keys = one->keys();
      if (std::none_of(keys.begin(), keys.end(), [this](const auto& key) { return IsWanted(key); })) continue;
      const absl::Status status = one->Prepare();
      if (!status.ok()) {
        Fail(*one, status);
      } else {
        ready_.push_back(one.get());
      }
    }
  }

  void Run() {
    for (size_t round = 0; round < world_.setup().rounds; ++round) {
      // A measurement that fails is taken out of the list.
      for (size_t i = 0; i < ready_.size();) {
        const absl::Status status = RunOne(*ready_[i], round);
        if (status.ok()) {
          ++i;
        } else {
          Fail(*ready_[i], status);
          ready_.erase(ready_.begin() + static_cast<ptrdiff_t>(i));
        }
      }
    }
    for (Measurement* one : ready_) one->Conclude(results_.figures);
  }

 private:
  // Repeats the round while something else runs, but not for ever.
  absl::Status RunOne(Measurement& measurement, size_t round) {
    for (size_t attempt = 0;; ++attempt) {
      RoundWatch watch;
      const uint64_t first = next_patient_;
      next_patient_ += world_.setup().patients;
      const absl::StatusOr<RoundValues> values = measurement.RunRound(first, watch);
      if (!values.ok()) return values.status();
      const bool noisy = watch.other_cores().value_or(0) > kMostOtherCores;
      if (noisy && attempt < world_.setup().repeats) {
        ++results_.repeated_rounds;
        continue;
      }
      results_.noisy_rounds += noisy;
      Keep(watch, *values, round);
      return absl::OkStatus();
    }
  }

  void Keep(const RoundWatch& watch, const RoundValues& values, size_t round) {
    std::string line = absl::StrCat("round ", round + 1, ":");
    for (const auto& [key, value] : values) {
      results_.figures[key].rounds.Add(value);
      absl::StrAppend(&line, " ", key, " ", value);
    }
    if (watch.calibration() > 0) {
      results_.calibrations.Add(static_cast<double>(watch.calibration()));
      results_.noise_known = results_.noise_known && watch.other_cores().has_value();
      absl::StrAppend(&line, ", others ", watch.other_cores().value_or(-1), " cores");
    }
    world_.Say(line);
  }

  void Fail(const Measurement& measurement, const absl::Status& status) {
    for (const std::string& key : measurement.keys()) {
      results_.figures[key] = {{}, std::string(status.message())};
    }
  }

  World& world_;
  Results& results_;
  std::vector<Measurement*> ready_;
  uint64_t next_patient_ = 0;
};

}  // namespace

bool Results::void_run() const {
  const auto found = figures.find("disagreements");
  return found != figures.end() && !found->second.rounds.empty() && found->second.rounds.Greatest() > 0;
}

bool Results::compared() const {
  const auto found = figures.find("verdicts_compared");
  return found != figures.end() && !found->second.rounds.empty() && found->second.rounds.Least() > 0;
}

Measurements MakeEngineMeasurements(World& world) {
  Measurements made;
  made.push_back(std::make_unique<MatchCost>(world));
  made.push_back(std::make_unique<Growth>(world));
  made.push_back(std::make_unique<IndexMemory>(world));
  made.push_back(std::make_unique<ScreenCost>(world));
  return made;
}

Results RunRounds(World& world, const Measurements& measurements) {
  Results results;
  Rounds rounds(world, results);
  results.figures["trials"].rounds.Add(static_cast<double>(world.setup().trials));
  rounds.Prepare(measurements);
  rounds.Run();
  for (const FigureKind& kind : FigureKinds()) {
    Figure& figure = results.figures[kind.key];
    if (!figure.rounds.empty() || !figure.reason.empty()) continue;
    figure.reason = rounds.IsWanted(kind.key) ? "no round gave a value" : "not asked for";
  }
  return results;
}

}  // namespace trialmatch::bench
